import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CharSet } from './char-set.ts';

test('a set holds the code units it was made of and no others', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 0xffff }), (characters, unit) => {
      const set = new CharSet(characters);
      expect(set.has(unit)).toBe(characters.split('').includes(String.fromCharCode(unit)));
      for (let at = 0; at < characters.length; at += 1) expect(set.has(characters.charCodeAt(at))).toBe(true);
    }),
  );
});

test('the first of its characters is found, as a split at them finds it', () => {
  const set = new CharSet(' (\u00a0');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '(', '\u00a0') }), (text) => {
      expect(text.slice(0, set.indexIn(text))).toBe(text.split(/[ (\u00a0]/)[0]);
    }),
  );
});

test('beyond the end of a text nothing stands', () => {
  expect(new CharSet('a\0').has('a'.charCodeAt(1))).toBe(false);
});
