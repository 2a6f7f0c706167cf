/** What reports tell of a domain's sending, joined to what was given: what was given goes first. */
import type { ReportsFacts } from '../findings/facts/reports.ts';
import type { Observed } from '../findings/observed.ts';
import type { Audit } from './audit-case.ts';
import type { GivenSender } from './gather-cases.ts';

/** What reports say of the audited domain, where the audit was given any. */
export function reportsOf({ cases, subject }: Pick<Audit, 'cases' | 'subject'>): ReportsFacts | undefined {
  const shelf = cases.find(({ about, evidence }) => about.name === subject.name && evidence.reports)?.evidence
    .reports;
  return shelf?.state === 'present' ? shelf.value : undefined;
}

export function withReported(
  given: GivenSender,
  domain: string,
  reports: Observed<ReportsFacts> | undefined,
): GivenSender {
  if (reports?.state !== 'present') return given;
  const { selectors, sendingIps } = reports.value;
  const learnt = selectors.map((selector) => ({ selector, origin: 'report' as const, domain }));
  const { reportedIps: before = [] } = given;
  const known = new Set([...given.sendingIps, ...before.map(({ ip }) => ip)]);
  const others = sendingIps.filter(({ ip }) => !known.has(ip));
  return { ...given, selectors: [...given.selectors, ...learnt], reportedIps: [...before, ...others] };
}
