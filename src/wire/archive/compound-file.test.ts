import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCompoundNames } from './compound-file.ts';
import { compoundOf } from './testing.ts';

test.each([
  [['Root Entry', 'WordDocument']],
  [['Root Entry', 'Macros', 'VBA', '_VBA_PROJECT', 'WordDocument', '\u0005SummaryInformation']],
])('the names of %o are read over the sectors of the directory', (names) => {
  expect(readCompoundNames(compoundOf(names))).toEqual(names);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['another file', Buffer.alloc(4096, 0x50)],
  ['a file that is cut off', compoundOf(['Root Entry', 'a', 'b', 'c', 'd']).subarray(0, 1536)],
  ['a directory that runs in a circle', circle()],
])('%s gives none', (_, bytes) => {
  expect(readCompoundNames(bytes)).toBeUndefined();
});

function circle(): Buffer {
  const bytes = compoundOf(['Root Entry']);
  // The FAT says that the directory goes on where it began.
  bytes.writeUInt32LE(1, 512 + 4);
  return bytes;
}

test('any bytes behind the mark are read without a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2048 }), fc.nat(2047), (noise, at) => {
      const bytes = compoundOf(['Root Entry', 'VBA']);
      bytes.set(noise.subarray(0, Math.max(0, bytes.length - 8 - at)), Math.min(bytes.length - 1, 8 + at));
      expect((readCompoundNames(bytes) ?? []).length).toBeLessThanOrEqual(2_000);
    }),
  );
});
