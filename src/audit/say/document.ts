/** An audit as the document that `--json` writes and the server answers (docs/audit-json.md). */

import type { Catalogue } from '../../findings/catalogue.ts';
import type { ReportsFacts } from '../../findings/facts/reports.ts';
import type { Audit, AuditCase } from '../audit-case.ts';
import { reportsOf } from '../reported-sender.ts';
import { type AuditView, viewAudit } from './view.ts';

/** Name and version of the document. */
export const AUDIT_SCHEMA = 'waypost/audit/1';

/** What was found of one of many subjects. */
export interface FoundDocument
  extends Pick<Audit, 'subject' | 'findings' | 'notChecked'>,
    Required<Pick<Audit, 'plan'>> {
  readonly schema: typeof AUDIT_SCHEMA;
  readonly reports?: ReportsFacts;
}

/** Of one subject also what was looked at, and the words. */
export interface AuditDocument extends FoundDocument {
  readonly evidence: readonly AuditCase[];
  readonly words: AuditView;
}

/** Without private keys. */
export function foundDocument(audit: Audit): FoundDocument {
  const { subject, findings, notChecked, plan = [] } = audit;
  const shown = plan.map((step) => ({
    ...step,
    files: step.files.filter(({ isSecret }) => isSecret !== true),
  }));
  const reports = reportsOf(audit);
  return {
    schema: AUDIT_SCHEMA,
    subject,
    findings,
    notChecked,
    plan: shown,
    ...(reports !== undefined && { reports }),
  };
}

export function auditDocument(audit: Audit, texts: Catalogue): AuditDocument {
  return { ...foundDocument(audit), evidence: audit.cases, words: viewAudit(audit, texts) };
}

/** The audit that a document was made of, but for private keys: to say it in another language. */
export function auditOf({
  subject,
  findings,
  notChecked,
  plan,
  evidence,
  words,
}: Omit<AuditDocument, 'schema'>): Audit {
  return { subject, cases: evidence, findings, notChecked, ...(words.plan !== undefined && { plan }) };
}
