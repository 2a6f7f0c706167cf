import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textWithoutKey } from './without-key.ts';

test.each([
  ['7.2.0.192.abcd1234.bl.example. A', 'abcd1234', '7.2.0.192.<key>.bl.example. A'],
  ['ABCD1234 and aBcD1234', 'abcd1234', '<key> and <key>'],
  ['nothing', 'abcd1234', 'nothing'],
  ['nothing', undefined, 'nothing'],
  // One character that becomes two in lower case: nothing of the text is kept.
  ['İ abcd1234', 'abcd1234', '<key>'],
])('%s', (text, key, expected) => {
  expect(textWithoutKey(text, key)).toBe(expected);
});

test('a key is never left, whatever stands around it', () => {
  const key = fc
    .stringMatching(/^[A-Za-z0-9]{8,20}$/)
    .filter((text) => !'<key>'.includes(text.toLowerCase()));
  fc.assert(
    fc.property(fc.string(), key, fc.string(), fc.boolean(), (before, secret, after, isUpper) => {
      const shown = isUpper ? secret.toUpperCase() : secret;
      const text = textWithoutKey(`${before}${shown}${after}`, secret);
      expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    }),
  );
});
