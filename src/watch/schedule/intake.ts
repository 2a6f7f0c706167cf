/**
 * Takes in an audit that ended: its findings become states and changes, its lists become history, and alerts follow. Taken in twice, a
 * report changes nothing: the subject names the last one that was. One is taken in after the other, whoever brings them.
 */

import { mergeAlike } from '../../audit/say/merge-alike.ts';
import type { FindingView } from '../../audit/say/view.ts';
import { type Clock, instantOf } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Problem } from '../../base/result.ts';
import { reportIn } from '../../desk/report-in.ts';
import type { Desk } from '../../desk/types.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { problemInWords } from '../../findings/say/problem-words.ts';
import { cutTo } from '../../findings/ways.ts';
import type { SubjectKind, WatchedSubject } from '../../store/inventory/types.ts';
import type { Report } from '../../store/reports/types.ts';
import type { Store } from '../../store/types.ts';
import type { AlertDesk } from '../alerts/alert-desk.ts';
import { alertsOf } from '../outcome/alerts-of.ts';
import { foldStates } from '../outcome/fold-states.ts';
import { type AuditReport, readAudit } from '../outcome/read-audit.ts';
import type { SeenAudit } from '../outcome/seen.ts';
import { withSayings } from '../outcome/with-sayings.ts';
import { type Languages, sayEverywhere } from '../say-everywhere.ts';
import type { SettingsByKey } from '../settings/schemas.ts';
import type { Settings } from '../types.ts';
import { backOffTime, confirmTime, regularTime } from './due-times.ts';

export interface IntakeNeeds {
  readonly store: Pick<Store, 'inventory' | 'findings' | 'listings' | 'reports'>;
  readonly desk: Pick<Desk, 'languages' | 'sayAgain'>;
  readonly alerts: Pick<AlertDesk, 'settle'>;
  readonly settings: Settings;
  readonly clock: Clock;
  /** 0 ≤ chance < 1. */
  readonly chance: () => number;
  readonly textsIn: (language: string) => Catalogue;
  readonly changed: (subjectId: string) => void;
}

export interface Intake {
  /** An audit that is done. */
  readonly take: (subjectId: string, report: Report) => Promise<void>;
  /** An audit that said nothing. */
  readonly takeFailure: (subjectId: string, problem: Problem) => Promise<void>;
  /** Reports of audits that ended unseen: before a stop, or while nothing listened. Answers how many were taken in. */
  readonly takeMissed: () => Promise<number>;
}

const kinds: ReadonlySet<string> = new Set<SubjectKind>(['domain', 'host', 'ip']);
const HOUR_MS = 3_600_000;
const MAX_PROBLEM = 500;

export function openIntake(needs: IntakeNeeds): Intake {
  const { store, desk, settings, clock, chance, textsIn } = needs;
  const fail = async (subject: WatchedSubject, why: WhySilent, report?: Report): Promise<void> => {
    const failedAudits = subject.failedAudits + 1;
    const { isEnabled } = (await settings.get('schedule')).value;
    await store.inventory.audited(subject.id, {
      ...why,
      failedAudits,
      ...(report !== undefined && { lastAuditAt: report.at, lastReportId: report.id }),
      ...(subject.everyHours > 0 &&
        isEnabled && {
          nextAuditAt: backOffTime(failedAudits, subject.everyHours, clock.nowMs(), chance()),
        }),
    });
    needs.changed(subject.id);
  };
  const failWith = async (subject: WatchedSubject, problem: Problem): Promise<void> => {
    const { language } = (await settings.get('alerts')).value;
    return fail(subject, inLanguages(problem, language, { all: desk.languages, textsIn }));
  };
  const take = async (subjectId: string, report: Report): Promise<void> => {
    const subject = await store.inventory.get(subjectId);
    if (subject === undefined || subject.lastReportId === report.id) return;
    // An older one that comes late would turn time back.
    if (subject.lastAuditAt !== undefined && report.at < subject.lastAuditAt) return;
    const read = readAudit(report);
    if (!read.ok) return failWith(subject, read.problem);
    const seen = withSayings(read.value, await inOthers(report, desk));
    const isUnsettled = await takeFindings(subject, seen, needs);
    await store.listings.record(seen.listings.map((one) => ({ ...one, subjectId })));
    if (seen.isSilent) return fail(subject, headlineOf(report), report);
    const schedule = (await settings.get('schedule')).value;
    await store.inventory.audited(subjectId, {
      ...(kinds.has(seen.kind) && { kind: seen.kind as SubjectKind }),
      lastAuditAt: report.at,
      lastReportId: report.id,
      lastProblem: null,
      failedAudits: 0,
      ...(subject.everyHours > 0 && {
        nextAuditAt: nextTime(subject, schedule, isUnsettled, clock.nowMs(), chance()),
      }),
    });
    needs.changed(subjectId);
  };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const turn = last.then(work);
    // Whoever waits for it hears of its failure; the next one comes all the same.
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    take: (subjectId, report) => inTurn(() => take(subjectId, report)),
    takeFailure: (subjectId, problem) =>
      inTurn(async () => {
        const subject = await store.inventory.get(subjectId);
        if (subject !== undefined) await failWith(subject, problem);
      }),
    takeMissed: async () => {
      let taken = 0;
      for (const { id, lastReportId, lastAuditAt } of await store.inventory.list()) {
        const { items } = await store.reports.list({ kind: 'audit', subjectId: id }, { limit: 1 });
        const [newest] = items;
        if (newest === undefined || newest.id === lastReportId) continue;
        if (lastAuditAt !== undefined && newest.at < lastAuditAt) continue;
        const report = await store.reports.get(newest.id);
        if (report === undefined) continue;
        await inTurn(() => take(id, report));
        taken += 1;
      }
      return taken;
    },
  };
}

/** Why an audit said nothing. */
type WhySilent = Pick<WatchedSubject, 'lastProblem' | 'language' | 'said'>;

/** What the catalogue does not know is told in its own words, which are English. */
const OWN_WORDS = 'en';

function inLanguages({ message, ...problem }: Problem, first: string, languages: Languages): WhySilent {
  const own = cutTo(message, MAX_PROBLEM);
  const say = (texts: Catalogue) => ({
    lastProblem: cutTo(problemInWords({ ...problem, message }, texts), MAX_PROBLEM),
  });
  const isKnown = languages.all.some((one) => say(languages.textsIn(one)).lastProblem !== own);
  return isKnown ? sayEverywhere(say, first, languages) : { lastProblem: own, language: OWN_WORDS };
}

/** Nobody answered: the headline of the report says so. */
function headlineOf({ headline, language, said = {} }: Report): WhySilent {
  const others = Object.entries(said).map(
    ([other, words]) => [other, { lastProblem: cutTo(words.headline, MAX_PROBLEM) }] as const,
  );
  return {
    lastProblem: cutTo(headline, MAX_PROBLEM),
    ...(language !== undefined && { language }),
    ...(others.length > 0 && { said: Object.fromEntries(others) }),
  };
}

/** The report in every language but its own that it can be said in. */
async function inOthers(report: Report, desk: IntakeNeeds['desk']): Promise<readonly AuditReport[]> {
  const others: AuditReport[] = [];
  for (const language of desk.languages) {
    const said = await reportIn(report, language, desk);
    if (said.language === language && language !== report.language) others.push(said);
  }
  return others;
}

/** A second look comes soon, but only after a regular audit: what flaps is not chased. */
function nextTime(
  { name, everyHours, lastAuditAt }: WatchedSubject,
  { confirmMinutes }: SettingsByKey['schedule'],
  isUnsettled: boolean,
  nowMs: number,
  chance: number,
): string {
  const sinceLast = lastAuditAt === undefined ? Number.POSITIVE_INFINITY : nowMs - Date.parse(lastAuditAt);
  const isRegular = sinceLast >= (everyHours * HOUR_MS) / 2;
  const isWorthIt = confirmMinutes > 0 && confirmMinutes * 60_000 < (everyHours * HOUR_MS) / 2;
  return isUnsettled && isRegular && isWorthIt
    ? confirmTime(confirmMinutes, nowMs, chance)
    : regularTime(name, everyHours, nowMs, chance);
}

/** Answers whether something new waits for its second look. */
async function takeFindings(
  subject: WatchedSubject,
  seen: SeenAudit,
  { store, alerts, settings, textsIn, clock }: IntakeNeeds,
): Promise<boolean> {
  const before = await store.findings.statesOf(subject.id);
  const isFirst = subject.lastReportId === undefined;
  const { states, changes } = foldStates(before, seen, subject.id, isFirst);
  await store.findings.record(subject.id, states, changes);
  // Removed meanwhile: nobody wants to hear of it any more.
  if ((await store.inventory.get(subject.id)) === undefined) return false;
  const { leastSeverity, language } = (await settings.get('alerts')).value;
  const told = alertsOf(states, seen, leastSeverity, (views, spoken) =>
    foldViews(views, textsIn(spoken ?? language)),
  );
  await alerts.settle(subject.id, seen.reportId, told, instantOf(clock.nowMs()));
  return told.isUnsettled;
}

/** Views that differ in the sending address alone become one, as in the audit's own report. */
const foldViews = (views: readonly JsonObject[], texts: Catalogue): readonly JsonObject[] =>
  mergeAlike(views as unknown as readonly FindingView[], texts) as unknown as readonly JsonObject[];
