/**
 * What an audit makes of what was known of a subject.
 *
 * - `unknown` (could not ask) opens and closes nothing: the last known outcome stays, and `unknownSince` says so.
 * - A failure ends at once where the same question was answered without it (by a pass, or by another finding about the same thing);
 *   where nothing was said about it at all, because its host or address is gone or the question no longer arises, it ends when it was
 *   missed twice in a row.
 * - What was not looked at is unknown, not missed: because what leads there could not be asked (the MX hosts when MX was not answered),
 *   because it was not to be asked (lists, connections), or because there was more than an audit looks at.
 * - The first audit of a subject is where it begins, not a change.
 *
 * Pure, and the same report twice changes nothing.
 */

import type { Spoken } from '../../base/spoken.ts';
import type { FindingChange, FindingState, Titled } from '../../store/inventory/types.ts';
import { isCompatible } from './finding-key.ts';
import { placeOf } from './read-audit.ts';
import type { SeenAudit, SeenFinding } from './seen.ts';

export interface Folded {
  readonly states: readonly FindingState[];
  readonly changes: readonly Omit<FindingChange, 'id'>[];
}

/** Missed so often in a row, a failure that nothing speaks of is gone. */
const MISSES = 2;

type Change = Folded['changes'][number];

/** The states after the audit, and what changed by it. */
export function foldStates(
  before: readonly FindingState[],
  seen: SeenAudit,
  subjectId: string,
  isFirst: boolean,
): Folded {
  if (before.some(({ reportId }) => reportId === seen.reportId)) return { states: before, changes: [] };
  const known = new Map(before.map((state) => [state.key, state]));
  const asked = indexOf(seen);
  const states: FindingState[] = [];
  const changes: Change[] = [];
  const bySeen = new Set<string>();
  for (const finding of seen.findings) {
    if (finding.outcome === 'unknown' && isKnownOtherwise(finding, before, seen)) continue;
    bySeen.add(finding.key);
    const prior = known.get(finding.key);
    states.push(seenState(finding, prior, seen, subjectId));
    const isOther = prior?.outcome !== finding.outcome;
    if (!isFirst && isOther && (finding.outcome === 'fail' || prior?.outcome === 'fail'))
      changes.push(changeOf(finding, seen, subjectId, prior?.outcome ?? outcomeBefore(finding, before)));
  }
  for (const state of before) {
    if (bySeen.has(state.key)) continue;
    const { kept, change } = seen.isSilent
      ? { kept: heldState(state, seen), change: undefined }
      : unseenState(state, asked, seen);
    if (kept !== undefined) states.push(kept);
    if (change !== undefined) changes.push(change);
  }
  return { states, changes };
}

function seenState(
  finding: SeenFinding,
  prior: FindingState | undefined,
  { at, reportId }: SeenAudit,
  subjectId: string,
): FindingState {
  const { key, check, message, about, ip, outcome, severity, data } = finding;
  const isSame = prior?.outcome === outcome;
  return {
    subjectId,
    key,
    check,
    message,
    about,
    outcome,
    ...(severity !== undefined && { severity }),
    ...titled(finding),
    data: ip === undefined ? data : { ...data, caseIp: ip },
    since: isSame ? prior.since : at,
    lastSeenAt: at,
    // In a row: one audit that could have seen it and did not begins the count anew.
    seenTimes: isSame && prior.missedTimes === 0 ? prior.seenTimes + 1 : 1,
    missedTimes: 0,
    reportId,
  };
}

/** What it is called, in each language that it was said in. */
function titled({ title, language, said }: Spoken<Titled> & Titled): Titled {
  const titles = Object.entries(said ?? {}).map(([other, words]) => [other, { title: words.title }] as const);
  return {
    title,
    ...(language !== undefined && { language }),
    ...(titles.length > 0 && { said: Object.fromEntries(titles) }),
  };
}

const ipOf = ({ data }: FindingState): string | undefined =>
  typeof data.caseIp === 'string' ? data.caseIp : undefined;

interface Asked {
  readonly byCheck: ReadonlyMap<string, readonly SeenFinding[]>;
  /** 'about zone' → what the list said. */
  readonly lists: ReadonlyMap<string, 'listed' | 'not-listed' | 'unknown'>;
  readonly cases: ReadonlySet<string>;
  /** Names and addresses that this one does not know may be there all the same: what leads to them was not answered, or left out. */
  readonly mayHideCases: boolean;
  readonly notAsked: ReadonlySet<string>;
}

/** Left out by an audit, these hide hosts, addresses and selectors. */
const HIDING: ReadonlySet<string> = new Set(['connect', 'more-hosts', 'more-selectors', 'more-sending-ips']);

/** Checks whose records name hosts, addresses or keys: a policy that was not fetched hides none. */
const leadsOn = (check: string): boolean => /^(?:spf|routing|dkim|dns|reports)\//.test(check);

function indexOf({ findings, cases, listings, subject, notAsked, notChecked }: SeenAudit): Asked {
  return {
    byCheck: Map.groupBy(findings, ({ check }) => check),
    lists: new Map(listings.map(({ about, zone, state }) => [`${about} ${zone}`, state])),
    cases: new Set(cases),
    notAsked: new Set(notAsked),
    mayHideCases:
      notChecked.some((what) => HIDING.has(what)) ||
      findings.some(
        ({ check, outcome, about, data }) =>
          outcome === 'unknown' && about === subject && data.why !== undefined && leadsOn(check),
      ),
  };
}

/** An unknown is a state of its own only where nothing else is known about what it asks. */
function isKnownOtherwise(unknown: SeenFinding, before: readonly FindingState[], seen: SeenAudit): boolean {
  const isSame = (one: Pick<SeenFinding, 'check' | 'about' | 'data'>, ip: string | undefined): boolean =>
    one.check === unknown.check &&
    one.about === unknown.about &&
    ip === unknown.ip &&
    isCompatible(one.data, unknown.data);
  return (
    before.some((state) => state.outcome !== 'unknown' && isSame(state, ipOf(state))) ||
    seen.findings.some((finding) => finding.outcome !== 'unknown' && isSame(finding, finding.ip))
  );
}

function unseenState(
  state: FindingState,
  asked: Asked,
  seen: SeenAudit,
): { readonly kept?: FindingState; readonly change?: Change } {
  const answer = answerTo(state, asked);
  if (state.outcome === 'unknown') return {};
  if (answer === 'unknown') return { kept: heldState(state, seen) };
  if (state.outcome !== 'fail') return {};
  const missedTimes = state.missedTimes + 1;
  // The report that missed it is noted, so that it is not counted twice.
  if (answer === 'silent' && missedTimes < MISSES)
    return { kept: { ...state, missedTimes, reportId: seen.reportId } };
  return { change: goneOf(state, seen, answer === 'pass' ? 'pass' : undefined) };
}

function heldState(state: FindingState, { at, reportId }: SeenAudit): FindingState {
  return { ...state, unknownSince: state.unknownSince ?? at, reportId };
}

/** What this audit says of something that it does not name: 'pass', another finding in its place, could not ask, or nothing. */
function answerTo(state: FindingState, asked: Asked): 'pass' | 'other' | 'unknown' | 'silent' {
  const { zone } = state.data;
  if (state.check.startsWith('listing/') && typeof zone === 'string') {
    const said = asked.lists.get(`${state.about} ${zone}`);
    if (said === 'not-listed') return 'pass';
    if (said !== undefined) return said === 'unknown' ? 'unknown' : 'other';
  }
  const ip = ipOf(state);
  const ofCheck = asked.byCheck.get(state.check) ?? [];
  const ofCase = ofCheck.filter((one) => one.ip === ip);
  const exact = ofCase.filter((one) => one.about === state.about && isCompatible(one.data, state.data));
  const outcomes = new Set(exact.map(({ outcome }) => outcome));
  if (outcomes.has('unknown')) return 'unknown';
  if (outcomes.has('pass')) return 'pass';
  if (outcomes.has('fail')) return 'other';
  if (ofCase.some(({ outcome }) => outcome === 'unknown') || asked.notAsked.has(placeOf(state.check, ip)))
    return 'unknown';
  const isLookedAt = asked.cases.has(state.about) || (ip !== undefined && asked.cases.has(ip));
  return !isLookedAt && asked.mayHideCases ? 'unknown' : 'silent';
}

/** What was known about the same thing under another name, before a failure came. */
function outcomeBefore(finding: SeenFinding, before: readonly FindingState[]): 'pass' | undefined {
  const isPass = before.some(
    (state) =>
      state.outcome === 'pass' &&
      state.check === finding.check &&
      state.about === finding.about &&
      ipOf(state) === finding.ip &&
      isCompatible(state.data, finding.data),
  );
  return isPass ? 'pass' : undefined;
}

function changeOf(
  finding: SeenFinding,
  { at, reportId }: SeenAudit,
  subjectId: string,
  from: FindingChange['from'],
): Change {
  const { key, outcome, severity } = finding;
  return {
    subjectId,
    at,
    key,
    ...titled(finding),
    ...(from !== undefined && { from }),
    to: outcome,
    ...(severity !== undefined && { severity }),
    reportId,
  };
}

function goneOf(state: FindingState, { at, reportId }: SeenAudit, to: 'pass' | undefined): Change {
  const { subjectId, key, severity } = state;
  return {
    subjectId,
    at,
    key,
    ...titled(state),
    from: 'fail',
    ...(to !== undefined && { to }),
    ...(severity !== undefined && { severity }),
    reportId,
  };
}
