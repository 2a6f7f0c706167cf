/** Which alerts a filter leaves. */
import { expect, test } from 'vitest';
import type { Alert } from '../../api/types.ts';
import { filterAlerts, handlingOf } from './alert-filter.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const alert = (id: string, more: Partial<Alert> = {}): Alert => ({
  id,
  key: id,
  subjectId: 's1',
  about: '192.0.2.7',
  severity: 'warning',
  state: 'open',
  title: 'reverse DNS of 192.0.2.7: no name (PTR)',
  finding: {},
  turn: 'your turn',
  openedAt: '2026-11-20T12:00:00Z',
  lastSeenAt: '2026-11-20T12:00:00Z',
  version: 1,
  ...more,
});
const alerts = [
  alert('a'),
  alert('b', { severity: 'critical', acknowledgedAt: '2026-11-21T12:00:00Z' }),
  alert('c', { subjectId: 's2', title: 'SPF of shop.example', mutedUntil: '2026-11-27T12:00:00Z' }),
  alert('d', { finding: { concerns: [{ id: 's3', name: 'third.example' }] } }),
];
const all = { words: '', severity: '', handling: '' };
const names = new Map([['s2', 'second.example']]);

test.each([
  ['nothing', all, ['a', 'b', 'c', 'd']],
  ['a word of the title, in capitals', { ...all, words: 'PTR' }, ['a', 'b', 'd']],
  ['words in any order', { ...all, words: 'example  spf' }, ['c']],
  ['the name it belongs to', { ...all, words: 'second' }, ['c']],
  ['one of several names that it concerns', { ...all, words: 'third.example' }, ['d']],
  ['a severity', { ...all, severity: 'critical' }, ['b']],
  ['those nobody took', { ...all, handling: 'new' }, ['a', 'd']],
  ['muted ones', { ...all, handling: 'muted' }, ['c']],
  ['what does not meet', { ...all, severity: 'critical', handling: 'muted' }, []],
])('%s', (_, filter, ids) => {
  expect(filterAlerts(alerts, filter, (id) => names.get(id), NOW).map(({ id }) => id)).toEqual(ids);
});

test.each([
  [{}, 'new'],
  [{ acknowledgedAt: '2026-11-21T12:00:00Z' }, 'acknowledged'],
  [{ acknowledgedAt: '2026-11-21T12:00:00Z', mutedUntil: '2026-11-27T12:00:00Z' }, 'muted'],
  [{ mutedUntil: '2026-11-25T12:00:00Z' }, 'new'],
])('%j is %s', (given, handling) => {
  expect(handlingOf(given, NOW)).toBe(handling);
});
