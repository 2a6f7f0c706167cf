import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backOffTime, catchUpTimes, confirmTime, placeOf, regularTime } from './due-times.ts';
import { createListPace } from './list-pace.ts';

const start = Date.UTC(2026, 10, 1);
const hour = 3_600_000;
const minute = 60_000;
const hoursFrom = (at: string): number => (Date.parse(at) - start) / hour;

describe('the regular time', () => {
  test('lies half an interval to one and a half away, whatever the name and the moment', () => {
    fc.assert(
      fc.property(
        fc.domain(),
        fc.integer({ min: 1, max: 744 }),
        fc.nat(400 * 24 * 3600),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (name, everyHours, seconds, chance) => {
          const now = start + seconds * 1000;
          const wait = (Date.parse(regularTime(name, everyHours, now, chance)) - now) / hour / everyHours;
          expect(wait).toBeGreaterThanOrEqual(0.44);
          expect(wait).toBeLessThanOrEqual(1.56);
        },
      ),
    );
  });

  test('a thousand names added at the same moment are spread over the day', () => {
    const hours = Array.from({ length: 1000 }, (_, place) =>
      Math.floor(hoursFrom(regularTime(`d${place}.example.org`, 24, start, 0.5)) % 24),
    );
    const byHour = Map.groupBy(hours, (one) => one);
    expect(byHour.size).toBe(24);
    // 42 each on average; five standard deviations.
    for (const names of byHour.values()) expect(names.length).toBeLessThan(75);
  });

  test('a name keeps its place: each audit sets the next to about the same time of day', () => {
    let now = start;
    const times: number[] = [];
    for (let day = 0; day < 30; day += 1) {
      now = Date.parse(regularTime('example.org', 24, now, (day % 10) / 10));
      times.push(((now - start) / hour) % 24);
    }
    const place = placeOf('example.org') * 24;
    // start is no multiple of a day from the epoch's point of view only if days were no 24 hours.
    for (const time of times) {
      const away = Math.abs(time - ((((place - start / hour) % 24) + 24) % 24));
      expect(Math.min(away, 24 - away)).toBeLessThanOrEqual(1.3);
    }
  });
});

test.each([
  [1, 24, 10],
  [2, 24, 20],
  [3, 24, 40],
  [6, 24, 320],
  [9, 24, 360],
  [9, 2, 120],
  [50, 744, 360],
])('after %i audits that said nothing, every %i h: %i minutes', (failures, everyHours, minutes) => {
  expect(Date.parse(backOffTime(failures, everyHours, start, 0)) - start).toBe(minutes * minute);
});

test('the second look comes after its minutes and a little more', () => {
  expect(Date.parse(confirmTime(30, start, 0)) - start).toBe(30 * minute);
  expect(Date.parse(confirmTime(30, start, 0.99)) - start).toBeLessThanOrEqual(36 * minute);
});

test.each([
  [0, 0],
  [1, 0],
  [10, 4.5],
  [1000, 120],
])('%i overdue audits are begun within %f minutes, one after the other', (count, minutes) => {
  const times = catchUpTimes(count, start).map((at) => (Date.parse(at) - start) / minute);
  expect(times).toHaveLength(count);
  expect(times.at(-1) ?? 0).toBeLessThanOrEqual(minutes);
  expect(new Set(times).size).toBe(count);
});

describe('questions to lists', () => {
  test('are not more than a minute allows', () => {
    const pace = createListPace();
    let asked = 0;
    for (let second = 0; second < 3600; second += 5) if (pace.take(7, 60, start + second * 1000)) asked += 7;
    expect(asked).toBeLessThanOrEqual(61 * 60);
    expect(asked).toBeGreaterThan(58 * 60);
  });

  test('an audit that asks more than can be saved up waits, not for ever', () => {
    const pace = createListPace();
    expect(pace.take(5000, 10, start)).toBe(false);
    expect(pace.take(5000, 10, start + 60 * minute)).toBe(true);
    expect(pace.take(1, 10, start + 60 * minute)).toBe(false);
  });
});
