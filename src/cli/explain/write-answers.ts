/** Writes explanations in the form asked for: text, JSON, a page, a letter. */
import { formatPage } from '../../explain/say/html.ts';
import { formatLetter } from '../../explain/say/letter.ts';
import { type VerdictView, viewVerdict } from '../../explain/say/view.ts';
import type { Verdict } from '../../explain/verdict.ts';
import { type CliIo, writeTo } from '../io.ts';
import { printable } from '../wrap.ts';
import type { ExplainTools } from './command.ts';
import type { RefusalGroup } from './group.ts';
import type { ExplainOptions } from './options.ts';
import { writeText } from './write-text.ts';

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
  answers: readonly Explained[],
  total: number,
  tools: ExplainTools,
  io: CliIo,
): Promise<void> {
  const explanations = answers.map((answer) => jsonOf(answer, tools));
  await writeTo(io.stdout, `${JSON.stringify({ schema: JSON_SCHEMA, total, explanations }, null, 2)}\n`);
}

async function writePage(answers: readonly Explained[], tools: ExplainTools, io: CliIo): Promise<void> {
  const parts = answers.map((answer) => ({
    ...answer,
    view: viewOf(answer.verdict, tools),
    recipient: answer.verdict.reply.recipient,
  }));
  await writeTo(io.stdout, formatPage(parts, tools.texts));
}

async function writeLetters(
  answers: readonly Explained[],
  options: ExplainOptions,
  tools: ExplainTools,
  io: CliIo,
): Promise<void> {
  let isFirst = true;
  for (const answer of answers) {
    const letter =
      answer.verdict.turnedAway !== undefined
        ? tools.texts.ui('own.letter')
        : formatLetter(answer.verdict, viewOf(answer.verdict, tools), tools.texts, options.showsAddresses);
    await writeTo(io.stdout, `${isFirst ? '' : `\n${'-'.repeat(72)}\n\n`}${printable(letter)}\n`);
    isFirst = false;
  }
}

/** Writes all answers in order. */
export async function writeAnswers(
  answers: readonly Explained[],
  total: number,
  options: ExplainOptions,
  tools: ExplainTools,
  io: CliIo,
): Promise<void> {
  if (options.format === 'json') await writeJson(answers, total, tools, io);
  else if (options.format === 'html') await writePage(answers, tools, io);
  else if (options.format === 'letter') await writeLetters(answers, options, tools, io);
  else {
    const views = answers.map((answer) => ({ ...answer, view: viewOf(answer.verdict, tools) }));
    await writeText(views, options, tools.texts, io);
  }
}
