import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SliceMap } from './slice-map.ts';

test('a key is found where it stands in a text, and nothing else is', () => {
  const entries = fc.array(fc.tuple(fc.string({ maxLength: 6 }), fc.integer()));
  fc.assert(
    fc.property(
      entries,
      fc.string(),
      fc.string(),
      fc.string({ maxLength: 6 }),
      (list, before, behind, word) => {
        const plain = new Map(list.toReversed());
        const map = new SliceMap(list);
        for (const key of [...plain.keys(), word])
          expect(map.get(before + key + behind, before.length, before.length + key.length)).toBe(
            plain.get(key),
          );
      },
    ),
  );
});

test('a map of many keys knows them all', () => {
  const map = new SliceMap(Array.from({ length: 20_000 }, (_, n) => [`word${n}`, n] as const));
  for (let n = 0; n < 20_000; n += 7) expect(map.get(`word${n}`)).toBe(n);
  expect(map.get('word20000')).toBeUndefined();
  expect(new SliceMap<number>([]).get('')).toBeUndefined();
});
