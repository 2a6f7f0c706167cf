import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReportTime } from './parse-report-time.ts';

test.each([
  ['1767225600', '2026-01-01T00:00:00.000Z'],
  ['1767225600.5', '2026-01-01T00:00:00.000Z'],
  ['1767225600000', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01T02:00:00+02:00', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01 00:00:00 UTC', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01T00:00:00', '2026-01-01T00:00:00.000Z'],
  ['2026-01-01', '2026-01-01T00:00:00.000Z'],
  ['2026-13-01', undefined],
  ['yesterday', undefined],
  ['-1', undefined],
  ['999999999999999', undefined],
  ['', undefined],
])('%s is %s', (text, instant) => {
  expect(parseReportTime(text)).toBe(instant);
});

test('never throws', () => {
  fc.assert(fc.property(fc.string(), (text) => parseReportTime(text) !== null));
  fc.assert(fc.property(fc.nat(), fc.nat(), (a, b) => parseReportTime(`${a}${b}`) !== null));
});
