/** Several messages beside each other, for a terminal. */
import type { VariantsView } from '../../preflight/say/variants.ts';
import type { Style } from '../style.ts';
import { hang, printable, textWidth } from '../wrap.ts';

/** Of a name in a table. */
const MAX_NAME = 40;

const padded = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - textWidth(text))) + text;

const shortened = (name: string): string => (name.length > MAX_NAME ? `…${name.slice(1 - MAX_NAME)}` : name);

function table({ rows, columns }: VariantsView, { dim }: Style): readonly string[] {
  const names = rows.map(({ name }) => shortened(printable(name)));
  const width = Math.max(...names.map(textWidth));
  const head = columns.map((column) => `  ${column}`).join('');
  return [
    dim(`    ${' '.repeat(width)}${head}`),
    ...rows.map(({ counts }, at) => {
      const name = names[at] ?? '';
      const cells = counts.map((count, of) => `  ${padded(String(count), textWidth(columns[of] ?? ''))}`);
      return `    ${name}${' '.repeat(width - textWidth(name))}${cells.join('')}`;
    }),
  ];
}

/** A section as text, ending without a newline. */
export function renderVariants(view: VariantsView, style: Style): string {
  const summary = [
    `  ${style.bold(view.title)}`,
    ...table(view, style),
    ...(view.more === '' ? [] : [`    ${view.more}`]),
  ];
  const lines = view.differences.map(({ word, label, where }) =>
    hang(`    ${word}`, `${printable(label)} (${printable(where)})`, 4 + textWidth(word) + 2, style.width),
  );
  const differences =
    view.same === '' ? [`  ${style.bold(view.differencesTitle)}`, ...lines] : [`  ${view.same}`];
  return [summary.join('\n'), differences.join('\n')].join('\n\n');
}
