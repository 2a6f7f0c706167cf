/** A subject with what is wrong now, and the order in which subjects and findings are shown. */

import { spokenIn, type Told } from '../../base/spoken.ts';
import { compareSeverity, type Severity } from '../../findings/profile.ts';
import type { FindingState, WatchedSubject } from '../../store/inventory/types.ts';
import type { SubjectView, WrongThing } from '../types.ts';

const compareStates = (a: FindingState, b: FindingState): number =>
  compareSeverity(a.severity, b.severity) || a.since.localeCompare(b.since) || a.key.localeCompare(b.key);

const outcomes = ['fail', 'unknown', 'pass', 'not-applicable'] as const;

/** Failures first, the heaviest and oldest before the others. */
export function worstFirst(states: readonly FindingState[]): readonly FindingState[] {
  return states.toSorted(
    (a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome) || compareStates(a, b),
  );
}

/** So many failures are told of each subject in the inventory. */
const TOP = 3;

/** `failures`: those of this subject; `language`: of the reader. */
export function viewSubject(
  subject: WatchedSubject,
  failures: readonly FindingState[],
  language?: string,
): SubjectView {
  const count = (severity: Severity): number => failures.filter((one) => one.severity === severity).length;
  const top = failures.toSorted(compareStates).flatMap((state) => wrongThing(spokenIn(state, language)));
  const [worst] = top;
  return {
    ...spokenIn(subject, language),
    failures: {
      critical: count('critical'),
      error: count('error'),
      warning: count('warning'),
      notice: count('notice'),
    },
    ...(worst !== undefined && { worst }),
    top: top.slice(0, TOP),
    unknown: failures.filter(({ unknownSince }) => unknownSince !== undefined).length,
  };
}

const wrongThing = ({ title, severity, since, language }: Told<FindingState>): readonly WrongThing[] =>
  severity === undefined ? [] : [{ title, severity, since, ...(language !== undefined && { language }) }];

/** Those with the heaviest failures first; then by name. */
export function compareSubjects(a: SubjectView, b: SubjectView): number {
  return (
    compareSeverity(a.worst?.severity, b.worst?.severity) ||
    (a.worst === undefined ? 0 : b.failures[a.worst.severity] - a.failures[a.worst.severity]) ||
    a.name.localeCompare(b.name)
  );
}
