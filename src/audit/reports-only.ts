/** A domain of which only its reports are known: nothing was asked, and they are judged like any other evidence. */
import type { ReportsFacts } from '../findings/facts/reports.ts';
import type { Observed } from '../findings/observed.ts';
import type { AuditCase } from './audit-case.ts';
import type { Gathered } from './gather-cases.ts';

export function gatheredFromReports(
  reports: Observed<ReportsFacts> & { readonly state: 'present' },
): Gathered {
  const { value, seenAt, from } = reports;
  const subject = { kind: 'domain', name: value.domain } as const;
  const evidence = { about: { state: 'present', value: subject, seenAt, from } as const, reports };
  const data = { domain: value.domain };
  return {
    subject,
    cases: [{ about: subject, evidence }],
    notChecked: [{ what: 'only-reports', subject, data }],
  };
}

/** Nothing but reports was looked at: what providers ask for cannot be told from that. */
export function isReportsOnly(cases: readonly AuditCase[]): boolean {
  return cases.every(({ evidence }) =>
    Object.keys(evidence).every((key) => key === 'about' || key === 'reports'),
  );
}
