import { expect, test } from 'vitest';
import { anyOf } from './any-of.ts';

test.each([
  ['one', true],
  ['two', true],
  ['3/4', true],
  ['one two', false],
  ['', false],
])('%s: %s', (text, isOne) => {
  expect(new RegExp(`^${anyOf([/one|two/, /\d\/\d/])}$`).test(text)).toBe(isOne);
});
