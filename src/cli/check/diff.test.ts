import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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
  ['two changes beside each other', 'a\nb\nc', 'x\nb\ny', ['-a', '+x', ' b', '-c', '+y']],
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

describe('long lines', () => {
  const rows = Array.from({ length: 40 }, (_, i) => `<td class="c">cell ${i}</td>`);

  test('HTML that is all one line is shown tag by tag, the change alone', () => {
    const before = rows.join('');
    const diff = unifiedDiff(Buffer.from(before), Buffer.from(before.replace('cell 7<', 'cell seven<')), 'm');
    expect(diff.split('\n').slice(2)).toEqual([
      ' <td class="c">cell 6',
      ' </td>',
      '-<td class="c">cell 7',
      '+<td class="c">cell seven',
      ' </td>',
      ' <td class="c">cell 8',
      '',
    ]);
  });

  test('of a long line without tags the beginning is shown', () => {
    const diff = unifiedDiff(Buffer.from('x'.repeat(5000)), Buffer.from('y'.repeat(5000)), 'm');
    for (const line of diff.split('\n')) expect(line.length).toBeLessThan(250);
  });
});
