/** The diff of safe edits, and the message that they make. */
import { describe, expect, test } from 'vitest';
import type { MessageFinding } from '../../documents/types.ts';
import { applyEdits, diffOf, safeEdits } from './fix-diff.ts';

const bytes = new TextEncoder().encode('A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\nE: 5\r\n\r\nbody\r\n');
const edit = (start: number, end: number, text: string, isSafe = true) => ({
  range: { start, end },
  bytes: text,
  isSafe,
});
const finding = (...edits: readonly ReturnType<typeof edit>[]): MessageFinding => ({
  check: 'a/b',
  message: 'c',
  outcome: 'fail',
  class: 'refused',
  fixes: edits.map((one) => ({ kind: 'message', edit: one })),
});
const lines = (edits: Parameters<typeof diffOf>[1]): readonly string[] =>
  diffOf(bytes, edits).flatMap((block) => [
    `@${block.line}`,
    ...block.lines.map(({ kind, text }) => `${{ same: ' ', gone: '-', new: '+' }[kind]}${text}`),
  ]);

describe('safeEdits', () => {
  test('only safe ones of failures, in order, the same once, overlapping ones left out', () => {
    const edits = safeEdits([
      finding(edit(12, 16, 'X'), edit(0, 0, 'Z: 1\r\n')),
      finding(edit(13, 14, 'no'), edit(12, 16, 'X'), edit(20, 21, 'unsafe', false)),
      { ...finding(edit(30, 31, 'pass')), outcome: 'pass' },
    ]);
    expect(edits.map(({ range, bytes: text }) => [range.start, text])).toEqual([
      [0, 'Z: 1\r\n'],
      [12, 'X'],
    ]);
  });

  test('an insertion given twice is made once', () => {
    expect(safeEdits([finding(edit(0, 0, 'Z')), finding(edit(0, 0, 'Z'))])).toHaveLength(1);
  });
});

test('octets outside ASCII are written as they are', () => {
  expect([...applyEdits(Uint8Array.of(1, 2, 3), [edit(1, 2, 'é')])]).toEqual([1, 0xe9, 3]);
});

describe('diffOf', () => {
  test('a line inserted at the start', () => {
    expect(lines([edit(0, 0, 'Z: 0\r\n')])).toEqual(['@1', '+Z: 0', ' A: 1', ' B: 2', ' C: 3']);
  });
  test('a value changed in the middle, two lines around', () => {
    expect(lines([edit(15, 16, '9')])).toEqual(['@3', ' A: 1', ' B: 2', '-C: 3', '+C: 9', ' D: 4', ' E: 5']);
  });
  test('a line taken away', () => {
    expect(lines([edit(12, 18, '')])).toEqual(['@3', ' A: 1', ' B: 2', '-C: 3', ' D: 4', ' E: 5']);
  });
  test('an insertion and a change further down: what stands between is not told as changed', () => {
    expect(lines([edit(0, 0, 'Z: 0\r\n'), edit(21, 22, '9')])).toEqual([
      '@1',
      '+Z: 0',
      ' A: 1',
      ' B: 2',
      ' C: 3',
      '-D: 4',
      '+D: 9',
      ' E: 5',
      ' ',
    ]);
  });
  test('octets that are no UTF-8 are shown', () => {
    const latin1 = Uint8Array.of(0x47, 0x72, 0xfc, 0x0a);
    expect(diffOf(latin1, [edit(0, 1, 'g')])[0]?.lines.map(({ text }) => text)).toEqual([
      'Gr\u00fc',
      'gr\u00fc',
    ]);
  });
  test('far apart: two blocks', () => {
    const long = new TextEncoder().encode('x\r\n'.repeat(40));
    expect(diffOf(long, [edit(0, 1, 'y'), edit(90, 91, 'z')]).map(({ line }) => line)).toEqual([1, 31]);
  });
});
