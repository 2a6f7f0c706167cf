/** Who sends as a domain, as a table for a terminal; where it is narrow, what to do stands on a line of its own. */
import type { ReportsRow, ReportsView } from '../../audit/say/reports-view.ts';
import type { Style } from '../style.ts';
import { hang, printable, textWidth, wrap } from '../wrap.ts';

const WIDE = { indent: 4, gap: 2 } as const;
/** Below 60 columns. */
const NARROW = { indent: 2, gap: 1 } as const;
const MAX_SOURCE = 30;
const MIN_SOURCE = 10;
/** Columns that the last column needs to be read beside the others. */
const MIN_LAST = 28;

type Line = readonly [string, string, string, string, string];
const NONE = ['', '', '', ''] as const;

export function renderReports({ headline, columns, rows, rest }: ReportsView, style: Style): string {
  const title = wrap(headline, style.width - 2)
    .map((line) => `  ${line}`)
    .join('\n');
  const [source, messages, spf, dkim, dmarc, last] = columns;
  const { indent, gap } = style.width < 60 ? NARROW : WIDE;
  const figures = rows.map((row) => [row.messages, row.spf, row.dkim, row.dmarc] as const);
  const figureWidths = [messages, spf, dkim, dmarc].map((text, place) =>
    Math.max(textWidth(text), ...figures.map((line) => textWidth(line[place] ?? ''))),
  );
  const figuresWidth = figureWidths.reduce((sum, width) => sum + width + gap, 0);
  const room = Math.min(MAX_SOURCE, Math.max(MIN_SOURCE, style.width - indent - gap - figuresWidth));
  const lines = rows.map((row, place): Line => [short(row.source, room), ...(figures[place] ?? NONE)]);
  const head: Line = [source, messages, spf, dkim, dmarc];
  const sourceWidth = Math.max(textWidth(source), ...lines.map(([name]) => textWidth(name)));
  const widths = [sourceWidth, ...figureWidths];
  const used = indent + sourceWidth + gap + figuresWidth;
  const padded = (line: Line): string => ' '.repeat(indent) + padCells(line, widths, gap);
  const isWide = style.width - used >= MIN_LAST;
  const shown = rows.map((row, place) => {
    const line = padded(lines[place] ?? head);
    return isWide
      ? coloured(hang(line.trimEnd(), textOf(row), used, style.width), row, style)
      : `${line.trimEnd()}\n${coloured(hang('', textOf(row), indent + 2, style.width), row, style)}`;
  });
  return [
    title,
    ...(rows.length === 0 ? [] : [style.dim(`${padded(head)}${isWide ? last : ''}`.trimEnd())]),
    ...shown,
    ...(rest === '' ? [] : [hang('', rest, indent, style.width)]),
  ].join('\n');
}

const textOf = ({ verdict, todo }: ReportsRow): string => `${verdict}: ${todo}`;

const coloured = (text: string, { verdict, mark }: ReportsRow, style: Style): string =>
  text.replace(verdict, () => style.mark(mark, verdict));

/** The first column stands left, figures stand right; a gap at the end. */
function padCells(line: Line, widths: readonly number[], gap: number): string {
  const cells = line.map((text, place) => {
    const blanks = ' '.repeat(Math.max((widths[place] ?? 0) - textWidth(text), 0));
    return place === 0 ? text + blanks : blanks + text;
  });
  return cells.map((cell) => cell + ' '.repeat(gap)).join('');
}

/** The beginning and the end of a long name tell it. */
function short(name: string, room: number): string {
  const chars = [...printable(name)];
  if (chars.length <= room) return chars.join('');
  const start = Math.floor(room * 0.4);
  return `${chars.slice(0, start).join('')}…${chars.slice(start + 1 - room).join('')}`;
}
