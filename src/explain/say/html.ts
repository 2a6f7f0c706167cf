/**
 * An explanation as one self-contained page: no script, no request to any host, light and dark, printable.
 * Everything that came from mail is escaped; the page's policy forbids what might slip through.
 */
import type { Catalogue } from '../../findings/catalogue.ts';
import { escapeHtml, htmlPage } from '../../findings/say/html-page.ts';
import type { EvidenceLine } from './evidence-lines.ts';
import { groupRecipients } from './group-recipients.ts';
import { type GroupKind, type Overview, overviewOf } from './overview.ts';
import type { FixView, VerdictWords } from './view.ts';

const paragraph = (text: string): string => (text === '' ? '' : `<p>${escapeHtml(text)}</p>`);

function fixItem(fix: FixView): string {
  const copied = [...fix.records, ...fix.commands].map((line) => `<pre>${escapeHtml(line)}</pre>`).join('');
  return `<li><strong>${escapeHtml(fix.title)}</strong>${escapeHtml(fix.text)}${copied}</li>`;
}

function evidenceRow(line: EvidenceLine): string {
  const lookups = line.lookups.map((lookup) => `<small>${escapeHtml(lookup)}</small>`).join('');
  const text = [line.label, line.detail].filter((piece) => piece !== '').join(': ');
  return `<tr><td class="${line.mark}">${escapeHtml(line.word)}</td><td>${escapeHtml(text)}${lookups}</td></tr>`;
}

const section = (title: string, body: string): string =>
  body === '' ? '' : `<h2>${escapeHtml(title)}</h2>${body}`;
const items = (texts: readonly string[]): string =>
  texts.length === 0 ? '' : `<ul>${texts.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`;

/** How many refusals the article stands for; '' where it is one. */
function counted(part: HtmlPart, total: number, texts: Catalogue): string {
  const { count = 1, recipients = [], recipientCount, view } = part;
  if (count === 1) return '';
  const named = groupRecipients({ recipients, recipientCount }, texts);
  const line = texts.ui('group.line', { count, total, title: view.title });
  return `<p class="where">${escapeHtml([line, named].filter((text) => text !== '').join(' '))}</p>`;
}

function article(part: HtmlPart, place: number, total: number, texts: Catalogue): string {
  const { view, recipient } = part;
  const where = [view.said, recipient].filter((piece) => piece !== undefined && piece !== '').join(' · ');
  return [
    `<article id="g${place}">`,
    counted(part, total, texts),
    `<h1>${escapeHtml(view.headline)}</h1>`,
    `<p class="facts">${escapeHtml(view.facts.join(' · '))}</p>`,
    where === '' ? '' : `<p class="where">${escapeHtml(where)}</p>`,
    `<blockquote>${escapeHtml(view.quote)}</blockquote>`,
    ...view.codeMeanings.map(paragraph),
    view.fixes.length === 0 ? '' : `<ol>${view.fixes.map(fixItem).join('')}</ol>`,
    section(texts.ui('label.mayBe'), items(view.possibilities)),
    section(
      texts.ui('label.lookedAt'),
      view.evidence.length === 0 ? '' : `<table>${view.evidence.map(evidenceRow).join('')}</table>`,
    ),
    section(texts.ui('label.missing'), items(view.missing)),
    paragraph(view.fine),
    section(
      `${texts.ui('label.tell')} ${view.tellTo}`,
      view.tell === '' ? '' : `<blockquote>${escapeHtml(view.tell)}</blockquote>`,
    ),
    section(texts.ui('label.avoid'), items(view.avoid)),
    section(texts.ui('label.wait'), paragraph(view.wait)),
    section(texts.ui('label.contact'), paragraph(view.contact)),
    '</article>',
  ].join('\n');
}

/** One verdict on the page. */
export interface HtmlPart {
  readonly view: VerdictWords;
  readonly recipient?: string | undefined;
  /** What kind of group it stands for, how many are in it, some of their recipients; without them it stands for itself. */
  readonly kind?: GroupKind;
  readonly count?: number;
  readonly recipients?: readonly string[];
  readonly recipientCount?: number;
}

function glance({ headline, lines, more, ordinary }: Overview): string {
  if (headline === '') return '';
  const rows = lines.map(({ text, group }) => `<li><a href="#g${group}">${escapeHtml(text)}</a></li>`);
  return `<nav><h1>${escapeHtml(headline)}</h1><ul>${rows.join('')}</ul>${paragraph(more)}${paragraph(ordinary)}</nav>`;
}

/**
 * A whole page for any number of verdicts, failures first: of many an overview, ordinary mail as one line. `isOffline`: nothing was asked,
 * which the page says.
 */
export function formatPage(parts: readonly HtmlPart[], texts: Catalogue, isOffline = false): string {
  const groups = parts.map(({ kind = 'failure', count = 1, view }) => ({ kind, count, view }));
  const overview = overviewOf(groups, texts);
  const told = overview.ordinary === '' ? parts : parts.filter(({ kind }) => kind !== 'ordinary');
  const total = told.reduce((sum, { count = 1 }) => sum + count, 0);
  return htmlPage(
    overview.headline || (told[0]?.view.headline ?? overview.ordinary),
    texts.language,
    [
      glance(overview),
      ...told.map((part, place) => article(part, place, total, texts)),
      overview.headline === '' ? paragraph(overview.ordinary) : '',
      isOffline ? paragraph(texts.ui('offline')) : '',
    ].join('\n'),
  );
}
