/** Records to begin with, for tests of the store. Test support. */
import type { Instant } from '../../base/clock.ts';
import type { FindingState, WatchedSubject } from '../inventory/types.ts';
import type { Person } from '../people/types.ts';
import type { Report } from '../reports/types.ts';
import type { Page, PageRequest } from '../types.ts';

/** The day that samples happen on, at `hour` and `minute`. */
export function at(hour: number, minute = 0): Instant {
  return new Date(Date.UTC(2026, 10, 23, hour, minute)).toISOString();
}

export const person: Omit<Person, 'id' | 'version'> = {
  email: 'kim@example.org',
  name: 'Kim',
  role: 'operator',
  passwordHash: 'argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA',
  isDisabled: false,
  language: 'en',
  createdAt: at(8),
};

export const report: Omit<Report, 'id'> = {
  kind: 'audit',
  at: at(9),
  askedBy: 'Kim',
  about: 'example.org',
  headline: 'SPF lets everybody send.',
  standing: 'bad',
  tags: ['spf/all'],
  turn: 'your turn: DNS of example.org',
  options: { lists: true },
  document: { kind: 'waypost/audit/1', findings: [{ check: 'spf/all' }] },
};

export const subject: Omit<WatchedSubject, 'id' | 'version'> = {
  kind: 'domain',
  name: 'example.org',
  everyHours: 24,
  options: { selectors: ['s1'] },
  note: '',
  addedAt: at(8),
  failedAudits: 0,
};

export function findingState(
  subjectId: string,
  key: string,
  change: Partial<FindingState> = {},
): FindingState {
  return {
    subjectId,
    key,
    check: 'spf/all',
    message: 'passes-everybody',
    about: 'example.org',
    outcome: 'fail',
    severity: 'error',
    title: 'Everybody may send as example.org.',
    data: { qualifier: '+' },
    since: at(9),
    seenTimes: 1,
    missedTimes: 0,
    lastSeenAt: at(9),
    reportId: 'r1',
    ...change,
  };
}

/** All items of a list, read page by page. */
export async function readAll<T>(
  list: (request: PageRequest) => Promise<Page<T>>,
  limit: number,
): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const page = await list({ limit, ...(after !== undefined && { after }) });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}

/** The value, where there must be one. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('it is missing');
  return value;
}
