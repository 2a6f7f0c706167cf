/** What spam filters said, as a part of the page: one table of all, then the rules of each. */
import type { Catalogue } from '../../findings/catalogue.ts';
import { escapeHtml } from '../../findings/say/html-page.ts';
import type { EnginesView, EngineView, SymbolView } from './engines.ts';

const cells = (texts: readonly string[]): string =>
  `<tr>${texts.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`;

/** A section with a heading. */
export function enginesHtml(view: EnginesView, texts: Catalogue): string {
  return [
    `<h2>${escapeHtml(view.title)}</h2>`,
    `<table>${view.rows.map(({ name, score, says }) => cells([name, score, says])).join('')}</table>`,
    `<p class="facts">${escapeHtml(view.note)}</p>`,
    ...view.engines.filter(({ problem }) => problem === '').map((engine) => engineHtml(engine, texts)),
  ].join('\n');
}

function engineHtml({ name, symbols, notRun }: EngineView, texts: Catalogue): string {
  return [
    `<h3>${escapeHtml(name)}</h3>`,
    `<table>${symbols.map((symbol) => symbolRow(symbol, texts)).join('')}</table>`,
    notRun.length === 0 ? '' : `<ul>${notRun.map((text) => `<li>${escapeHtml(text)}</li>`).join('')}</ul>`,
  ].join('\n');
}

function symbolRow({ name, points, words, options, hint, isDoubtful }: SymbolView, texts: Catalogue): string {
  const doubt = isDoubtful ? texts.ui('engines.doubtful') : '';
  const said = [words, options === '' ? '' : `(${options})`, doubt, hint]
    .filter((text) => text !== '')
    .join(' ');
  return cells([points, name, said]);
}
