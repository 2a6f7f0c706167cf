/** An audit as JUnit XML, as continuous integration reads it: one suite a subject, one case a finding. */
import { withoutInvisible } from '../../base/visible-text.ts';
import type { AuditView, FindingView } from './view.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 knows no control characters but tab and line ends. */
function escapeXml(text: string): string {
  return withoutInvisible(text)
    .replace(/[&<>"]/g, (char) => entities[char] ?? '')
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ');
}

function testCase(finding: FindingView): string {
  const name = `${finding.label} (${finding.subject})`;
  const open = `    <testcase classname="${escapeXml(finding.check)}" name="${escapeXml(name)}"`;
  const text = escapeXml([finding.detail, finding.reply, finding.todo, ...finding.records].join('\n').trim());
  const message = escapeXml(finding.detail);
  if (finding.mark === 'fail') {
    return `${open}>\n      <failure type="${finding.severity ?? 'fail'}" message="${message}">${text}</failure>\n    </testcase>`;
  }
  if (finding.mark === 'unknown') return `${open}>\n      <skipped message="${message}"/>\n    </testcase>`;
  return `${open}/>`;
}

function suite(view: AuditView): string {
  const all = [...view.failed, ...view.unknown, ...view.passed];
  return `  <testsuite name="${escapeXml(view.subject.name)}" tests="${all.length}" failures="${view.failed.length}" skipped="${view.unknown.length}" errors="0">
${all.map(testCase).join('\n')}
  </testsuite>`;
}

/** The document: failures are failed cases, what could not be checked is skipped. */
export function formatJunit(views: readonly AuditView[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${views.map(suite).join('\n')}\n</testsuites>\n`;
}
