/** The verdicts on what was opened. */
import { failed, type Problem } from '../../base/result.ts';
import type { Budget } from './budget.ts';
import type { ReportFound } from './types.ts';

/** Beside a report, files of other kinds are not worth a word. */
export function withoutBystanders(found: readonly ReportFound[]): readonly ReportFound[] {
  const telling = found.filter((one) => one.kind !== 'not-a-report');
  return telling.length > 0 ? telling : found.slice(0, 1);
}

export function tooManyEntries(budget: Budget): Problem {
  return failed(
    'too-many-entries',
    `It holds more than ${budget.limits.entries} entries; the rest was not opened.`,
  ).problem;
}

export function within(place: string, name: string): string {
  return place === '' ? name : `${place} > ${name}`;
}

export function unreadable(place: string, problem: Problem): ReportFound {
  return { kind: 'unreadable', place, problem };
}

export function notAReport(place: string, message: string): ReportFound {
  return { kind: 'not-a-report', place, problem: failed('not-a-report', message).problem };
}

export function verdictOn(place: string, problem: Problem): ReportFound {
  return problem.code === 'not-a-report'
    ? { kind: 'not-a-report', place, problem }
    : { kind: 'unreadable', place, problem };
}

export function emptyProblem(): Problem {
  return failed('empty', 'It is empty: there is nothing to read. Fetch it again.').problem;
}
