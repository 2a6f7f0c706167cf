import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SliceIndex, slotsOf } from './slice-index.ts';

test('a word is found where it stands in a text, and nothing else is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 6 })),
      fc.string(),
      fc.string(),
      fc.string({ maxLength: 6 }),
      (words, before, behind, other) => {
        const index = new SliceIndex(words);
        for (const word of [...words, other])
          expect(index.find(before + word + behind, before.length, before.length + word.length)).toBe(
            words.indexOf(word),
          );
      },
    ),
  );
});

test.each([20_000, 70_000])('%i words are all known', (count) => {
  const index = new SliceIndex(Array.from({ length: count }, (_, n) => `word${n}`));
  for (let n = 0; n < count; n += 7) expect(index.find(`word${n}`)).toBe(n);
  expect(index.find(`word${count}`)).toBe(-1);
  expect(new SliceIndex([]).find('')).toBe(-1);
});

test('words that are not wanted are not found', () => {
  const words = ['one', 'two', 'three'];
  const index = new SliceIndex(
    words,
    slotsOf(words, (at) => at !== 1),
  );
  expect(words.map((word) => index.find(word))).toEqual([0, -1, 2]);
});
