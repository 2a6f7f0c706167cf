/**
 * Which alerts follow from the states of a subject. A failure alerts when it was seen twice in a row, at once where it is critical; one
 * cause that shows at several sending addresses is one alert. An alert closes when none of its failures is left; what could not be
 * asked neither raises nor closes.
 */
import type { JsonObject } from '../../base/json.ts';
import { compareSeverity, type Severity } from '../../findings/profile.ts';
import type { FindingState } from '../../store/inventory/types.ts';
import { alertKeyOf } from './finding-key.ts';
import type { SeenAudit, SeenFinding } from './seen.ts';

/** Seen so often in a row, a failure that is not critical alerts. */
const SIGHTINGS = 2;
/** Others of the same cause that an alert names. */
const MAX_ALSO = 20;

export interface RaisedAlert {
  readonly key: string;
  readonly about: string;
  readonly severity: Severity;
  readonly title: string;
  /** The view of the first of them; `also`: the titles of the others. */
  readonly finding: JsonObject;
  readonly turn: string;
}

export interface AlertsOf {
  readonly raised: readonly RaisedAlert[];
  /** Alerts of other keys are over. */
  readonly lasting: ReadonlySet<string>;
  /** Something new waits for its second look. */
  readonly isUnsettled: boolean;
}

/** `fold`: makes one view of several that differ in the address alone, as the audit's own report does. */
export type FoldViews = (views: readonly JsonObject[]) => readonly JsonObject[];

/** What follows from the states after an audit. */
export function alertsOf(
  states: readonly FindingState[],
  seen: SeenAudit,
  leastSeverity: Severity,
  fold: FoldViews,
): AlertsOf {
  const failures = states.filter(({ outcome }) => outcome === 'fail');
  const groups = Map.groupBy(failures, alertKeyOf);
  const found = new Map(seen.findings.map((finding) => [finding.key, finding]));
  const raised = [...groups].flatMap(([key, alike]) => {
    const told = alike.filter((state) => isTold(state, leastSeverity));
    const findings = told.flatMap((state) => {
      const finding = found.get(state.key);
      return finding?.view === undefined ? [] : [finding];
    });
    return raise(key, findings, seen, fold);
  });
  const weighty = failures.filter(({ severity }) => compareSeverity(severity, leastSeverity) <= 0);
  return {
    raised,
    lasting: new Set(groups.keys()),
    isUnsettled: weighty.some(
      (state) =>
        state.unknownSince === undefined &&
        (state.missedTimes > 0 || (state.seenTimes < SIGHTINGS && state.severity !== 'critical')),
    ),
  };
}

const isTold = (
  { severity, seenTimes, missedTimes, unknownSince }: FindingState,
  leastSeverity: Severity,
): boolean =>
  compareSeverity(severity, leastSeverity) <= 0 &&
  unknownSince === undefined &&
  missedTimes === 0 &&
  (severity === 'critical' || seenTimes >= SIGHTINGS);

function raise(
  key: string,
  findings: readonly SeenFinding[],
  seen: SeenAudit,
  fold: FoldViews,
): readonly RaisedAlert[] {
  const [first] = findings.toSorted((a, b) => compareSeverity(a.severity, b.severity));
  if (first?.severity === undefined) return [];
  const [view = {}, ...others] = fold(findings.map(({ view: one }) => one ?? {}));
  const abouts = new Set(findings.map(({ about }) => about));
  const label = findings.length > 1 && others.length === 0 ? `${view.label}: ${view.detail}` : first.title;
  return [
    {
      key,
      about: abouts.size === 1 ? first.about : seen.subject,
      severity: first.severity,
      title: label.slice(0, 300),
      finding:
        others.length === 0
          ? view
          : { ...view, also: others.slice(0, MAX_ALSO).map((one) => `${one.label}: ${one.detail}`) },
      turn: seen.turn,
    },
  ];
}
