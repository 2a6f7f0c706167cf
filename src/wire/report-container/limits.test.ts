import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sampleAggregate } from '../dmarc-report/testing.ts';
import { brief, writeZip } from './testing.ts';
import type { ContainerLimits } from './types.ts';

const xml = Buffer.from(sampleAggregate());

describe('limits', () => {
  const spaces = gzipSync(Buffer.concat([Buffer.from('<feedback>'), new Uint8Array(300_000).fill(0x20)]));
  const many = writeZip(
    Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${i}.txt`, Buffer.from('x')])),
  );
  let nested: Uint8Array = xml;
  for (let depth = 0; depth < 6; depth++) nested = gzipSync(nested);
  test.each<[string, Uint8Array, Partial<ContainerLimits>, string]>([
    ['inflated XML', spaces, { inflatedBytes: 100_000 }, 'inflated-too-large'],
    ['inflated zeros', gzipSync(new Uint8Array(300_000)), { inflatedBytes: 100_000 }, 'inflated-too-large'],
    [
      'zeros in a zip',
      writeZip({ a: new Uint8Array(300_000) }),
      { inflatedBytes: 100_000 },
      'inflated-too-large',
    ],
    [
      'many small ones together',
      writeZip({ a: xml, b: xml, c: xml }),
      { inflatedBytes: xml.length * 2 },
      'inflated-too-large',
    ],
    [
      'held whole',
      gzipSync(writeZip({ a: new Uint8Array(9_000) }, { isStored: true })),
      { heldBytes: 5_000 },
      'too-large',
    ],
    ['depth', nested, {}, 'too-deep'],
    ['entries', many, { entries: 4 }, 'too-many-entries'],
  ])('%s', (_, content, limits, code) => {
    expect(brief(content, limits)).toContain(`unreadable: ${code}`);
  });

  test('a report that is whole counts, whatever damage follows it in the stream', () => {
    const long = gzipSync(Buffer.concat([xml, new Uint8Array(50_000).map((_, i) => 0x20 + (i % 7))]));
    expect(brief(long.subarray(0, long.length - 30))).toEqual(['aggregate']);
  });
});
