/** Nothing from outside carries a mark of ours. */
import { expect, test } from 'vitest';
import { characterOf, parseForeignJson, withoutMarks } from './marks.ts';

test.each([
  ['plain', 'plain'],
  ['ü \u{fdcf}\u{fdd3}\u{1f600}', 'ü \u{fdcf}\u{fdd3}\u{1f600}'],
  ['a\u{fdd0}b\u{fdd1}c\u{fdd2}', 'a\u{fffd}b\u{fffd}c\u{fffd}'],
])('%j', (text, expected) => {
  expect(withoutMarks(text)).toBe(expected);
  expect(Buffer.byteLength(withoutMarks(text))).toBe(Buffer.byteLength(text));
});

test('a reference to a mark is none', () => {
  expect([0x41, 0xfdd0, 0xfdd2, 0x1f600].map(characterOf)).toEqual([
    'A',
    '\u{fffd}',
    '\u{fffd}',
    '\u{1f600}',
  ]);
});

test('in JSON neither as it stands nor as an escape; what is kept as given stays', () => {
  const text = '{"a":["x\\uFDD0y"],"b":{"c":"\u{fdd2}"},"d":"\\\\ufdd0","input":"\\ufdd1"}';
  expect(parseForeignJson(text, ['input'])).toEqual({
    a: ['x\u{fffd}y'],
    b: { c: '\u{fffd}' },
    d: '\\ufdd0',
    input: '\u{fdd1}',
  });
});
