/** Explanations for a terminal: of many an overview first, the largest whole, the rest in a line each. */
import { groupRecipients } from '../../explain/say/group-recipients.ts';
import { type GroupKind, overviewOf } from '../../explain/say/overview.ts';
import type { VerdictWords } from '../../explain/say/view.ts';
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

function headingOf(
  { count, recipients, recipientCount, view }: ViewedAnswer,
  total: number,
  texts: Catalogue,
  style: Style,
): string {
  if (count === 1) return '';
  const named = groupRecipients({ recipients, recipientCount }, texts);
  const line = texts.ui('group.line', { count, total, title: view.title });
  const lines = named === '' ? [line] : [line, named];
  return `${lines.map((line) => hanging(line, 2, style)).join('\n')}\n\n`;
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
  const { headline, lines, more, ordinary } = overviewOf(answers, texts);
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
  for (const answer of told.slice(0, whole)) {
    const recipient =
      told.length + total > 2 && answer.count === 1 ? answer.verdict.reply.recipient : undefined;
    const text = renderVerdict(answer.view, recipient, texts, { style, isVerbose: options.isVerbose });
    await write(`${isFirst ? '\n' : rule}${headingOf(answer, total, texts, style)}${text}\n`);
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
