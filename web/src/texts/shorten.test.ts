/** Beginnings of texts. */
import { expect, test } from 'vitest';
import { shorten } from './shorten.ts';

test.each([
  ['', ''],
  ['short enough', 'short enough'],
  [`${'word '.repeat(11)}wordword`, `${'word '.repeat(11)}…`.replace('  ', ' ')],
  ['x'.repeat(80), `${'x'.repeat(60)} …`],
])('%j', (text, beginning) => {
  expect(shorten(text)).toBe(beginning);
});
