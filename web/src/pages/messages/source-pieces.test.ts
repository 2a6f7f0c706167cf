/** A message cut at the places of its findings. */
import { describe, expect, test } from 'vitest';
import { sourceWindow } from './source-pieces.ts';

const bytes = new TextEncoder().encode('Subject: é x\r\n\r\nbody\r\n');
const show = (findings: Parameters<typeof sourceWindow>[1]): string =>
  sourceWindow(bytes, findings, 0)
    .pieces.map(({ text, findings: here }) => (here.length === 0 ? text : `[${here.join(',')}:${text}]`))
    .join('');

describe('sourceWindow', () => {
  test('octets are counted, not characters', () => {
    expect(show([{ index: 0, start: 9, end: 11 }])).toBe('Subject: [0:é] x\n\nbody\n');
  });
  test('places that overlap name all of their findings', () => {
    expect(
      show([
        { index: 0, start: 0, end: 8 },
        { index: 1, start: 4, end: 13 },
      ]),
    ).toBe('[0:Subj][0,1:ect:][1: é x]\n\nbody\n');
  });
  test('places outside the message change nothing', () => {
    expect(
      show([
        { index: 0, start: 500, end: 600 },
        { index: 1, start: 5, end: 5 },
      ]),
    ).toBe('Subject: é x\n\nbody\n');
  });
  test('of a large message a window around the place is shown, from the start of a line', () => {
    const large = new TextEncoder().encode('0123456789abcde\n'.repeat(100_000));
    const { pieces, before, behind } = sourceWindow(
      large,
      [{ index: 3, start: 800_000, end: 800_010 }],
      800_000,
    );
    expect(before % 16).toBe(0);
    expect(before + behind).toBeGreaterThan(1_500_000);
    expect(pieces.some(({ findings }) => findings.includes(3))).toBe(true);
  });
});
