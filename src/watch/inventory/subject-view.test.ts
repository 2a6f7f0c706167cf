/** What the inventory tells of a subject in a line. */
import { expect, test } from 'vitest';
import type { FindingState, WatchedSubject } from '../../store/inventory/types.ts';
import { viewSubject } from './subject-view.ts';

const subject: WatchedSubject = {
  id: '1',
  kind: 'domain',
  name: 'example.org',
  everyHours: 24,
  options: {},
  note: '',
  addedAt: '2026-11-20T00:00:00.000Z',
  failedAudits: 0,
  version: 1,
};

const failure = (title: string, severity: FindingState['severity'], day: number): FindingState => ({
  subjectId: '1',
  key: title,
  check: 'spf/x',
  message: 'm',
  about: 'example.org',
  outcome: 'fail',
  ...(severity !== undefined && { severity }),
  title,
  data: {},
  since: `2026-11-${day}T00:00:00.000Z`,
  seenTimes: 1,
  missedTimes: 0,
  lastSeenAt: '2026-11-24T00:00:00.000Z',
  reportId: 'r',
});

test('the three heaviest failures, of equal ones the oldest first', () => {
  const view = viewSubject(subject, [
    failure('advice', 'notice', 10),
    failure('newer error', 'error', 22),
    failure('lost', 'critical', 23),
    failure('older error', 'error', 21),
  ]);
  expect(view.top.map(({ title }) => title)).toEqual(['lost', 'older error', 'newer error']);
  expect(view.worst).toEqual(view.top[0]);
  expect(view.failures).toEqual({ critical: 1, error: 2, warning: 0, notice: 1 });
});

test('where nothing is wrong there is no worst', () => {
  const view = viewSubject(subject, []);
  expect(view.top).toEqual([]);
  expect(view.worst).toBeUndefined();
});
