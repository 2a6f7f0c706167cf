import { describe, expect, test } from 'vitest';
import { readMailView } from '../../../wire/mail-view/index.ts';
import { nameOf, rawHeaderOf, walkRawFields } from './header-lines.ts';

const viewOf = (text: string) => readMailView(Buffer.from(text, 'latin1'));

describe('the header as it stands in the bytes', () => {
  test.each([
    ['A: b\r\nC: d\r\n\r\nE: f', ['A', 'C']],
    ['A: b\r\n c\r\nD:e', ['A', 'D']],
    ['A: b\r\nno field\r\nC: d\r\n\r\n', ['A', 'C']],
    ['\r\n', []],
  ])('%j: %j', (text, names) => {
    const view = viewOf(text);
    const header = rawHeaderOf(view);
    expect(header.fields.map((field) => nameOf(view, field))).toEqual(names);
    expect(header.count).toBe(names.length);
  });

  test('a folded field is one, up to its last line', () => {
    const view = viewOf('A: b\r\n c\r\n\td\r\nE: f\r\n\r\n');
    expect(rawHeaderOf(view).fields[0]).toEqual({ name: { start: 0, end: 1 }, value: { start: 2, end: 12 } });
  });
});

test('of a million fields all are counted and walked, few are kept', () => {
  const view = viewOf(`${'A: b\n'.repeat(1_000_000)}Z: last\n\nbody`);
  const header = rawHeaderOf(view);
  expect(header.count).toBe(1_000_001);
  expect(header.fields.length).toBe(20_000);
  expect(header.range.end).toBe(5_000_008);
  let last = '';
  for (const field of walkRawFields(view)) last = nameOf(view, field);
  expect(last).toBe('Z');
});

test('lines without a colon are passed over in time that grows with their number', () => {
  const timeOf = (lines: number): number => {
    const view = viewOf(`From: a@example.org\n${'x\n'.repeat(lines)}`);
    const start = performance.now();
    rawHeaderOf(view);
    return performance.now() - start;
  };
  timeOf(100_000);
  // Looking for the colon to the end of the bytes took minutes.
  expect(timeOf(2_000_000)).toBeLessThan(5_000);
});
