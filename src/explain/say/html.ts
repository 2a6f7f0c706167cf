/**
 * An explanation as one self-contained page: no script, no request to any host, light and dark, printable.
 * Everything that came from mail is escaped; the page's policy forbids what might slip through.
 */
import type { Catalogue } from '../../findings/catalogue.ts';
import { escapeHtml, htmlPage } from '../../findings/say/html-page.ts';
import type { EvidenceLine, FixView, VerdictView } from './view.ts';

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

function article(view: VerdictView, recipient: string | undefined, texts: Catalogue): string {
  const where = [view.said, recipient].filter((piece) => piece !== undefined && piece !== '').join(' · ');
  return [
    '<article>',
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
      texts.ui('label.tell'),
      view.tell === '' ? '' : `<blockquote>${escapeHtml(view.tell)}</blockquote>`,
    ),
    section(texts.ui('label.avoid'), items(view.avoid)),
    section(texts.ui('label.wait'), paragraph(view.wait)),
    section(texts.ui('label.contact'), paragraph(view.contact)),
    '</article>',
  ].join('\n');
}

export interface HtmlPart {
  readonly view: VerdictView;
  readonly recipient?: string | undefined;
}

/** A whole page for any number of verdicts. */
export function formatPage(parts: readonly HtmlPart[], texts: Catalogue): string {
  return htmlPage(
    parts[0]?.view.headline ?? '',
    texts.language,
    parts.map((part) => article(part.view, part.recipient, texts)).join('\n'),
  );
}
