/** An audit as JUnit XML, as continuous integration reads it: one suite a subject, one case a finding. */
import { withoutInvisible } from '../../base/visible-text.ts';
import { compareSeverity, type Severity } from '../../findings/profile.ts';
import type { AuditView, FindingView } from './view.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 knows no control characters but tab and line ends. */
function escapeXml(text: string): string {
  return withoutInvisible(text)
    .replace(/[&<>"]/g, (char) => entities[char] ?? '')
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ');
}

function testCase(finding: FindingView, least: Severity): string {
  const name = `${finding.label} (${finding.subject})`;
  const open = `    <testcase classname="${escapeXml(finding.check)}" name="${escapeXml(name)}"`;
  const text = escapeXml([finding.detail, finding.reply, finding.todo, ...finding.records].join('\n').trim());
  const message = escapeXml(finding.detail);
  if (counts(finding, least)) {
    return `${open}>\n      <failure type="${finding.severity ?? 'fail'}" message="${message}">${text}</failure>\n    </testcase>`;
  }
  if (finding.mark === 'unknown') return `${open}>\n      <skipped message="${message}"/>\n    </testcase>`;
  return `${open}/>`;
}

/** Advice that nobody asked for must not turn a build red. */
const counts = ({ mark, severity }: FindingView, least: Severity): boolean =>
  mark === 'fail' && compareSeverity(severity, least) <= 0;

function suite(view: AuditView, least: Severity): string {
  const all = [...view.failed, ...view.unknown, ...view.passed];
  const failures = view.failed.filter((finding) => counts(finding, least)).length;
  return `  <testsuite name="${escapeXml(view.subject.name)}" tests="${all.length}" failures="${failures}" skipped="${view.unknown.length}" errors="0">
${all.map((finding) => testCase(finding, least)).join('\n')}
  </testsuite>`;
}

/** The document: failures that weigh `least` or more are failed cases, what could not be checked is skipped. */
export function formatJunit(views: readonly AuditView[], least: Severity = 'warning'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${views.map((view) => suite(view, least)).join('\n')}\n</testsuites>\n`;
}
