import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from './diff.ts';

const diff = (before: string | Buffer, after: string | Buffer): readonly string[] =>
  unifiedDiff(Buffer.from(before), Buffer.from(after), 'a.eml').split('\n').slice(2, -1);

test.each<[string, string | Buffer, string | Buffer, readonly string[]]>([
  ['one line more', 'a\r\nc\r\n', 'a\r\nb\r\nc\r\n', [' a', '+b', ' c', ' ']],
  ['one line changed', 'a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['UTF-8 as it reads', 'ü', 'ü!', ['-ü', '+ü!']],
  ['octets that are no UTF-8', Buffer.from([0x47, 0xfc]), 'G', ['-G\\xfc', '+G']],
  ['what a terminal would obey', 'a\u001b[2J', 'a', ['-a\\x1b[2J', '+a']],
  ['what turns the reading direction', 'a\u202eb', 'a', ['-a\\u{202e}b', '+a']],
  ['only the end of a line', 'a\nb\n', 'a\r\nb\n', ['-a', '+a\\x0d', ' b', ' ']],
  ['nothing', 'a\n', 'a\n', []],
])('%s', (_, before, after, expected) => {
  expect(diff(before, after)).toEqual(expected);
});

test('every line that is added or taken away is shown, while they are few', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const shown = diff(before.join('\n'), after.join('\n'));
      const count = (sign: string) => shown.filter((line) => line.startsWith(sign)).length;
      // Of no lines at all one empty one is left.
      expect(count('+') - count('-')).toBe(Math.max(1, after.length) - Math.max(1, before.length));
    }),
  );
});
