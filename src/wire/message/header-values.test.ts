import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromLatin1, latin1 } from '../../base/bytes.ts';
import { decodeEncodedWords, parseHeaderBlock, parseParameterized } from './index.ts';

describe('header fields', () => {
  test.each([
    ['a field', 'Subject: hi\n', [['Subject', 'hi']]],
    ['no space after the colon', 'Subject:hi\n', [['Subject', 'hi']]],
    ['space before the colon', 'Subject \t: hi\n', [['Subject', 'hi']]],
    ['folded', 'Subject: a\r\n b\r\n\tc\r\n', [['Subject', 'a b\tc']]],
    ['folded with an empty first line', 'Subject:\r\n hi\r\n', [['Subject', 'hi']]],
    [
      'folded with a blank line inside',
      'Subject: a\n \n b\nTo: c\n',
      [
        ['Subject', 'a  b'],
        ['To', 'c'],
      ],
    ],
    [
      'an empty value',
      'Subject:\nTo: c\n',
      [
        ['Subject', ''],
        ['To', 'c'],
      ],
    ],
    ['8-bit UTF-8', 'Subject: \xc3\xa9\n', [['Subject', 'é']]],
    ['8-bit windows-1252', 'Subject: caf\xe9 \x93x\x94\n', [['Subject', 'café “x”']]],
    ['an encoded word across a fold', 'Subject: =?utf-8?q?a?=\n =?utf-8?q?b?=\n', [['Subject', 'ab']]],
    ['no line end at the end', 'Subject: hi', [['Subject', 'hi']]],
    ['a header, then its body', 'A: 1\n\nB: 2\n', [['A', '1']]],
  ])('%s', (_title, text, expected) => {
    expect(parseHeaderBlock(fromLatin1(text)).headers.map((field) => [field.name, field.value])).toEqual(
      expected,
    );
  });

  test('ranges are absolute in a block that starts in the middle', () => {
    const raw = fromLatin1('xxx\nAction: failed\nStatus: 5.1.1\n\nAction: delayed\n');
    const first = parseHeaderBlock(raw, 4, raw.length);
    const second = parseHeaderBlock(raw, first.bodyStart, raw.length);
    const [action, status] = first.headers;
    expect(latin1(raw, action?.range.start, action?.range.end)).toBe('Action: failed\n');
    expect(latin1(raw, status?.valueRange.start, status?.valueRange.end)).toBe(' 5.1.1');
    expect(second.headers.map((field) => field.value)).toEqual(['delayed']);
  });
});

describe('encoded words (RFC 2047)', () => {
  test.each([
    ['plain', 'plain'],
    ['=?utf-8?Q?caf=C3=A9_x?=', 'café x'],
    ['=?UTF-8?B?w6k=?=', 'é'],
    ['=?iso-8859-1*fr?Q?=E9?=', 'é'],
    ['a =?utf-8?q?b?= c', 'a b c'],
    ['=?utf-8?q?a?= =?utf-8?q?b?=', 'ab'],
    ['=?utf-8?q?a?= =?iso-8859-1?q?=E9?=', 'aé'],
    ['=?utf-8?q?=C3?= =?utf-8?q?=A9?=', 'é'],
    ['=?utf-8?B?w6k?= =?utf-8?q?=C3=A9?=', 'éé'],
    ['=?utf-8?q?a b?=', 'a b'],
    ['"=?utf-8?q?a?="', '"a"'],
    ['=?utf-8?q?a?=b', 'ab'],
    ['=?iso-2022-jp?B?GyRCQjg6XxsoQg==?=', '存在'],
    ['=?x-unknown?q?=C3=A9?=', 'é'],
    ['=?utf-8?x?a?=', '=?utf-8?x?a?='],
    ['=?utf-8?q?a', '=?utf-8?q?a'],
    ['=?=?=?', '=?=?=?'],
    ['=??q?a?=', '=??q?a?='],
  ])('%s is %s', (text, expected) => {
    expect(decodeEncodedWords(text)).toBe(expected);
  });

  test('any text survives being encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
        if (text.startsWith('\ufeff')) return;
        expect(decodeEncodedWords(`=?utf-8?B?${Buffer.from(text).toString('base64')}?=`)).toBe(text);
      }),
    );
  });
});

describe('values with parameters (RFC 2045, RFC 2231)', () => {
  test.each<[string, string, Record<string, string>]>([
    ['text/plain', 'text/plain', {}],
    ['TEXT/Plain; Charset=UTF-8', 'text/plain', { charset: 'UTF-8' }],
    ['text/plain; charset="a;b"', 'text/plain', { charset: 'a;b' }],
    ['text/plain; name="a\\"b"', 'text/plain', { name: 'a"b' }],
    ['text/plain; name="C:\\temp\\x"', 'text/plain', { name: 'C:\\temp\\x' }],
    ['text/plain (a comment; x=y); charset=z', 'text/plain', { charset: 'z' }],
    ['text/plain; charset = utf-8 ;', 'text/plain', { charset: 'utf-8' }],
    ['text/plain; format', 'text/plain', {}],
    ['text/plain; a=1; a=2', 'text/plain', { a: '1' }],
    ['multipart/mixed; boundary="x" Message-Id: <y>', 'multipart/mixed', { boundary: 'x' }],
    ['a/b; name="=?utf-8?q?=C3=A9?="', 'a/b', { name: 'é' }],
    ["a/b; name*=utf-8'fr'%C3%A9", 'a/b', { name: 'é' }],
    ['a/b; name*0*=utf-8\'\'%C3; name*1*=%A9; name*2="x y"', 'a/b', { name: 'éx y' }],
    ['a/b; name*1=b; name*0=a', 'a/b', { name: 'ab' }],
    ["a/b; name=old; name*=utf-8''new", 'a/b', { name: 'new' }],
    ['a/b; __proto__=x', 'a/b', JSON.parse('{"__proto__":"x"}')],
    ['', '', {}],
    [';;;=', '', {}],
  ])('%s', (text, value, parameters) => {
    expect(parseParameterized(text)).toEqual({ value, parameters });
  });

  test('any text gives a value', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof parseParameterized(text).value).toBe('string');
      }),
    );
  });
});
