/** An audit as one self-contained page. */
import type { Catalogue } from '../../findings/catalogue.ts';
import { escapeHtml, htmlPage } from '../../findings/say/html-page.ts';
import { sourceLink } from '../../findings/say/sources.ts';
import { mergeAlike } from './merge-alike.ts';
import type { PlanView } from './plan-view.ts';
import type { ReportsView } from './reports-view.ts';
import type { SpfTreeView } from './spf-tree-view.ts';
import type { AuditView, FindingView } from './view.ts';

const paragraph = (head: string, text: string): string =>
  text === '' ? '' : `<p><strong>${escapeHtml(head)}</strong> ${escapeHtml(text)}</p>`;
const copied = (line: string): string => `<pre>${escapeHtml(line)}</pre>`;

function failedItem(finding: FindingView, texts: Catalogue): string {
  return [
    `<li><strong class="fail">${escapeHtml(finding.word)}</strong>`,
    `<strong>${escapeHtml(finding.label)}</strong>${escapeHtml(finding.detail)}`,
    paragraph(texts.ui('label.receiverSays'), finding.reply),
    finding.todo === '' ? '' : `<p>${escapeHtml(finding.todo)}</p>`,
    finding.sources.length === 0
      ? ''
      : `<p class="where">${escapeHtml(texts.ui('label.sources'))}: ${finding.sources.map(sourceLink).join('; ')}</p>`,
    ...finding.contacts.map((text) => `<blockquote>${escapeHtml(text)}</blockquote>`),
    ...[...finding.records, ...finding.commands].map(copied),
    finding.lookups.length === 0
      ? ''
      : `<details><summary>${escapeHtml(texts.ui('label.lookedAt'))}</summary>${finding.lookups.map((line) => `<small>${escapeHtml(line)}</small>`).join('')}</details>`,
    `<small>${escapeHtml(finding.check)}</small></li>`,
  ].join('');
}

function row(finding: FindingView): string {
  const text = [finding.label, finding.detail].filter((piece) => piece !== '').join(': ');
  const lookups = finding.lookups.map((line) => `<small>${escapeHtml(line)}</small>`).join('');
  return `<tr><td class="${finding.mark}">${escapeHtml(finding.word)}</td><td>${escapeHtml(text)}${lookups === '' ? '' : `<details><summary>${escapeHtml(finding.check)}</summary>${lookups}</details>`}</td></tr>`;
}

const table = (title: string, findings: readonly FindingView[]): string =>
  findings.length === 0 ? '' : `<h2>${escapeHtml(title)}</h2><table>${findings.map(row).join('')}</table>`;

function planSection(plan: PlanView, texts: Catalogue): string {
  const steps = plan.steps.map((step) =>
    [
      `<li><strong>${escapeHtml(step.title)}</strong>${escapeHtml(step.text)}`,
      `<p>${escapeHtml(step.proof)}</p>`,
      ...step.before.map((line) => paragraph(texts.ui('plan.before'), line)),
      ...step.after.map(copied),
      ...step.files.map(({ head, lines }) => `<p>${escapeHtml(head)}</p>${copied(lines.join('\n'))}`),
      ...step.others.map((text) => `<blockquote>${escapeHtml(text)}</blockquote>`),
      '</li>',
    ].join(''),
  );
  return `<h2>${escapeHtml(plan.headline)}</h2><ol>${steps.join('')}</ol>`;
}

function spfSection({ title, lines }: SpfTreeView): string {
  const shown = lines.map(({ depth, term, note }) => `${'  '.repeat(depth)}${term}  (${note})`);
  return `<details><summary>${escapeHtml(title)}</summary>${copied(shown.join('\n'))}</details>`;
}

function reportsSection({ headline, columns, rows, rest }: ReportsView): string {
  const cells = (texts: readonly string[]): string =>
    texts.map((text) => `<td>${escapeHtml(text)}</td>`).join('');
  const shown = rows.map(
    ({ source, messages, spf, dkim, dmarc, mark, verdict, todo }) =>
      `<tr>${cells([source, messages, spf, dkim, dmarc])}<td><span class="${mark}">${escapeHtml(verdict)}</span>: ${escapeHtml(todo)}</td></tr>`,
  );
  const head = `<tr>${columns.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('')}</tr>`;
  return [
    `<h2>${escapeHtml(headline)}</h2>`,
    rows.length === 0
      ? ''
      : `<table class="figures"><thead>${head}</thead><tbody>${shown.join('')}</tbody></table>`,
    rest === '' ? '' : `<p class="facts">${escapeHtml(rest)}</p>`,
  ].join('');
}

function article(view: AuditView, texts: Catalogue): string {
  const missing = view.notChecked.map((text) => `<li>${escapeHtml(text)}</li>`).join('');
  return [
    '<article>',
    `<h1>${escapeHtml(view.headline)}</h1>`,
    `<p class="facts">${escapeHtml(view.counts)}</p>`,
    view.failed.length === 0
      ? ''
      : `<ol>${mergeAlike(view.failed, texts)
          .map((finding) => failedItem(finding, texts))
          .join('')}</ol>`,
    view.reports === undefined ? '' : reportsSection(view.reports),
    table(texts.ui('label.couldNotCheck'), view.unknown),
    table(texts.ui('label.providers'), view.providers),
    missing === '' ? '' : `<h2>${escapeHtml(texts.ui('label.notChecked'))}</h2><ul>${missing}</ul>`,
    table(texts.ui('label.passed'), view.passed),
    view.spfTree === undefined ? '' : spfSection(view.spfTree),
    view.plan === undefined ? '' : planSection(view.plan, texts),
    '</article>',
  ].join('\n');
}

/** A whole page for any number of audits. */
export function formatAuditPage(views: readonly AuditView[], texts: Catalogue): string {
  return htmlPage(
    views[0]?.headline ?? '',
    texts.language,
    views.map((view) => article(view, texts)).join('\n'),
  );
}
