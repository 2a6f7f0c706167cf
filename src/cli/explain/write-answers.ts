/** Writes explanations in the form asked for: text, JSON, a page, a letter. */
import { formatPage, type HtmlPart } from '../../explain/say/html.ts';
import { formatLetter } from '../../explain/say/letter.ts';
import { type VerdictView, viewVerdict } from '../../explain/say/view.ts';
import type { Verdict } from '../../explain/verdict.ts';
import { type CliIo, writeTo } from '../io.ts';
import { renderVerdict } from '../render-text.ts';
import { styleFor } from '../style.ts';
import { hang, printable } from '../wrap.ts';
import type { ExplainTools } from './command.ts';
import type { RefusalGroup } from './group.ts';
import type { ExplainOptions } from './options.ts';

/** A group with the verdict on its example. */
export interface Explained extends RefusalGroup {
  readonly verdict: Verdict;
}

/** Name and version of the JSON that `--json` writes; it changes only with a note in the changelog. */
const JSON_SCHEMA = 'waypost/explain/1';

function viewOf(verdict: Verdict, tools: ExplainTools): VerdictView {
  const { provider } = verdict.classification;
  return viewVerdict(
    verdict,
    tools.texts,
    provider === undefined ? undefined : tools.services.providers.get(provider),
  );
}

function jsonOf(answer: Explained, tools: ExplainTools): object {
  const { arrival, source } = answer.example;
  const view = viewOf(answer.verdict, tools);
  const { data: _, ...words } = view;
  return {
    source,
    input: arrival.input,
    kind: arrival.kind,
    format: arrival.format,
    count: answer.count,
    recipients: answer.recipients,
    verdict: answer.verdict,
    words,
  };
}

async function writeJson(
  answers: AsyncIterable<Explained>,
  total: number,
  tools: ExplainTools,
  io: CliIo,
): Promise<void> {
  const explanations: object[] = [];
  for await (const answer of answers) explanations.push(jsonOf(answer, tools));
  await writeTo(io.stdout, `${JSON.stringify({ schema: JSON_SCHEMA, total, explanations }, null, 2)}\n`);
}

function heading(
  answer: Explained,
  total: number,
  view: VerdictView,
  tools: ExplainTools,
  width: number,
): string {
  if (answer.count === 1) return '';
  const { texts } = tools;
  const rest = answer.count - answer.recipients.length;
  const more = rest > 0 ? `, ${texts.ui('group.more', { count: rest })}` : '';
  const named =
    answer.recipients.length === 0
      ? []
      : [texts.ui('group.recipients', { recipients: answer.recipients.join(', ') }) + more];
  const lines = [texts.ui('group.line', { count: answer.count, total, title: view.title }), ...named];
  return `${lines.map((line) => hang('  ', line, 2, width)).join('\n')}\n\n`;
}

async function writeText(
  answers: AsyncIterable<Explained>,
  total: number,
  options: ExplainOptions,
  tools: ExplainTools,
  io: CliIo,
): Promise<void> {
  const style = styleFor(io.stdout, io.environment, options.wantsColour);
  let isFirst = true;
  for await (const answer of answers) {
    const view = viewOf(answer.verdict, tools);
    const rule = isFirst ? '\n' : `\n  ${'-'.repeat(Math.min(40, style.width - 4))}\n\n`;
    const recipient = total > 1 && answer.count === 1 ? answer.verdict.reply.recipient : undefined;
    const text = renderVerdict(view, recipient, tools.texts, { style, isVerbose: options.isVerbose });
    await writeTo(io.stdout, `${rule}${heading(answer, total, view, tools, style.width)}${text}\n`);
    isFirst = false;
  }
  if (options.isOffline) await writeTo(io.stdout, `\n  ${style.dim(tools.texts.ui('offline'))}\n`);
  await writeTo(io.stdout, '\n');
}

async function writePage(answers: AsyncIterable<Explained>, tools: ExplainTools, io: CliIo): Promise<void> {
  const parts: HtmlPart[] = [];
  for await (const answer of answers)
    parts.push({ view: viewOf(answer.verdict, tools), recipient: answer.verdict.reply.recipient });
  await writeTo(io.stdout, formatPage(parts, tools.texts));
}

async function writeLetters(
  answers: AsyncIterable<Explained>,
  options: ExplainOptions,
  tools: ExplainTools,
  io: CliIo,
): Promise<void> {
  let isFirst = true;
  for await (const answer of answers) {
    const letter = formatLetter(
      answer.verdict,
      viewOf(answer.verdict, tools),
      tools.texts,
      options.showsAddresses,
    );
    await writeTo(io.stdout, `${isFirst ? '' : `\n${'-'.repeat(72)}\n\n`}${printable(letter)}\n`);
    isFirst = false;
  }
}

/** Writes all answers in order. */
export async function writeAnswers(
  answers: AsyncIterable<Explained>,
  total: number,
  options: ExplainOptions,
  tools: ExplainTools,
  io: CliIo,
): Promise<void> {
  if (options.format === 'json') await writeJson(answers, total, tools, io);
  else if (options.format === 'html') await writePage(answers, tools, io);
  else if (options.format === 'letter') await writeLetters(answers, options, tools, io);
  else await writeText(answers, total, options, tools, io);
}
