/** Standings and filters of the inventory. */
import { expect, test } from 'vitest';
import type { Subject } from '../../api/types.ts';
import { filterNames, standingOf } from './standing-of.ts';

const none = { critical: 0, error: 0, warning: 0, notice: 0 };
const subject = (name: string, more: Partial<Subject> = {}): Subject => ({
  id: name,
  kind: 'domain',
  name,
  everyHours: 24,
  options: {},
  note: '',
  addedAt: '2026-11-20T12:00:00Z',
  lastAuditAt: '2026-11-21T12:00:00Z',
  failedAudits: 0,
  version: 1,
  failures: none,
  top: [],
  unknown: 0,
  ...more,
});

test.each([
  ['nothing wrong', {}, 'good'],
  ['a notice alone', { failures: { ...none, notice: 2 } }, 'good'],
  ['a warning', { failures: { ...none, warning: 1 } }, 'bad'],
  [
    'wrong before, and nothing said since',
    { failures: { ...none, error: 1 }, lastProblem: 'no answer' },
    'bad',
  ],
  ['never audited', { lastAuditAt: undefined }, 'unknown'],
  ['the last audit said nothing', { lastProblem: 'no answer' }, 'unknown'],
  ['something could not be asked', { unknown: 1 }, 'unknown'],
])('%s', (_, more, standing) => {
  const { lastAuditAt, ...rest } = subject('example.org');
  const given = { ...rest, ...('lastAuditAt' in more ? {} : { lastAuditAt }), ...more } as Subject;
  expect(standingOf(given)).toBe(standing);
});

const names = [
  subject('example.org', { note: 'Customer A' }),
  subject('xn--mnchen-3ya.example', { failures: { ...none, critical: 1 } }),
  subject('192.0.2.7', { kind: 'ip', unknown: 1, note: 'customer a' }),
];
const all = { words: '', standing: '', kind: '' };

test.each([
  ['nothing', all, ['example.org', 'xn--mnchen-3ya.example', '192.0.2.7']],
  ['words of the note, in capitals', { ...all, words: 'CUSTOMER A' }, ['example.org', '192.0.2.7']],
  ['the name as it is written', { ...all, words: 'münchen' }, ['xn--mnchen-3ya.example']],
  ['a standing', { ...all, standing: 'bad' }, ['xn--mnchen-3ya.example']],
  ['a kind', { ...all, kind: 'ip' }, ['192.0.2.7']],
  ['what does not meet', { ...all, kind: 'ip', standing: 'good' }, []],
])('a filter by %s', (_, filter, left) => {
  expect(filterNames(names, filter).map(({ name }) => name)).toEqual(left);
});
