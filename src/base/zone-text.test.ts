import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absoluteName, plainValue, quotedString, txtStrings } from './zone-text.ts';

describe('TXT values', () => {
  test.each([
    ['v=spf1 -all', '"v=spf1 -all"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ['a\nb\u001b[31m\u0000', '"a\\010b\\027[31m\\000"'],
    ['caf\u00e9\u007f', '"caf\\233\\127"'],
    ['; remove: x', '"; remove: x"'],
    ['\u20ac', '"\\226\\130\\172"'],
  ])('%j', (text, quoted) => {
    expect(quotedString(text)).toBe(quoted);
  });

  test('strings are cut at 255 octets, not at escapes', () => {
    const text = `${'\u00e9'.repeat(300)}"`;
    expect(txtStrings(text).map((part) => part.length)).toEqual([255, 46]);
    expect(txtStrings('')).toEqual(['']);
  });

  test('whatever octets come, one line of printable ASCII leaves, and it is read back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        const text = Buffer.from(bytes).toString('latin1');
        const parts = txtStrings(text);
        const line = parts.map(quotedString).join(' ');
        expect(line).toMatch(/^[ -~]*$/);
        expect(plainValue(text)).toMatch(/^[ -~]*$/);
        const read = parts
          .map((part) => quotedString(part).slice(1, -1))
          .join('')
          .replace(/\\(\d{3}|.)/g, (_, code: string) =>
            code.length === 3 ? String.fromCharCode(Number(code)) : code,
          );
        expect(read).toBe(text);
      }),
    );
  });
});

test.each([
  ['example.org', 'example.org.'],
  ['_dmarc.example.org.', '_dmarc.example.org.'],
  ['.', '.'],
  ['a b;c\n.example.org', 'a\\032b\\;c\\010.example.org.'],
])('name %j', (name, text) => {
  expect(absoluteName(name)).toBe(text);
});
