/** An explanation for a terminal: the answer first, then what to do, then what was looked at (LOOK: the answer first). */

import type { EvidenceLine } from '../explain/say/evidence-lines.ts';
import type { FixView, VerdictWords } from '../explain/say/view.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import type { Style } from './style.ts';
import { hang, printable, textWidth, wrap } from './wrap.ts';

const INDENT = 2;
/** Column where the text behind 'said', 'tell', … begins. */
const COLUMN = 14;
const MAX_QUOTE = 600;

export interface TextOptions {
  readonly style: Style;
  /** Show every look-up and every move. */
  readonly isVerbose: boolean;
}

function block(label: string, text: string, style: Style): string {
  return text === '' ? '' : hang(`  ${label}`, text, COLUMN, style.width);
}

function indented(text: string, indent: number, style: Style): string {
  return wrap(text, style.width - indent)
    .map((line) => ' '.repeat(indent) + line)
    .join('\n');
}

function fixLines(fix: FixView, place: number, style: Style): string {
  const head = hang(`  ${place}`, fix.title, 5, style.width);
  // Records and commands are never wrapped: they are there to be copied.
  const copied = [...fix.records, ...fix.commands.map((command) => `$ ${command}`)].map(
    (line) => `        ${printable(line)}`,
  );
  return [style.bold(head), indented(fix.text, 5, style), ...copied].join('\n');
}

function evidenceLines(lines: readonly EvidenceLine[], options: TextOptions): string {
  const { style } = options;
  const word = Math.max(...lines.map((line) => textWidth(line.word)));
  return lines
    .map((line) => {
      const indent = 4 + word + 2;
      const elapsed = line.elapsedMs === undefined ? '' : ` (${line.elapsedMs} ms)`;
      const text = [line.label, line.detail].filter((piece) => piece !== '').join(': ');
      const shown = hang(`    ${line.word}`, text + elapsed, indent, style.width).replace(
        line.word,
        style.mark(line.mark, line.word),
      );
      const details = options.isVerbose
        ? line.lookups.map((lookup) => style.dim(indented(lookup, indent, style)))
        : [];
      return [shown, ...details].join('\n');
    })
    .join('\n');
}

function quoted(text: string): string {
  const clean = printable(text).replace(/\s+/g, ' ').trim();
  return `"${clean.length > MAX_QUOTE ? `${clean.slice(0, MAX_QUOTE)}…` : clean}"`;
}

/** One verdict as text, ending without a newline. */
export function renderVerdict(
  view: VerdictWords,
  recipient: string | undefined,
  texts: Catalogue,
  options: TextOptions,
): string {
  const { style } = options;
  const sections = [
    [
      style.bold(indented(view.headline, INDENT, style)),
      style.dim(indented(view.facts.join(' · '), INDENT, style)),
      recipient === undefined ? '' : block(texts.ui('label.recipient'), recipient, style),
    ],
    [
      block(
        texts.ui('label.said'),
        [view.said, view.quote.trim() === '' ? '' : quoted(view.quote)]
          .filter((piece) => piece !== '')
          .join('\n'),
        style,
      ),
      ...view.codeMeanings.map((meaning) => block(texts.ui('label.means'), meaning, style)),
    ],
    view.fixes.map((fix, i) => fixLines(fix, i + 1, style)),
    view.possibilities.map((text, i) => block(i === 0 ? texts.ui('label.mayBe') : '', text, style)),
    view.evidence.length === 0
      ? []
      : [`  ${texts.ui('label.lookedAt')}`, evidenceLines(view.evidence, options)],
    options.isVerbose
      ? view.moves.map((move, i) => block(i === 0 ? texts.ui('label.moved') : '', move, style))
      : [],
    [
      view.fine === '' ? '' : indented(view.fine, INDENT, style),
      block(texts.ui('label.tell'), view.tell === '' ? '' : `${view.tellTo}: "${view.tell}"`, style),
      ...view.avoid.map((text, i) => block(i === 0 ? texts.ui('label.avoid') : '', text, style)),
      block(texts.ui('label.wait'), view.wait, style),
      block(texts.ui('label.contact'), view.contact, style),
    ],
  ];
  return sections
    .map((section) => section.filter((line) => line !== '').join('\n'))
    .filter((section) => section !== '')
    .join('\n\n');
}
