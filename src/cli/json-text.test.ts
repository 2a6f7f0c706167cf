import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonText } from './json-text.ts';

test.each([
  ['\u202etxt.exe', '"\\u202etxt.exe"'],
  ['a\u009b31m', '"a\\u009b31m"'],
  ['\u2066\u2069\u200f\u061c\u2028\u007f', '"\\u2066\\u2069\\u200f\\u061c\\u2028\\u007f"'],
  ['Grüße 中 🎉', '"Grüße 中 🎉"'],
])('%j', (value, text) => expect(jsonText(value)).toBe(text));

test('is read back as what it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(jsonText({ value }, 2))).toEqual(JSON.parse(JSON.stringify({ value })));
    }),
  );
});
