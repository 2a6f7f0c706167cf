/** Until when an alert is muted. */
import { expect, test } from 'vitest';
import { endOfDay, inHours, isMuted } from './mute-until.ts';

const now = new Date(2026, 10, 26, 15).getTime();

test('hours from now', () => {
  expect(Date.parse(inHours(24, now)) - now).toBe(86_400_000);
});

test.each([
  ['2026-11-26', new Date(2026, 10, 26, 23, 59, 59)],
  ['2026-12-24', new Date(2026, 11, 24, 23, 59, 59)],
  ['2026-11-25', undefined],
  ['2028-01-01', undefined],
  ['', undefined],
  ['soon', undefined],
])('the end of %j', (day, expected) => {
  expect(endOfDay(day, now)).toBe(expected?.toISOString());
});

test.each([
  [undefined, false],
  ['2020-01-01T00:00:00.000Z', false],
  [inHours(1, now), true],
])('muted until %s', (until, expected) => {
  expect(isMuted(until, now)).toBe(expected);
});
