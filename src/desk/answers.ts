/** Answers of what the verbs found: the document with its words, and the same in a line. Said the first time and again, they are made here. */
import type { Audit } from '../audit/audit-case.ts';
import { type AuditDocument, auditDocument } from '../audit/say/document.ts';
import type { ExplainDocument } from '../explain/say/document.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import { type CheckDocument, findingsOf } from '../preflight/say/document.ts';
import { viewVariants } from '../preflight/say/variants.ts';
import { auditListSummary, auditSummary } from './audit-summary.ts';
import { checkListSummary, checkSummary } from './check-summary.ts';
import { summaryOf } from './explain-summary.ts';
import { answerWith } from './outcome.ts';
import type { Answer } from './types.ts';

/** Several audits in one document, each as `--json` writes one. */
const AUDIT_LIST_SCHEMA = 'waypost/audit-list/1';
/** Several messages in one document, each as `--json` writes it, and where they differ. */
const CHECK_LIST_SCHEMA = 'waypost/check-list/1';

export const explainAnswer = (document: ExplainDocument, notes?: readonly string[]): Answer =>
  answerWith(summaryOf(document), document, notes);

export function auditAnswer(audit: Audit, texts: Catalogue, notes?: readonly string[]): Answer {
  const document = auditDocument(audit, texts);
  return answerWith(auditSummary(document, texts), document, notes);
}

export function auditListAnswer(
  audits: readonly AuditDocument[],
  texts: Catalogue,
  notes?: readonly string[],
): Answer {
  return answerWith(auditListSummary(audits, texts), { schema: AUDIT_LIST_SCHEMA, audits }, notes);
}

export const checkAnswer = (document: CheckDocument, texts: Catalogue, notes?: readonly string[]): Answer =>
  answerWith(checkSummary(document, texts), document, notes);

export function checkListAnswer(
  reports: readonly CheckDocument[],
  texts: Catalogue,
  notes?: readonly string[],
): Answer {
  const variants = viewVariants(
    reports.map((document) => ({ name: document.message.name, findings: findingsOf(document) })),
    texts,
  );
  const document = { schema: CHECK_LIST_SCHEMA, reports, ...(variants !== undefined && { variants }) };
  return answerWith(checkListSummary(reports, texts), document, notes);
}
