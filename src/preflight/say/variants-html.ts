/** Several messages beside each other, as a part of the page. */
import { escapeHtml } from '../../findings/say/html-page.ts';
import type { VariantsView } from './variants.ts';

const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
  `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;

/** An article with a heading. */
export function variantsHtml(view: VariantsView): string {
  const { columns, rows, differences } = view;
  return [
    '<article>',
    `<h1>${escapeHtml(view.title)}</h1>`,
    `<table>${row(['', ...columns], 'th')}${rows.map(({ name, counts }) => row([name, ...counts.map(String)], 'td')).join('')}</table>`,
    view.more === '' ? '' : `<p class="facts">${escapeHtml(view.more)}</p>`,
    view.same === ''
      ? `<h2>${escapeHtml(view.differencesTitle)}</h2><table>${differences.map(({ word, label, where }) => row([word, label, where], 'td')).join('')}</table>`
      : `<p>${escapeHtml(view.same)}</p>`,
    '</article>',
  ].join('\n');
}
