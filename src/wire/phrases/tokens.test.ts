import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokensOf } from './tokens.ts';

const wordsOf = (text: string): readonly string[] => tokensOf(text).map(({ word }) => word);

test.each([
  ["DON'T pay €1,000.50 now!", ["don't", 'pay', '€', '1,000.50', 'now', '!']],
  ['l’adresse n’existe pas.', ["l'adresse", "n'existe", 'pas']],
  ["the users' mailbox '", ['the', 'users', 'mailbox']],
  ['cafe\u0301 100% 5.7.1, x2', ['cafe\u0301', '100', '%', '5.7.1', 'x2']],
  ['郵箱不存在。', ['郵箱不存在']],
  ['\u{1d400}\u{1d401} \u{1f600} a', ['\u{1d400}\u{1d401}', 'a']],
  ['', []],
])('the words of %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test('two capitals or more are told, with their place', () => {
  expect(tokensOf('a FREE I ÄÖ 99')).toEqual([
    { word: 'a', start: 0, end: 1, isCapitals: false },
    { word: 'free', start: 2, end: 6, isCapitals: true },
    { word: 'i', start: 7, end: 8, isCapitals: false },
    { word: 'äö', start: 9, end: 11, isCapitals: true },
    { word: '99', start: 12, end: 14, isCapitals: false },
  ]);
});

test('at most 60,000 words', () => {
  expect(tokensOf('a '.repeat(70_000))).toHaveLength(60_000);
});

test('words are what Unicode says they are', () => {
  const word = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)?|\p{N}[\p{L}\p{N}]*(?:[.,]\p{N}+)*|[$€£%!?]/gu;
  const pieces = fc.constantFrom(
    "'",
    '’',
    '.',
    ',',
    '$',
    '€',
    '?',
    ' ',
    'a',
    'É',
    '7',
    '\u0301',
    '郵',
    '\u{1d400}',
    '\ud835',
    '\n',
  );
  const texts = fc
    .array(fc.oneof({ weight: 3, arbitrary: pieces }, fc.string({ unit: 'binary' })))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      const expected = [...text.matchAll(word)].map(({ 0: written, index }) => [
        index,
        index + written.length,
      ]);
      expect(tokensOf(text).map(({ start, end }) => [start, end])).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});
