/** Expressions that are asked where one of their words stands. */
import { expect, test } from 'vitest';
import { Worded } from './worded.ts';

const code = new Worded(['error (', 'level='], /\bError \(\d{3}\)|\blevel=\w/);
const login = new Worded(['log'], /\blog(?:ged|s)? in\b/i);

test.each<readonly [Worded, string, boolean]>([
  [code, 'Error (550)', true],
  [code, 'error (550)', false],
  [code, 'level=info', true],
  [code, 'Error 550', false],
  [login, 'He LOGGED IN', true],
  [login, 'a log', false],
  [login, '', false],
])('%# %j', (worded, text, expected) => {
  expect(worded.test(text)).toBe(expected);
  expect(worded.test(text, text.toLowerCase())).toBe(expected);
});

test('without a word its expression is not asked', () => {
  const never = /x/;
  never.test = () => {
    throw new Error('asked');
  };
  expect(new Worded(['y'], never).test('an x')).toBe(false);
});
