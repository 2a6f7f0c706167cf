/**
 * Which alerts follow from the states of a subject. A failure alerts when it was seen twice in a row, at once where it is critical; one
 * cause that shows at several sending addresses is one alert. An alert closes when none of its failures is left; what could not be
 * asked neither raises nor closes.
 */

import type { JsonObject } from '../../base/json.ts';
import type { Spoken } from '../../base/spoken.ts';
import { compareSeverity, type Severity } from '../../findings/profile.ts';
import { cutTo } from '../../findings/ways.ts';
import type { AlertWords } from '../../store/alerts/types.ts';
import type { FindingState } from '../../store/inventory/types.ts';
import { alertKeyOf } from './finding-key.ts';
import type { Saying, SeenAudit, SeenFinding } from './seen.ts';

/** Seen so often in a row, a failure that is not critical alerts. */
const SIGHTINGS = 2;
/** Others of the same cause that an alert names. */
const MAX_ALSO = 20;

export interface RaisedAlert extends AlertWords, Spoken<AlertWords> {
  readonly key: string;
  readonly about: string;
  readonly severity: Severity;
  /** The view of the first of them; `also`: the titles of the others. In another language only what differs. */
  readonly finding: JsonObject;
}

export interface AlertsOf {
  readonly raised: readonly RaisedAlert[];
  /** Alerts of other keys are over. */
  readonly lasting: ReadonlySet<string>;
  /** Something new waits for its second look. */
  readonly isUnsettled: boolean;
}

/** Makes one view of several that differ in the address alone, as the audit's own report in that language does. */
export type FoldViews = (views: readonly JsonObject[], language: string | undefined) => readonly JsonObject[];

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
  const abouts = new Set(findings.map(({ about }) => about));
  const { language, said = {} } = seen;
  const own = wordsOf(first, findings, seen.turn, (views) => fold(views, language));
  const others = Object.entries(said).flatMap(([other, { turn }]) => {
    const told = findings.map((finding) => finding.said?.[other]);
    const [heaviest] = findings.flatMap((one, place) => (one === first ? (told[place] ?? []) : []));
    if (heaviest === undefined || !told.every((words) => words !== undefined)) return [];
    const words = wordsOf(heaviest, told, turn, (views) => fold(views, other));
    return [[other, { ...words, finding: differing(own.finding, words.finding) }] as const];
  });
  return [
    {
      key,
      about: abouts.size === 1 ? first.about : seen.subject,
      severity: first.severity,
      ...own,
      ...(language !== undefined && { language }),
      ...(others.length > 0 && { said: Object.fromEntries(others) }),
    },
  ];
}

/** `first`: the heaviest of the findings; all in one language. */
function wordsOf(
  first: Saying,
  findings: readonly Saying[],
  turn: string,
  fold: (views: readonly JsonObject[]) => readonly JsonObject[],
): AlertWords {
  const [view = {}, ...others] = fold(findings.map(({ view: one }) => one ?? {}));
  const label = findings.length > 1 && others.length === 0 ? `${view.label}: ${view.detail}` : first.title;
  const also = others.slice(0, MAX_ALSO).map((one) => `${one.label}: ${one.detail}`);
  return {
    title: cutTo(label, 300),
    finding: also.length === 0 ? view : { ...view, also },
    // That of the audit is with its worst failure, which may be another one.
    turn: typeof view.turn === 'string' ? view.turn : turn,
  };
}

/** Members of the second that are not as in the first: records, look-ups and names are the same in every language. */
const differing = (first: JsonObject, second: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(second).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(first[name])),
  );
