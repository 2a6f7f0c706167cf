/** Changes in words. */
import { expect, test } from 'vitest';
import { dayOf, kindOfChange, toneOfChange, toneOfChanges } from './say-change.ts';

test.each([
  [undefined, 'fail', 'came', 'bad'],
  ['pass', 'fail', 'broke', 'bad'],
  ['unknown', 'fail', 'broke', 'bad'],
  ['not-applicable', 'fail', 'broke', 'bad'],
  ['fail', 'pass', 'mended', 'good'],
  ['fail', undefined, 'gone', 'good'],
  ['fail', 'not-applicable', 'gone', 'good'],
  ['pass', 'unknown', 'differs', 'unknown'],
  ['fail', 'fail', 'differs', 'unknown'],
] as const)('%s → %s is %s and %s', (from, to, kind, tone) => {
  const change = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  expect(kindOfChange(change)).toBe(kind);
  expect(toneOfChange(kind)).toBe(tone);
});

test('what is advice is no alarm, new or not', () => {
  const advice = { to: 'fail', severity: 'notice' } as const;
  expect([kindOfChange(advice), kindOfChange({ ...advice, from: 'pass' })]).toEqual(['advised', 'advised']);
  expect(kindOfChange({ ...advice, severity: 'warning' })).toBe('came');
  expect(toneOfChange('advised')).toBe('unknown');
});

test('what one audit saw looks like the worst of it', () => {
  const [mended, came] = [{ from: 'fail', to: 'pass' } as const, { to: 'fail' } as const];
  const advised = { to: 'fail', severity: 'notice' } as const;
  expect(toneOfChanges([mended, came, advised])).toBe('bad');
  expect(toneOfChanges([mended, advised])).toBe('unknown');
  expect(toneOfChanges([mended])).toBe('good');
});

test('a moment’s day is that of the reader; what is no moment stays', () => {
  const noon = new Date(2026, 10, 6, 12).toISOString();
  expect(dayOf(noon)).toBe('2026-11-06');
  expect(dayOf('soon')).toBe('soon');
});
