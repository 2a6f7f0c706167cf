/** Reads what an audit's document ('waypost/audit/1', docs/audit-json.md) says, as far as watching needs it. */

import type { Instant } from '../../base/clock.ts';
import type { JsonObject, JsonValue } from '../../base/json.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import { severities } from '../../findings/profile.ts';
import { cutTo } from '../../findings/ways.ts';
import { isDerived, keyOf } from './finding-key.ts';
import type { SeenAudit, SeenFinding } from './seen.ts';

const MAX_FINDINGS = 2000;
const MAX_LISTINGS = 5000;
const MAX_TITLE = 300;

const table = (value: JsonValue | undefined): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
const rows = (value: JsonValue | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.map(table) : [];
const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

/** The message of checks whose evidence was not gathered because nobody wanted it. */
const NOT_ASKED = 'not-asked';

/** A check at the case of an address, or of the subject itself. */
export const placeOf = (check: string, ip: string | undefined): string => `${check} ${ip ?? ''}`;

export interface AuditReport {
  readonly id: string;
  readonly at: Instant;
  readonly turn: string;
  readonly language?: string;
  readonly document: JsonObject;
}

/** Problem 'not-an-audit' where the document is another one. */
export function readAudit({ id, at, turn, language, document }: AuditReport): Result<SeenAudit> {
  if (document.schema !== 'waypost/audit/1')
    return failed('not-an-audit', `Report ${id} holds no audit of one subject.`, { id });
  const cases = rows(document.evidence);
  const subject = table(document.subject);
  const ofLanguage = language === undefined ? {} : { language };
  const findings = readFindings(document, cases).map((one) => ({ ...one, ...ofLanguage }));
  return ok({
    reportId: id,
    at,
    turn,
    ...ofLanguage,
    kind: text(subject.kind),
    subject: text(subject.name),
    findings,
    cases: [...new Set(cases.map((one) => text(table(one.about).name)))],
    notAsked: rows(document.findings)
      .filter(({ outcome, message }) => outcome === 'not-applicable' && message === NOT_ASKED)
      .map((raw) => placeOf(text(raw.check), ipOfCase(raw, cases))),
    notChecked: rows(document.notChecked).map(({ what }) => text(what)),
    listings: cases.flatMap((one) => readListings(one, at)).slice(0, MAX_LISTINGS),
    isSilent: !findings.some(({ outcome }) => outcome !== 'unknown'),
  });
}

function readFindings(document: JsonObject, cases: readonly JsonObject[]): readonly SeenFinding[] {
  const words = table(document.words);
  // The words of failures and of what passed stand in the order of the findings.
  const views = { fail: rows(words.failed).values(), pass: rows(words.passed).values() };
  const times = new Map<string, number>();
  const seen: SeenFinding[] = [];
  for (const raw of rows(document.findings).slice(0, MAX_FINDINGS)) {
    const { outcome } = raw;
    if (isDerived(text(raw.check)) || (outcome !== 'fail' && outcome !== 'pass' && outcome !== 'unknown'))
      continue;
    const view = outcome === 'unknown' ? undefined : views[outcome].next().value;
    const one = readFinding(raw, outcome, view, cases);
    // Two alike in one audit are told apart by their order.
    const time = (times.get(one.key) ?? 0) + 1;
    times.set(one.key, time);
    seen.push(time === 1 ? one : { ...one, key: `${one.key}|#${time}` });
  }
  return seen;
}

function readFinding(
  raw: JsonObject,
  outcome: SeenFinding['outcome'],
  view: JsonObject | undefined,
  cases: readonly JsonObject[],
): SeenFinding {
  const ip = ipOfCase(raw, cases);
  const told = {
    check: text(raw.check),
    message: text(raw.message),
    about: text(table(raw.subject).name),
    ...(ip !== undefined && { ip }),
    data: table(raw.data),
  };
  const severity = severities.find((one) => one === raw.severity);
  return {
    ...told,
    key: keyOf(told),
    outcome,
    title: titleOf(view, told),
    ...(outcome === 'fail' && severity !== undefined && { severity }),
    ...(outcome === 'fail' && view !== undefined && { view }),
  };
}

/** The sending address to whose case a finding belongs. */
function ipOfCase(raw: JsonObject, cases: readonly JsonObject[]): string | undefined {
  const about = table(cases[typeof raw.case === 'number' ? raw.case : -1]?.about);
  return about.kind === 'ip' ? text(about.name) : undefined;
}

/** 'SPF record of example.org: more than one record'. */
function titleOf(view: JsonObject | undefined, told: { check: string; message: string }): string {
  const parts = [text(view?.label), text(view?.detail)].filter((part) => part !== '');
  const title = parts.length === 0 ? `${told.check} ${told.message}` : parts.join(': ');
  return title.length > MAX_TITLE ? `${cutTo(title, MAX_TITLE - 1)}…` : title;
}

const states = { listed: 'listed', 'not-listed': 'not-listed', 'not-checked': 'unknown' } as const;

/** Scores and good marks ('informs') are no listings, whatever they say. */
function readListings({ evidence }: JsonObject, at: Instant): SeenAudit['listings'] {
  const shelf = table(table(evidence).listings);
  if (shelf.state !== 'present') return [];
  return rows(table(shelf.value).answers).flatMap((answer) => {
    const state = states[text(answer.state) as keyof typeof states];
    if (state === undefined) return [];
    const listing = table(answer.listing);
    const problem = table(answer.problem);
    return [
      {
        about: text(answer.subject),
        zone: text(answer.zone),
        state,
        codes: rows(listing.codes).map(({ code }) => text(code)),
        reason: state === 'unknown' ? text(problem.code) : text(listing.reason).slice(0, 500),
        until: at,
      },
    ];
  });
}
