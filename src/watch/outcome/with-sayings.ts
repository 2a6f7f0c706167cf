/** What an audit saw, also in the words of its report in other languages: everybody reads lists and alerts in their own. */
import { type AuditReport, readAudit } from './read-audit.ts';
import type { SeenAudit, SeenFinding } from './seen.ts';

/** `others`: the same report in other languages. */
export const withSayings = (seen: SeenAudit, others: readonly AuditReport[]): SeenAudit =>
  others.reduce(withSaying, seen);

function withSaying(seen: SeenAudit, other: AuditReport): SeenAudit {
  const { language } = other;
  const read = readAudit(other);
  if (!read.ok || language === undefined) return seen;
  const { findings, turn } = read.value;
  return {
    ...seen,
    said: { ...seen.said, [language]: { turn } },
    // The same findings in the same order: only words differ.
    findings: seen.findings.map((finding, place) => withWords(finding, findings[place], language)),
  };
}

function withWords(finding: SeenFinding, other: SeenFinding | undefined, language: string): SeenFinding {
  if (other?.key !== finding.key) return finding;
  const { title, view } = other;
  return {
    ...finding,
    said: { ...finding.said, [language]: { title, ...(view !== undefined && { view }) } },
  };
}
