/** Ids grow, whatever the clock does. */
import { describe, expect, test } from 'vitest';
import { createIds } from './ids.ts';

function idsAt(times: readonly number[], newest?: string): readonly string[] {
  let nowMs = 0;
  const newId = createIds({ nowMs: () => nowMs, monotonicMs: () => 0 }, newest);
  return times.map((time) => {
    nowMs = time;
    return newId();
  });
}

const start = Date.UTC(2026, 10, 23);

describe('ids', () => {
  test('have the form of UUID version 7 and carry their millisecond', () => {
    const [id = ''] = idsAt([start]);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(start);
  });

  test.each([
    ['in one millisecond', Array.from({ length: 10_000 }, () => start)],
    ['when the clock is set back', [start, start - 5000, start - 4000, start + 1, start]],
    ['with fractions of milliseconds', [start + 0.9, start + 0.1, start + 1.5]],
  ])('grow %s', (_, times) => {
    const ids = idsAt(times);
    expect(new Set(ids).size).toBe(times.length);
    expect([...ids].sort()).toEqual(ids);
  });

  test('grow from the newest of an earlier process on, whose clock was ahead', () => {
    const newest = idsAt(Array.from({ length: 50 }, () => start + 60_000)).at(-1) ?? '';
    const [first = '', second = ''] = idsAt([start, start], newest);
    expect([newest, first, second].sort()).toEqual([newest, first, second]);
    expect(new Set([newest, first, second]).size).toBe(3);
  });
});
