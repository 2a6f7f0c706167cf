import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromLatin1 } from '../../base/bytes.ts';
import { decodeCharset } from './decode-charset.ts';
import { charsetOfLabel } from './labels.ts';
import { encodeForTests } from './testing.ts';

describe('labels as mail writes them', () => {
  test.each([
    ['UTF-8', 'utf-8'],
    ['"utf-8"', 'utf-8'],
    ["'utf-8'", 'utf-8'],
    [' utf8 ', 'utf-8'],
    ['UTF-8*en', 'utf-8'],
    ['us-ascii', 'us-ascii'],
    ['ANSI_X3.4-1968', 'us-ascii'],
    ['unicode-1-1-utf-7', 'utf-7'],
    ['cp1252', 'windows-1252'],
    ['CP-1251', 'windows-1251'],
    ['win-1250', 'windows-1250'],
    ['latin1', 'windows-1252'],
    ['iso8859_15', 'iso-8859-15'],
    ['8859-2', 'iso-8859-2'],
    ['iso-8859-8-i', 'iso-8859-8-i'],
    ['x-sjis', 'shift_jis'],
    ['cp932', 'shift_jis'],
    ['ks_c_5601-1987', 'euc-kr'],
    ['cp949', 'euc-kr'],
    ['gb2312', 'gbk'],
    ['x-gbk', 'gbk'],
    ['iso-2022-kr', 'iso-2022-kr'],
    ['cp50220', 'iso-2022-jp'],
    ['x-unknown', undefined],
    ['unknown-8bit', undefined],
    ['', undefined],
    ['__proto__', undefined],
    ['x'.repeat(200), undefined],
  ])('%s is %s', (label, charset) => {
    expect(charsetOfLabel(label)).toBe(charset);
  });
});

describe('decoding', () => {
  test.each<[string, Uint8Array, string | undefined, string, string, boolean]>([
    ['UTF-7', fromLatin1('Hi +AOk-t+AOk +- 1'), 'utf-7', 'Hi été + 1', 'utf-7', false],
    ['Latin-1 means windows-1252', fromLatin1('a\x93b'), 'iso-8859-1', 'a“b', 'windows-1252', false],
    ['UTF-8 under a Latin-1 label', fromLatin1('\xc3\xa9'), 'iso-8859-1', 'é', 'utf-8', true],
    [
      'UTF-8 under a Korean label',
      new TextEncoder().encode('없는 주소'),
      'euc-kr',
      '없는 주소',
      'utf-8',
      true,
    ],
    ['Latin-1 under a UTF-8 label', fromLatin1('caf\xe9'), 'utf-8', 'café', 'windows-1252', true],
    ['8-bit under us-ascii', fromLatin1('\xc3\xa9'), 'us-ascii', 'é', 'utf-8', true],
    [
      'Japanese escapes under us-ascii',
      encodeForTests('存在', 'iso-2022-jp'),
      'us-ascii',
      '存在',
      'iso-2022-jp',
      true,
    ],
    ['an unknown label', fromLatin1('abc'), 'x-unknown', 'abc', 'us-ascii', true],
    ['no label', fromLatin1('abc'), undefined, 'abc', 'us-ascii', true],
    ['ISO-2022-KR', fromLatin1('\x1b$)C\x0e>x\x0f ab'), 'iso-2022-kr', '없 ab', 'iso-2022-kr', false],
    ['UTF-16 with its mark', fromLatin1('\xff\xfea\x00'), 'utf-16', 'a', 'utf-16le', false],
  ])('%s', (_title, bytes, label, text, charset, isGuessed) => {
    expect(decodeCharset(bytes, label)).toEqual({ text, charset, isGuessed });
  });

  test('any bytes under any label give text', () => {
    const labels = fc.oneof(
      fc.string(),
      fc.constantFrom('utf-8', 'utf-7', 'gb2312', 'iso-2022-jp', 'iso-2022-kr', 'utf-16'),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), labels, (bytes, label) => {
        expect(typeof decodeCharset(bytes, label).text).toBe('string');
      }),
    );
  });

  test('UTF-8 text survives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        if (text.startsWith('\ufeff')) return;
        expect(decodeCharset(new TextEncoder().encode(text), 'utf-8').text).toBe(text);
      }),
    );
  });
});

describe('marks that texts of ours carry become U+FFFD, one character for one', () => {
  const text = 'a\u{fdd0}b\u{fdd1}c\u{fdd2}ü';
  const utf7 = `a+${Buffer.from('\u{fdd0}', 'utf16le').swap16().toString('base64').replaceAll('=', '')}-b`;
  test.each([
    ['utf-8', Buffer.from(text), 'a\u{fffd}b\u{fffd}c\u{fffd}ü'],
    [undefined, Buffer.from(text), 'a\u{fffd}b\u{fffd}c\u{fffd}ü'],
    ['windows-1252', Buffer.from(text), 'a\u{fffd}b\u{fffd}c\u{fffd}ü'],
    ['utf-16le', Buffer.from(text, 'utf16le'), 'a\u{fffd}b\u{fffd}c\u{fffd}ü'],
    ['utf-7', Buffer.from(utf7), 'a\u{fffd}b'],
  ])('%s', (label, bytes, expected) => {
    expect(decodeCharset(bytes, label).text).toBe(expected);
  });
});
