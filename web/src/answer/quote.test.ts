/** Marks in a quote: cut, joined, clipped; nothing is lost. */
import { describe, expect, test } from 'vitest';
import { cutAtMarks, placesIn } from './quote.ts';

const shown = (text: string, ranges: readonly { start: number; end: number }[]): string =>
  cutAtMarks(text, ranges)
    .map(({ text: piece, isMarked }) => (isMarked ? `[${piece}]` : piece))
    .join('');

describe('cutAtMarks', () => {
  test.each([
    ['no mark', [], 'abcdef'],
    ['in the middle', [{ start: 2, end: 4 }], 'ab[cd]ef'],
    ['all', [{ start: 0, end: 6 }], '[abcdef]'],
    [
      'in any order',
      [
        { start: 4, end: 5 },
        { start: 0, end: 1 },
      ],
      '[a]bcd[e]f',
    ],
    [
      'overlapping',
      [
        { start: 1, end: 4 },
        { start: 3, end: 5 },
      ],
      'a[bcde]f',
    ],
    [
      'touching',
      [
        { start: 1, end: 3 },
        { start: 3, end: 5 },
      ],
      'a[bcde]f',
    ],
    [
      'one inside another',
      [
        { start: 1, end: 5 },
        { start: 2, end: 3 },
      ],
      'a[bcde]f',
    ],
    [
      'outside',
      [
        { start: -5, end: 1 },
        { start: 5, end: 99 },
      ],
      '[a]bcde[f]',
    ],
    [
      'empty or reversed',
      [
        { start: 3, end: 3 },
        { start: 5, end: 2 },
      ],
      'abcdef',
    ],
  ])('%s', (_, ranges, expected) => {
    expect(shown('abcdef', ranges)).toBe(expected);
  });

  test('an empty text is one piece', () => {
    expect(cutAtMarks('', [{ start: 0, end: 3 }])).toEqual([{ text: '', isMarked: false }]);
  });
});

test('words are marked where the quote has them, which is no whole reply', () => {
  const quoted = [
    { text: 'unknown', start: 40, end: 47 },
    { text: 'in reply to', start: 50, end: 61 },
  ];
  expect(placesIn('550 5.1.1 unknown', quoted)).toEqual([{ start: 10, end: 17 }]);
});
