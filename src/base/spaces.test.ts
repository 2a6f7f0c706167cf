import { expect, test } from 'vitest';
import { SPACES, singleSpaced } from './spaces.ts';

test('SPACES are the characters that a regular expression takes for white space', () => {
  const spaces: string[] = [];
  for (let unit = 0; unit <= 0xffff; unit += 1) {
    const char = String.fromCharCode(unit);
    if (/\s/.test(char)) spaces.push(char);
  }
  expect(SPACES.split('').sort()).toEqual(spaces.sort());
});

test.each([
  ['  a  b\r\n\tc ', 'a b c'],
  ['a b', 'a b'],
  ['', ''],
])('%j is %j in single spaces', (text, expected) => {
  expect(singleSpaced(text)).toBe(expected);
});
