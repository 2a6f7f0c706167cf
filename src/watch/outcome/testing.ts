/** Test support: audits as documents, in the shape of docs/audit-json.md. */
import { instantOf } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Severity } from '../../findings/profile.ts';
import { type AuditReport, readAudit } from './read-audit.ts';
import type { SeenAudit } from './seen.ts';
import { withSayings } from './with-sayings.ts';

/** A finding of a document in short. */
export interface Told {
  readonly check: string;
  readonly message?: string;
  readonly outcome?: 'pass' | 'fail' | 'unknown' | 'not-applicable';
  readonly severity?: Severity;
  readonly about?: string;
  /** Of a case of this sending address. */
  readonly ip?: string;
  readonly data?: JsonObject;
  /** Whose turn it is with it. */
  readonly turn?: string;
}

export interface ListAnswer {
  readonly about: string;
  readonly zone: string;
  readonly state: 'listed' | 'not-listed' | 'not-checked' | 'informs';
  readonly codes?: readonly string[];
}

export interface AuditMore {
  readonly subject?: string;
  /** Names that were looked at beside the subject and the addresses of findings. */
  readonly cases?: readonly string[];
  readonly lists?: readonly ListAnswer[];
  /** What was left out: 'connect', 'lists'. */
  readonly notChecked?: readonly string[];
}

/** A failure. */
export const bad = (check: string, more: Partial<Told> = {}): Told => ({
  check,
  message: 'wrong',
  outcome: 'fail',
  severity: 'error',
  ...more,
});
export const good = (check: string, more: Partial<Told> = {}): Told => ({
  check,
  message: 'right',
  outcome: 'pass',
  ...more,
});
/** Could not ask. */
export const dark = (check: string, more: Partial<Told> = {}): Told => ({
  check,
  message: 'could-not-check',
  outcome: 'unknown',
  data: { why: 'time-out' },
  ...more,
});

/** The document of an audit, in the shape of docs/audit-json.md. */
export function auditDocument(told: readonly Told[], more: AuditMore = {}): JsonObject {
  const { subject = 'example.org', lists = [] } = more;
  const ips = [...new Set(told.flatMap(({ ip }) => ip ?? []))];
  const cases = [
    { kind: 'domain', name: subject },
    ...ips.map((name) => ({ kind: 'ip', name })),
    ...(more.cases ?? []).map((name) => ({ kind: 'host', name })),
  ];
  const findings = told.map((one) => ({
    check: one.check,
    message: one.message ?? 'said',
    subject: { kind: 'domain', name: one.about ?? one.ip ?? subject },
    outcome: one.outcome ?? 'pass',
    ...(one.severity !== undefined && one.outcome === 'fail' && { severity: one.severity }),
    confidence: 1,
    data: one.data ?? {},
    evidence: [],
    case: one.ip === undefined ? 0 : 1 + ips.indexOf(one.ip),
    fixes: [],
  }));
  const viewsOf = (outcome: Told['outcome']): readonly JsonObject[] =>
    told
      .filter((one) => (one.outcome ?? 'pass') === outcome && one.check !== 'provider/requirement')
      .map((one) => ({
        check: one.check,
        message: one.message ?? 'said',
        subject: one.about ?? one.ip ?? subject,
        ...(one.ip !== undefined && { ip: one.ip }),
        ...(one.severity !== undefined && { severity: one.severity }),
        label: `${one.check} of ${one.about ?? subject}`,
        detail: `${one.message ?? 'said'}${one.ip === undefined ? '' : ` for ${one.ip}`}`,
        reply: '',
        todo: 'mend it',
        ...(one.turn !== undefined && { turn: one.turn }),
        records: [],
        commands: [],
        contacts: [],
        lookups: [`${subject} TXT NOERROR`],
        sources: [],
      }));
  const answers = lists.map(({ about, zone, state, codes = [] }) => ({
    subject: about,
    kind: 'ip',
    zone,
    operator: zone,
    tier: 1,
    state,
    ...(state === 'listed' && {
      listing: { codes: codes.map((code) => ({ code, meaning: 'spam' })), reason: 'seen' },
    }),
    ...(state === 'not-checked' && { problem: { code: 'refused' } }),
  }));
  return {
    schema: 'waypost/audit/1',
    subject: { kind: 'domain', name: subject },
    findings,
    notChecked: (more.notChecked ?? []).map((what) => ({ what, data: {} })),
    plan: [],
    evidence: cases.map((about, place) => ({
      about,
      evidence:
        place === 0 && answers.length > 0 ? { listings: { state: 'present', value: { answers } } } : {},
    })),
    words: {
      headline: 'said',
      failed: viewsOf('fail'),
      passed: viewsOf('pass'),
      unknown: viewsOf('unknown'),
    },
  } as JsonObject;
}

/** What watching reads of such a document. `hour`: when, and which report. */
export function seenAudit(hour: number, told: readonly Told[], more: AuditMore = {}): SeenAudit {
  return readOrThrow(reportAt(hour, auditDocument(told, more)));
}

/** The same as one who reads German sees it, too: what failures are called begins with 'de'. */
export function seenInBoth(hour: number, told: readonly Told[], more: AuditMore = {}): SeenAudit {
  const document = auditDocument(told, more);
  const german = JSON.parse(JSON.stringify(document).replaceAll('"label":"', '"label":"de ')) as JsonObject;
  return withSayings(readOrThrow({ ...reportAt(hour, document), language: 'en' }), [
    { ...reportAt(hour, german), turn: 'de turn', language: 'de' },
  ]);
}

const reportAt = (hour: number, document: JsonObject): AuditReport => ({
  id: `report-${hour}`,
  at: instantOf(Date.UTC(2026, 10, 1) + hour * 3_600_000),
  turn: 'your turn',
  document,
});

function readOrThrow(report: AuditReport): SeenAudit {
  const read = readAudit(report);
  if (!read.ok) throw new Error(read.problem.message);
  return read.value;
}
