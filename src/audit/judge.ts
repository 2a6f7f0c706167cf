/** Judges gathered cases: pure, so that saved evidence is judged again as if it were fresh. */
import type { Check, Finding } from '../findings/finding.ts';
import { compareSeverity, type Profile } from '../findings/profile.ts';
import { runChecks } from '../findings/run-checks.ts';
import type { AuditCase, WeighedFinding } from './audit-case.ts';

const outcomes: Readonly<Record<Finding['outcome'], number>> = {
  fail: 0,
  unknown: 1,
  pass: 2,
  'not-applicable': 3,
};

/** Every finding of every case, worst first; what weighs the same stays in the order of cases and checks. */
export function judgeCases(
  cases: readonly AuditCase[],
  checks: readonly Check[],
  profile: Profile,
): readonly WeighedFinding[] {
  const findings = cases.flatMap(({ evidence }, place) =>
    runChecks(checks, evidence).map((finding): WeighedFinding => {
      const severity = profile.severityOf(finding);
      return { ...finding, case: place, ...(severity !== undefined && { severity }) };
    }),
  );
  return findings.sort(
    (a, b) => compareSeverity(a.severity, b.severity) || outcomes[a.outcome] - outcomes[b.outcome],
  );
}
