/** Findings of a report find the state that says since when. */
import { expect, test } from 'vitest';
import type { FindingState } from '../../api/types.ts';
import type { AuditFinding } from '../../documents/types.ts';
import { matchStates } from './match-states.ts';

const finding = (check: string, label: string, detail = '', subject = 'example.org'): AuditFinding => ({
  check,
  message: 'm',
  subject,
  mark: 'fail',
  word: 'error',
  label,
  detail,
  reply: '',
  todo: '',
  sources: [],
  records: [],
  commands: [],
  contacts: [],
  lookups: [],
});
const state = (
  key: string,
  check: string,
  title: string,
  more: Partial<FindingState> = {},
): FindingState => ({
  subjectId: '1',
  key,
  check,
  message: 'm',
  about: 'example.org',
  outcome: 'fail',
  title,
  data: {},
  since: '2026-11-20T00:00:00.000Z',
  seenTimes: 1,
  missedTimes: 0,
  lastSeenAt: '2026-11-26T00:00:00.000Z',
  reportId: 'r',
  ...more,
});

test('by its words, whatever the order', () => {
  const [a, b] = [finding('spf/x', 'SPF', 'one'), finding('spf/x', 'SPF', 'two')];
  const { stateOf, others } = matchStates(
    [a, b],
    [state('2', 'spf/x', 'SPF: two'), state('1', 'spf/x', 'SPF: one')],
  );
  expect([stateOf(a)?.key, stateOf(b)?.key]).toEqual(['1', '2']);
  expect(others).toEqual([]);
});

test('a title that was cut', () => {
  const long = finding('spf/x', 'SPF', 'x'.repeat(400));
  const cut = state('1', 'spf/x', `SPF: ${'x'.repeat(294)}…`);
  expect(matchStates([long], [cut]).stateOf(long)?.key).toBe('1');
});

test('where the words are others, by check and name', () => {
  const one = finding('spf/x', 'SPF', 'TTL 300');
  expect(matchStates([one], [state('1', 'spf/x', 'SPF: TTL 60')]).stateOf(one)?.key).toBe('1');
});

test('another check, another name or a pass belongs to nothing', () => {
  const one = finding('spf/x', 'SPF');
  const states = [
    state('1', 'spf/y', 'SPF'),
    state('2', 'spf/x', 'other', { about: 'example.net' }),
    state('3', 'spf/x', 'SPF', { outcome: 'pass' }),
  ];
  const { stateOf, others } = matchStates([one], states);
  expect(stateOf(one)).toBeUndefined();
  expect(others.map(({ key }) => key)).toEqual(['1', '2']);
});

test('one state is given once', () => {
  const [a, b] = [finding('spf/x', 'SPF'), finding('spf/x', 'SPF')];
  const { stateOf } = matchStates([a, b], [state('1', 'spf/x', 'SPF')]);
  expect([stateOf(a)?.key, stateOf(b)?.key]).toEqual(['1', undefined]);
});
