/** Which stored state belongs to a finding of the last report: since when it is so, and whether it could be asked lately. */
import type { FindingState } from '../../api/types.ts';
import type { AuditFinding } from '../../documents/types.ts';

export interface Matched {
  /** The state of a finding; undefined where none is stored. */
  readonly stateOf: (finding: AuditFinding) => FindingState | undefined;
  /** Failures that the report does not speak of: they could not be asked, or were missed once. */
  readonly others: readonly FindingState[];
}

const titleOf = ({ label, detail }: AuditFinding): string =>
  [label, detail].filter((part) => part !== '').join(': ');

/** The title of a state is cut where it is long. */
const isTitle = (title: string, whole: string): boolean =>
  title === whole || (title.endsWith('…') && whole.startsWith(title.slice(0, -1)));

/** Each state belongs to one finding at most: that with its words, else one of the same check about the same name. */
export function matchStates(findings: readonly AuditFinding[], states: readonly FindingState[]): Matched {
  const failures = states.filter(({ outcome }) => outcome === 'fail');
  const free = new Set(failures);
  const found = new Map<AuditFinding, FindingState>();
  const take = (fits: (finding: AuditFinding, state: FindingState) => boolean): void => {
    for (const finding of findings) {
      if (found.has(finding)) continue;
      for (const state of free) {
        if (state.check !== finding.check || state.message !== finding.message || !fits(finding, state))
          continue;
        found.set(finding, state);
        free.delete(state);
        break;
      }
    }
  };
  take((finding, state) => isTitle(state.title, titleOf(finding)));
  take((finding, state) => state.about === finding.subject);
  return { stateOf: (finding) => found.get(finding), others: failures.filter((state) => free.has(state)) };
}
