import { expect, test } from 'vitest';
import { Period } from './period.ts';

const day = (n: number, hour = 0): string => new Date(Date.UTC(2026, 0, n, hour)).toISOString();
const periodOf = (...spans: readonly (readonly [string | undefined, string | undefined])[]) => {
  const period = new Period();
  for (const [begin, end] of spans) period.add(begin, end);
  return period.summary();
};

test.each([
  ['one day', [[day(1), day(1, 23)]], 1],
  ['from seven to seven is one day', [[day(1, 7), day(2, 7)]], 1],
  [
    'two days',
    [
      [day(1), day(1, 23)],
      [day(2), day(2, 23)],
    ],
    2,
  ],
  ['a week in one report', [[day(1), day(8)]], 7],
  [
    'the same day twice',
    [
      [day(1), day(2)],
      [day(1), day(2)],
    ],
    1,
  ],
  [
    'a gap is no day',
    [
      [day(1), day(2)],
      [day(20), day(21)],
    ],
    2,
  ],
  ['a clock gone wrong', [[day(1), '2099-01-01T00:00:00.000Z']], 35],
] as const)('%s', (_, spans, days) => {
  expect(periodOf(...spans)?.days).toBe(days);
});

test('from the first to the last', () => {
  expect(periodOf([day(5), day(6)], [day(1), day(2)])).toEqual({ begin: day(1), end: day(6), days: 2 });
});

test('no time, or one that runs backwards', () => {
  expect(periodOf([undefined, day(1)], [day(2), day(1)])).toBeUndefined();
});
