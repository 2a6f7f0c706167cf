/** Words that look alike to a reader are alike to the search. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldWords, likePattern, queryWords } from './fold-words.ts';

describe('folding', () => {
  test.each([
    ['Zürich STRASSE', 'zurich strasse'],
    ['Straße', 'strasse'],
    ['Ærø Łódź', 'aero lodz'],
    ['ΟΔΟΣ οδος', 'οδοσ οδοσ'],
    ['İstanbul ISTANBUL ıstanbul', 'istanbul istanbul istanbul'],
    ['Ｆｕｌｌ ﬁne', 'full fine'],
    [' a\u00a0\t\nb\u0000c ', 'a b c'],
    ['', ''],
  ])('%j becomes %j', (text, folded) => {
    expect(foldWords(text)).toBe(folded);
  });

  test('what is folded stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => foldWords(foldWords(text)) === foldWords(text)),
    );
  });

  test('a query has at most ten words and 200 characters', () => {
    expect(queryWords('a b  c')).toEqual(['a', 'b', 'c']);
    expect(queryWords(' ')).toEqual([]);
    expect(queryWords('x '.repeat(1000))).toHaveLength(10);
    expect(queryWords('x'.repeat(1000))).toEqual(['x'.repeat(200)]);
  });

  test('marks of patterns are escaped', () => {
    expect(likePattern('50%_a!')).toBe('%50!%!_a!!%');
  });
});
