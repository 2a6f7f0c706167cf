/** Who sends as a domain, as a table for a terminal; where it is narrow, what to do stands on a line of its own. */
import type { ReportsRow, ReportsView } from '../../audit/say/reports-view.ts';
import type { Style } from '../style.ts';
import { hang, printable, textWidth, wrap } from '../wrap.ts';

const INDENT = 4;
const GAP = 2;
const MAX_SOURCE = 30;
/** Columns that the last column needs to be read beside the others. */
const MIN_LAST = 28;

type Line = readonly [string, string, string, string, string];

export function renderReports({ headline, columns, rows, rest }: ReportsView, style: Style): string {
  const title = wrap(headline, style.width - 2)
    .map((line) => `  ${line}`)
    .join('\n');
  const [source, messages, spf, dkim, dmarc, last] = columns;
  const lines = rows.map((row): Line => [short(row.source), row.messages, row.spf, row.dkim, row.dmarc]);
  const head: Line = [source, messages, spf, dkim, dmarc];
  const widths = head.map((text, place) =>
    Math.max(textWidth(text), ...lines.map((line) => textWidth(line[place] ?? ''))),
  );
  const used = INDENT + widths.reduce((sum, width) => sum + width + GAP, 0);
  const isWide = style.width - used >= MIN_LAST;
  const shown = rows.map((row, place) => {
    const line = padded(lines[place] ?? head, widths);
    return isWide
      ? coloured(hang(line.trimEnd(), textOf(row), used, style.width), row, style)
      : `${line.trimEnd()}\n${coloured(hang('', textOf(row), INDENT + GAP, style.width), row, style)}`;
  });
  return [
    title,
    ...(rows.length === 0 ? [] : [style.dim(`${padded(head, widths)}${isWide ? last : ''}`.trimEnd())]),
    ...shown,
    ...(rest === '' ? [] : [hang('', rest, INDENT, style.width)]),
  ].join('\n');
}

const textOf = ({ verdict, todo }: ReportsRow): string => `${verdict}: ${todo}`;

const coloured = (text: string, { verdict, mark }: ReportsRow, style: Style): string =>
  text.replace(verdict, () => style.mark(mark, verdict));

/** The first column stands left, figures stand right; two blanks at the end. */
function padded(line: Line, widths: readonly number[]): string {
  const cells = line.map((text, place) => {
    const blanks = ' '.repeat(Math.max((widths[place] ?? 0) - textWidth(text), 0));
    return place === 0 ? text + blanks : blanks + text;
  });
  return ' '.repeat(INDENT) + cells.map((cell) => cell + ' '.repeat(GAP)).join('');
}

/** The beginning and the end of a long name tell it. */
function short(name: string): string {
  const chars = [...printable(name)];
  if (chars.length <= MAX_SOURCE) return chars.join('');
  return `${chars.slice(0, 12).join('')}…${chars.slice(-17).join('')}`;
}
