/** What reports must show before a policy becomes stricter, and what exactly they lack. */
import type { ReportedSource, ReportPeriod, ReportsFacts } from '../../findings/facts/reports.ts';
import { isOwnVerdict } from '../../findings/source-verdicts.ts';
import { shelfOf } from './facts.ts';
import type { PlanInput, Proposal } from './types.ts';

/** Either the evidence, or why it is not enough; `data` holds the arguments of both texts. */
export type Readiness =
  | { readonly isReady: true; readonly data: Proposal['data'] }
  | { readonly isReady: false; readonly waitsFor: string; readonly data: Proposal['data'] };

const DAY_MS = 86_400_000;
/** Whole weeks: what is sent once a week is in them. */
const DAYS = 14;
/** Half of them hold a report: two reports a fortnight apart are no fortnight of reports. */
const DAYS_WITH_REPORTS = 7;
const MESSAGES = 100;
const SHARE = 0.98;
/** Reports of a time long gone prove nothing. */
const OLD_DAYS = 14;
const TLS_SESSIONS = 100;

const waits = (waitsFor: string, data: Proposal['data'] = {}): Readiness => ({
  isReady: false,
  waitsFor,
  data,
});

const percent = (part: number, whole: number): number => Math.floor((part / whole) * 100);

/** What is wrong with the time that reports cover, if anything; `kind` begins the reason: 'reports', 'tls-reports'. */
function judgePeriod(period: ReportPeriod, today: string, kind: string): Readiness {
  const begin = period.begin.slice(0, 10);
  const end = period.end.slice(0, 10);
  const age = Math.floor((Date.parse(today) - Date.parse(end)) / DAY_MS);
  const span = Math.round((Date.parse(period.end) - Date.parse(period.begin)) / DAY_MS);
  const data = { begin, end, age, span, days: period.days, wanted: DAYS };
  if (age > OLD_DAYS) return waits(`${kind}-old`, data);
  if (span < DAYS) return waits(`${kind}-short`, { ...data, missing: DAYS - span });
  if (period.days < DAYS_WITH_REPORTS) return waits(`${kind}-gaps`, data);
  return { isReady: true, data };
}

/** What the reports say of the domain, as the audit read them; undefined where it was given none. */
export function reportsSeen({ seen, domain }: PlanInput): ReportsFacts | undefined {
  const facts = shelfOf({ audit: seen, domain }, 'reports');
  return facts === 'absent' ? undefined : facts;
}

/** May the DMARC policy rise? 98 of 100 own messages in two weeks must pass. */
export function dmarcReadiness(reports: ReportsFacts | undefined, today: string): Readiness {
  if (reports?.mailPeriod === undefined) return waits('reports');
  const { own, sources } = reports;
  const time = judgePeriod(reports.mailPeriod, today, 'reports');
  if (!time.isReady) return time;
  const data = { ...time.data, messages: own.messages };
  if (own.messages < MESSAGES) return waits('reports-few', { ...data, wantedMessages: MESSAGES });
  const all = { ...data, share: percent(own.passed, own.messages), ...strangersIn(sources) };
  if (own.passed >= own.messages * SHARE) return { isReady: true, data: all };
  return waits('reports-failing', { ...all, ...worstIn(sources) });
}

/** The own source that fails most, and what it needs first. */
function worstIn(sources: readonly ReportedSource[]): Proposal['data'] {
  const lost = ({ mail }: ReportedSource): number => mail.messages - mail.passed;
  const [worst] = sources
    .filter((source) => isOwnVerdict(source.verdict) && lost(source) > 0)
    .toSorted((a, b) => lost(b) - lost(a));
  if (worst === undefined) return {};
  const [action] = worst.actions;
  return {
    failing: lost(worst),
    source: worst.name,
    ...(action !== undefined && { action: action.kind }),
    ...(action?.kind === 'repair-dkim' && { selectors: action.selectors.join(', ') }),
    ...(action?.kind === 'add-ips-to-spf' && { ips: action.ips.slice(0, 3).join(', ') }),
  };
}

/** Services that may be one's own and would be lost: to be looked at by a person. */
function strangersIn(sources: readonly ReportedSource[]): Proposal['data'] {
  const services = sources.filter(({ verdict }) => verdict === 'unaligned-service');
  if (services.length === 0) return {};
  return {
    services: services
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', '),
    strange: services.reduce((sum, { mail }) => sum + mail.messages - mail.passed, 0),
  };
}

/** May MTA-STS be enforced? No session in two weeks of TLS reports may have failed. */
export function tlsReadiness(reports: ReportsFacts | undefined, today: string): Readiness {
  if (reports?.tlsPeriod === undefined) return waits('tls-reports');
  const { successes, failures, details } = reports.tls;
  const time = judgePeriod(reports.tlsPeriod, today, 'tls-reports');
  if (!time.isReady) return time;
  const data = { ...time.data, sessions: successes + failures, failures };
  const [worst] = details;
  if (failures > 0 || worst !== undefined) {
    const where = worst?.receivingMx;
    return waits('tls-reports-failing', {
      ...data,
      ...(worst !== undefined && { type: worst.resultType, failed: worst.sessions }),
      ...(where !== undefined && { host: where }),
    });
  }
  if (successes < TLS_SESSIONS) return waits('tls-reports-few', { ...data, wantedSessions: TLS_SESSIONS });
  return { isReady: true, data };
}
