import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePhrases, findPhrases, tokensOf } from './index.ts';

const set = compilePhrases({
  money: ['money back guarantee*', '100 % guaranteed'],
  diet: ['{lose|losing|lost} ..2 {weight|pounds}'],
  login: ['{log in|sign in}'],
  sum: ['$ ##'],
  millions: ['# {million|million*} {dollars|usd}'],
});
const found = (text: string) => {
  const tokens = tokensOf(text);
  return findPhrases(tokens, set).map(({ owner, first, last }) => [
    owner,
    text.slice(tokens[first]?.start, tokens[last - 1]?.end),
  ]);
};

test.each([
  ['A Money-back guarantee!', [['money', 'Money-back guarantee']]],
  ['100% guaranteed', [['money', '100% guaranteed']]],
  ['Losing up to ten pounds', []],
  ['Losing ten pounds', [['diet', 'Losing ten pounds']]],
  [
    'sign in to verify, log in',
    [
      ['login', 'sign in'],
      ['login', 'log in'],
    ],
  ],
  ['$ 10,500,000.00', [['sum', '$ 10,500,000.00']]],
  ['$ 10,500.00', []],
  ['Lose 10 extra pounds now', [['diet', 'Lose 10 extra pounds']]],
  ['10.5 Million USD', [['millions', '10.5 Million USD']]],
  ['money for a guarantee', []],
])('%s', (text, hits) => expect(found(text)).toEqual(hits));

test('phrases that cannot be read are refused', () => {
  for (const phrase of ['', '{a|}', 'a ..3', '..3 a', 'ab*', 'a b c d e f g h i j k l m'])
    expect(() => compilePhrases({ x: [phrase] })).toThrow(/phrase/);
});

test('the stem of a rejection pattern is refused, not taken for the end of a word', () => {
  for (const phrase of ['abc~ d', 'a {b|cde~}'])
    expect(() => compilePhrases({ x: [phrase] })).toThrow(/'word\*'/);
});

test('never throws, every hit lies in the text, and the time is linear', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const tokens = tokensOf(text);
      for (const { first, last } of findPhrases(tokens, set))
        expect(first < last && last <= tokens.length).toBe(true);
    }),
  );
  const start = performance.now();
  found('lose '.repeat(200_000));
  expect(performance.now() - start).toBeLessThan(1500);
});
