/** Times, durations and sizes in both languages. */
import { describe, expect, test } from 'vitest';
import { dayFrom, dayTo } from './days.ts';
import { formatAgo, formatBytes, formatDay, formatDuration, formatLocal, formatUtc } from './format.ts';

const at = '2026-11-26T15:38:12.000Z';

test('UTC is written whole, what is no time is shown as it is', () => {
  expect(formatUtc(at)).toBe('2026-11-26 15:38 UTC');
  expect(formatUtc('soon')).toBe('soon');
  expect(formatLocal('soon', 'en')).toBe('soon');
});

test('a local time names day, month, year and 24 hours', () => {
  expect(formatLocal('2026-11-26T15:38:12', 'en')).toBe('26 Nov 2026, 15:38');
  expect(formatLocal('2026-11-26T15:38:12', 'de')).toBe('26.11.2026, 15:38');
  expect(formatDay('2026-11-26T15:38:12', 'en')).toBe('26 Nov 2026');
  expect(formatDay('2026-11-26T15:38:12', 'de')).toBe('26.11.2026');
});

test.each([
  [30_000, 'just now'],
  [90_000, '1 minute ago'],
  [3 * 3_600_000, '3 hours ago'],
  [25 * 3_600_000, 'yesterday'],
  [-2 * 86_400_000, 'in 2 days'],
  [40 * 86_400_000, 'last month'],
])('%d ms before now', (before, expected) => {
  expect(formatAgo(new Date(Date.parse(at) - before).toISOString(), Date.parse(at), 'en', 'just now')).toBe(
    expected,
  );
});

test.each([
  [41, '41 ms'],
  [1234, '1.2 s'],
  [180_000, '3 min'],
])('%d ms as a duration', (ms, expected) => {
  expect(formatDuration(ms, 'en')).toBe(expected);
});

test.each([
  [12, '12 B'],
  [12_345, '12 kB'],
  [3_400_000, '3.4 MB'],
])('%d octets', (octets, expected) => {
  expect(formatBytes(octets, 'en')).toBe(expected);
});

describe('days of a filter', () => {
  test('from its first moment to the first of the next day', () => {
    const from = Date.parse(dayFrom('2026-11-26') ?? '');
    expect(new Date(from).getHours()).toBe(0);
    expect(Date.parse(dayTo('2026-11-26') ?? '') - from).toBe(86_400_000);
  });
  test.each([null, '', '26.11.2026', '2026-11'])('%j is no day', (day) => {
    expect(dayFrom(day)).toBeUndefined();
    expect(dayTo(day)).toBeUndefined();
  });
});
