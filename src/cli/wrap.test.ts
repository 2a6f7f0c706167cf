import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hang, printable, textWidth, wrap } from './wrap.ts';

describe('wrap', () => {
  test.each([
    ['one two three four', 10, ['one two', 'three four']],
    ['abcdefghijklmnop', 10, ['abcdefghij', 'klmnop']],
    ['用户不存在用户不存在', 10, ['用户不存在', '用户不存在']],
    ['a\nb', 10, ['a', 'b']],
    ['', 10, ['']],
  ])('%j at %i', (text, width, expected) => {
    expect(wrap(text, width)).toEqual(expected);
  });

  test('no line is wider than asked, and no letter is lost', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 12, max: 60 }), (text, width) => {
        const lines = wrap(text, width);
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
        const letters = (value: string) => value.replace(/\s/g, '');
        expect(letters(lines.join(''))).toBe(letters(printable(text)));
      }),
    );
  });

  test('escape sequences of mail do not reach the terminal', () => {
    expect(printable('a\u001b[31mred\u0007\u202e\u200f\u{e0041}b')).toBe('a\ufffd[31mred\ufffdb');
  });

  test('hanging text stands in its column', () => {
    expect(hang('  said', 'one two three four five six', 10, 24)).toBe(
      '  said    one two three\n          four five six',
    );
  });
});
