/** `--fail-on`: does an audit hold something of this weight? */
import type { Audit } from '../../audit/audit-case.ts';
import { compareSeverity } from '../../findings/profile.ts';
import type { AuditOptions } from './options.ts';

export function isFailing(audit: Pick<Audit, 'findings'>, { failOn }: Pick<AuditOptions, 'failOn'>): boolean {
  return (
    failOn !== undefined &&
    audit.findings.some(({ severity }) => severity !== undefined && compareSeverity(severity, failOn) <= 0)
  );
}
