/** Explanations for a terminal: of many an overview first, the largest whole, the rest in a line each. */
import { groupHeading } from '../../explain/say/group-heading.ts';
import { type GroupKind, overviewOf } from '../../explain/say/overview.ts';
import type { VerdictWords } from '../../explain/say/view.ts';
import type { Side } from '../../explain/side.ts';
import type { Verdict } from '../../explain/verdict.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { type CliIo, writeTo } from '../io.ts';
import { renderVerdict } from '../render-text.ts';
import { type Style, styleFor } from '../style.ts';
import { wrap } from '../wrap.ts';
import type { ExplainOptions } from './options.ts';

/** A group of refusals as it is told. */
export interface ViewedAnswer {
  readonly kind: GroupKind;
  readonly count: number;
  readonly recipients: readonly string[];
  readonly recipientCount?: number;
  readonly sides?: readonly Side[];
  readonly source: string;
  readonly verdict: Verdict;
  readonly view: VerdictWords;
}

/** Groups that are told whole; who reads more asks for it with --verbose. */
const MAX_WHOLE = 10;

/** Begins in a column; what does not fit stands four further in. */
function hanging(text: string, indent: number, { width }: Style): string {
  return wrap(text, width - indent - 4)
    .map((line, i) => ' '.repeat(i === 0 ? indent : indent + 4) + line)
    .join('\n');
}

const column = (text: string, { width }: Style): string =>
  wrap(text, width - 2)
    .map((line) => `  ${line}`)
    .join('\n');

function headingOf(lines: readonly string[], style: Style): string {
  return lines.length === 0 ? '' : `${lines.map((line) => hanging(line, 2, style)).join('\n')}\n\n`;
}

function briefLine(
  { count, recipients, source, view }: ViewedAnswer,
  texts: Catalogue,
  style: Style,
): string {
  const who = recipients.length > 0 ? recipients.slice(0, 2).join(', ') : source;
  return hanging(texts.ui('overview.brief', { count, title: view.title, who }), 4, style);
}

/** Writes all answers, in the order of the groups. */
export async function writeText(
  answers: readonly ViewedAnswer[],
  options: ExplainOptions,
  texts: Catalogue,
  io: CliIo,
): Promise<void> {
  const style = styleFor(io.stdout, io.environment, options.wantsColour);
  const write = (text: string): Promise<void> => writeTo(io.stdout, text);
  const overview = overviewOf(answers, texts);
  const { headline, lines, more, ordinary } = overview;
  const told = ordinary === '' ? answers : answers.filter(({ kind }) => kind !== 'ordinary');
  const total = told.reduce((sum, { count }) => sum + count, 0);
  const rule = `\n  ${'-'.repeat(Math.min(40, style.width - 4))}\n\n`;
  const glance = [
    headline === '' ? '' : style.bold(hanging(headline, 2, style)),
    ...lines.map(({ text }) => hanging(text, 4, style)),
    more === '' ? '' : hanging(more, 4, style),
    headline === '' || ordinary === '' ? '' : hanging(ordinary, 4, style),
  ].filter((line) => line !== '');
  if (glance.length > 0) await write(`\n${glance.join('\n')}\n`);
  const whole = options.isVerbose || told.length <= MAX_WHOLE + 2 ? told.length : MAX_WHOLE;
  let isFirst = glance.length === 0;
  for (const [place, answer] of told.slice(0, whole).entries()) {
    const recipient =
      told.length + total > 2 && answer.count === 1 ? answer.verdict.reply.recipient : undefined;
    const text = renderVerdict(answer.view, recipient, texts, { style, isVerbose: options.isVerbose });
    const heading = headingOf(groupHeading(answer, place, overview, total, texts), style);
    await write(`${isFirst ? '\n' : rule}${heading}${text}\n`);
    isFirst = false;
  }
  const rest = told.slice(whole);
  if (rest.length > 0) {
    const brief = rest.map((answer) => briefLine(answer, texts, style));
    await write(`${rule}${hanging(texts.ui('overview.rest'), 2, style)}\n${brief.join('\n')}\n`);
  }
  if (headline === '' && ordinary !== '')
    await write(`${told.length === 0 ? '\n' : rule}${hanging(ordinary, 2, style)}\n`);
  if (options.isOffline) await write(`\n${style.dim(column(texts.ui('offline'), style))}\n`);
  await write('\n');
}
