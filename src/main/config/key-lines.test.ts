import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyLines } from './key-lines.ts';

describe('the line of each key', () => {
  test.each<[what: string, text: string, lines: Readonly<Record<string, number>>]>([
    ['top level', '\n# a = 1\na = 1\nb = 2', { a: 3, b: 4 }],
    ['tables', 'a = 1\n[t]\n\nb = 2\n[u.v]\nc = 3', { a: 1, t: 2, 't.b': 4, 'u.v': 5, 'u.v.c': 6 }],
    ['dotted and quoted keys', 'a.b = 1\n"c d" . e = 2', { 'a.b': 1, 'c d.e': 2 }],
    ['a list over lines', 'a = [ # x\n "]", # ]\n 2,\n]\nb = 1', { a: 1, b: 5 }],
    [
      'an inline table',
      'a = { b = 1, c = { d = "}" } }\ne = 2',
      { a: 1, 'a.b': 1, 'a.c': 1, 'a.c.d': 1, e: 2 },
    ],
    ['a text over lines', 'a = """\nb = 1\n\\"""\n"""\nc = 1', { a: 1, c: 5 }],
    ['a literal text', "a = '''\nb = \"\n'''\nc = 'x # y'\nd = 1", { a: 1, c: 4, d: 5 }],
    ['a hash in a text', 'a = "# no"\nb = 1 # yes', { a: 1, b: 2 }],
    ['CRLF', 'a = 1\r\nb = 2\r\n', { a: 1, b: 2 }],
    ['tables in a list', '[[a]]\nb = 1\n[[a]]\nb = 2', { a: 1, 'a.b': 2 }],
  ])('%s', (_, text, lines) => {
    expect(Object.fromEntries(keyLines(text))).toEqual(lines);
  });

  test.each(['a=[}', 'a=[}]', 'a={]', 'a={]}', '[', '{', '=', 'a', '"', 'a="\\'])('ends for %j', (text) => {
    expect(keyLines(text).size).toBeLessThan(3);
  });

  test('ends for any text, valid or not', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
      '"""',
      '\n',
      '=',
      '.',
      'a',
      '#',
      ',',
      '\\',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(keyLines(pieces.join('')).size).toBeLessThanOrEqual(60);
      }),
      { numRuns: 2000 },
    );
  });
});
