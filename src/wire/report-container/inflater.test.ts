import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BitReader } from './bit-reader.ts';
import { Inflater } from './inflater.ts';

function inflate(
  compressed: Uint8Array,
  pieceBytes = 1_000,
): { readonly bytes: Buffer; readonly end: string } {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < compressed.length; start += pieceBytes)
    pieces.push(compressed.subarray(start, start + pieceBytes));
  const inflater = new Inflater(new BitReader(pieces));
  const out: Buffer[] = [];
  for (const piece of inflater.pieces()) out.push(Buffer.from(piece));
  return { bytes: Buffer.concat(out), end: inflater.end };
}

/** Text and noise with repetitions near and far. */
function sample(bytes: number): Buffer {
  const out = Buffer.alloc(bytes);
  let seed = 7;
  for (let index = 0; index < bytes; index++) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    const back = 1 + (seed % 40_000);
    out[index] = seed % 5 === 0 || back > index ? seed >>> 24 : (out[index - (back % 300) - 1] ?? 0);
  }
  return out;
}

describe('what zlib packs comes out again', () => {
  const strategies = [
    constants.Z_DEFAULT_STRATEGY,
    constants.Z_FILTERED,
    constants.Z_HUFFMAN_ONLY,
    constants.Z_RLE,
    constants.Z_FIXED,
  ];
  const cases = strategies.flatMap((strategy) => [0, 1, 6, 9].map((level) => [strategy, level] as const));
  test.each(cases)('strategy %i, level %i', (strategy, level) => {
    for (const content of [Buffer.alloc(0), Buffer.from('a'), Buffer.alloc(300_000), sample(400_000)]) {
      const read = inflate(deflateRawSync(content, { strategy, level }));
      expect(read.end).toBe('complete');
      expect(read.bytes.equals(content)).toBe(true);
    }
  });

  test('whatever the bytes and the pieces', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), fc.integer({ min: 1, max: 50 }), (content, size) => {
        expect(inflate(deflateRawSync(content), size)).toEqual({
          bytes: Buffer.from(content),
          end: 'complete',
        });
      }),
    );
  });
});

describe('what is broken ends', () => {
  const packed = deflateRawSync(sample(5_000));

  test('cut anywhere: truncated', () => {
    for (let length = 0; length < packed.length; length += 7)
      expect(inflate(packed.subarray(0, length)).end).toBe('truncated');
  });

  test.each<[string, readonly number[]]>([
    ['block type 3', [0b111, 0, 0]],
    ['a stored length that does not fit its complement', [1, 5, 0, 5, 0]],
    ['a distance before the beginning', [0b0000_0011, 0b0000_0010, 0, 0, 0, 0]],
    ['codes that are too many', [0b0000_0101, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ])('%s: damaged', (_, bytes) => {
    expect(inflate(Uint8Array.from([...bytes, ...new Uint8Array(40)])).end).toBe('damaged');
  });

  test('any bytes: no throw, an end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(['complete', 'truncated', 'damaged']).toContain(inflate(bytes).end);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a byte changed: no throw, an end', () => {
    fc.assert(
      fc.property(fc.nat({ max: packed.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Uint8Array.from(packed);
        changed[at] = (changed[at] ?? 0) ^ change;
        expect(inflate(changed).end).toMatch(/./);
      }),
    );
  });
});

test('many small blocks take linear time', () => {
  // One literal and the end of a block, with codes of their own each time.
  const block = deflateRawSync(sample(300), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const blocks = Buffer.concat(Array.from({ length: 5_000 }, () => block));
  const before = performance.now();
  expect(inflate(blocks).bytes.length).toBe(300 * 5_000);
  expect(performance.now() - before).toBeLessThan(3_000);
});
