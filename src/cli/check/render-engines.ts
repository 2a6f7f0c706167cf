/** What spam filters said, for a terminal: a table beside ours, then each engine's rules with points; the rest when asked for. */
import type { Catalogue } from '../../findings/catalogue.ts';
import type { EngineRow, EnginesView, EngineView, SymbolView } from '../../preflight/say/engines.ts';
import type { Style } from '../style.ts';
import { hang, printable, textWidth } from '../wrap.ts';

/** Rules without points that are shown unasked: none. */
const isTelling = ({ points }: SymbolView): boolean => Number(points) !== 0;

const padded = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - textWidth(text)));

function table(rows: readonly EngineRow[], { width }: Style): string {
  const names = Math.max(...rows.map(({ name }) => textWidth(name)));
  const scores = Math.max(...rows.map(({ score }) => textWidth(score)));
  return rows
    .map(({ name, score, says }) =>
      hang(
        `    ${padded(printable(name), names)}  ${padded(score, scores)}`,
        says,
        8 + names + scores,
        width,
      ),
    )
    .join('\n');
}

function symbolLines(symbol: SymbolView, texts: Catalogue, { width, dim }: Style): string {
  const { name, points, words, options, hint, isDoubtful } = symbol;
  const doubt = isDoubtful ? `; ${texts.ui('engines.doubtful')}` : '';
  const said = [words, options === '' ? '' : `(${options})`].filter((text) => text !== '').join(' ');
  const line = hang(
    `    ${points.padStart(6)}  ${printable(name)}:`,
    `${said}${doubt}`,
    14 + textWidth(name),
    width,
  );
  // A long name leaves no room beside it.
  const fits = textWidth(name) <= 40;
  const head = fits
    ? line
    : [`    ${points.padStart(6)}  ${printable(name)}`, hang('', `${said}${doubt}`, 12, width)].join('\n');
  return hint === '' ? head : `${head}\n${dim(hang('', hint, 12, width))}`;
}

function engine(view: EngineView, texts: Catalogue, style: Style, isVerbose: boolean): string {
  if (view.problem !== '') return '';
  const shown = isVerbose ? view.symbols : view.symbols.filter(isTelling);
  const hidden = view.symbols.length - shown.length;
  return [
    `  ${style.bold(printable(view.name))}`,
    ...shown.map((symbol) => symbolLines(symbol, texts, style)),
    ...(hidden === 0
      ? []
      : [style.dim(hang('   ', texts.ui('engines.hidden', { count: hidden }), 4, style.width))]),
    ...view.notRun.map((text) => hang('   ', text, 4, style.width)),
  ].join('\n');
}

/** A section as text, ending without a newline. */
export function renderEngines(view: EnginesView, texts: Catalogue, style: Style, isVerbose: boolean): string {
  return [
    [
      `  ${style.bold(view.title)}`,
      table(view.rows, style),
      style.dim(hang('   ', view.note, 4, style.width)),
    ].join('\n'),
    ...view.engines.map((one) => engine(one, texts, style, isVerbose)),
  ]
    .filter((section) => section !== '')
    .join('\n\n');
}
