import { describe, expect, test } from 'vitest';
import { asOneLine, isOneLine, isReadable } from './one-line.ts';

describe('a text of one line', () => {
  test.each([
    ['', true],
    ['Ann Ångström', true],
    ['آرش', true],
    ['می\u200cخواهم', true],
    ['👩\u200d🔧', true],
    ['a b', true],
    ['a\nb', false],
    ['a\r\nX: y', false],
    ['a\tb', false],
    ['a\u0000', false],
    ['a\u001b[31m', false],
    ['a\u0085b', false],
    ['a\u2028b', false],
    ['\u202egpj.exe', false],
    ['a\u2066b', false],
    ['a\u200eb', false],
    ['a\u200bb', false],
    ['\ufeffa', false],
    ['a\ud800', false],
    ['a\u{e0041}', false],
  ])('%j: %s', (text, isFit) => {
    expect(isOneLine(text)).toBe(isFit);
    expect(isOneLine(asOneLine(text))).toBe(true);
    expect(asOneLine(text) === text).toBe(isFit);
  });

  test('of several lines may have line ends and tabs, nothing else of it', () => {
    expect(['a\r\n\tb', 'a\u202eb', 'a\u0000b'].map(isReadable)).toEqual([true, false, false]);
  });
});
