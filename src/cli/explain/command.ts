/** `waypost explain`: reads what was given, groups it by cause, looks into each group's example, says it. */
import { createInterface } from 'node:readline';
import type { Arrival, Refusal } from '../../explain/arrival.ts';
import { type ExplainServices, explainRefusal, refusalsOf } from '../../explain/explain.ts';
import type { Verdict } from '../../explain/verdict.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { noReplyReason } from '../../wire/smtp/index.ts';
import { type CliIo, EXIT, writeTo } from '../io.ts';
import { orderedMap } from '../ordered-map.ts';
import { progressOn } from '../progress.ts';
import { printable } from '../wrap.ts';
import { runBatch } from './batch.ts';
import { type RefusalGroup, RefusalGroups } from './group.ts';
import { readInputs } from './inputs.ts';
import { type ExplainOptions, type RawOptions, readOptions } from './options.ts';
import { SourceProblems } from './problems.ts';
import { type Explained, writeAnswers } from './write-answers.ts';

/** What the composition root builds for one run. */
export interface ExplainTools {
  readonly services: ExplainServices;
  readonly texts: Catalogue;
  readonly close: () => void;
}

export interface ExplainHost {
  readonly languages: readonly string[];
  readonly open: (options: ExplainOptions) => Promise<ExplainTools>;
}

/** Groups looked into at once. */
const CONCURRENCY = 8;
/** Groups that are looked into with live evidence; the rest rests on the words and says so. */
const MAX_LOOKED_INTO = 50;
interface Gathered {
  readonly groups: RefusalGroups;
  readonly problems: SourceProblems;
}

/** Text, or a message that breaks off, in which no code and no known words stand: nothing to explain. */
function isSilent(arrival: Arrival, verdict: Verdict): boolean {
  const { replyCode, enhancedStatus } = verdict.reply;
  return (
    (arrival.kind === 'unknown' || arrival.isCut === true) &&
    replyCode === undefined &&
    enhancedStatus === undefined &&
    verdict.category === 'unknown'
  );
}

/** Why there is nothing to explain, by what the text is. */
const silenceOf = (arrival: Arrival, { reply }: Verdict): string =>
  arrival.isCut === true ? 'cut' : (noReplyReason(reply.text) ?? 'no-reply-in-text');

async function gather(
  sources: readonly string[],
  options: ExplainOptions,
  words: ExplainServices,
  io: CliIo,
): Promise<Gathered> {
  const groups = new RefusalGroups();
  const problems = new SourceProblems();
  const progress = progressOn(io.stderr, io.nowMs, options.wantsProgress);
  for await (const { source, arrival: read, readBytes, totalBytes } of readInputs(sources, io.stdin)) {
    progress.update(readBytes, totalBytes, groups.total);
    if (!read.ok) {
      problems.add(source, read.problem);
      continue;
    }
    const arrival = read.value;
    for (const refusal of refusalsOf(arrival)) {
      const verdict = await explainRefusal(arrival, refusal, words, options.given);
      if (isSilent(arrival, verdict)) problems.add(source, { code: silenceOf(arrival, verdict) });
      else {
        problems.explained(source);
        groups.add({ arrival, refusal, source: source.name }, verdict);
      }
    }
  }
  progress.end();
  return { groups, problems };
}

/** The refused message given apart stands in for what the bounce returned. */
function withMessage(arrival: Arrival, message: Uint8Array | undefined): Arrival {
  return message === undefined
    ? arrival
    : { ...arrival, returned: { bytes: message, isWhole: true, isOriginal: true } };
}

async function explainGroup(
  group: RefusalGroup,
  place: number,
  tools: ExplainTools,
  options: ExplainOptions,
): Promise<Explained> {
  const { arrival, refusal } = group.example;
  const { gather: ask, ...words } = tools.services;
  const services: ExplainServices = place < MAX_LOOKED_INTO && ask !== undefined ? tools.services : words;
  const verdict = await explainRefusal(
    withMessage(arrival, options.message),
    refusal as Refusal,
    services,
    options.given,
  );
  return { ...group, verdict };
}

async function* indexed<T>(items: readonly T[]): AsyncGenerator<readonly [T, number]> {
  yield* items.map((item, i) => [item, i] as const);
}

/** All groups in order; the overview that stands first needs every answer. */
async function explainGroups(
  groups: readonly RefusalGroup[],
  tools: ExplainTools,
  options: ExplainOptions,
  io: CliIo,
): Promise<readonly Explained[]> {
  const progress = progressOn(io.stderr, io.nowMs, options.wantsProgress);
  const answers: Explained[] = [];
  const explained = orderedMap(indexed(groups), CONCURRENCY, ([group, place]) =>
    explainGroup(group, place, tools, options),
  );
  for await (const answer of explained) {
    answers.push(answer);
    progress.update(answers.length, groups.length, answers.length);
  }
  progress.end();
  return answers;
}

async function explainAll(
  sources: readonly string[],
  options: ExplainOptions,
  tools: ExplainTools,
  io: CliIo,
): Promise<number> {
  const { gather: _, ...words } = tools.services;
  const { groups, problems } = await gather(sources, options, words, io);
  for (const problem of problems.lines(tools.texts))
    await writeTo(io.stderr, `waypost: ${printable(problem)}\n`);
  if (groups.total === 0) return EXIT.nothing;
  await writeAnswers(
    await explainGroups(groups.list(), tools, options, io),
    groups.total,
    options,
    tools,
    io,
  );
  return EXIT.explained;
}

/** Options that say something about one refusal, or about the form of the answer. */
function hasMoreThanBatch(raw: RawOptions): boolean {
  const { json, report, from, senderIp, helo, recipient, message } = raw;
  return (
    [json, report, from, senderIp, helo, recipient, message].some((value) => value !== undefined) ||
    raw.format === 'html'
  );
}

/** Runs the command; answers the exit code. */
export async function runExplain(
  sources: readonly string[],
  raw: RawOptions,
  io: CliIo,
  host: ExplainHost,
): Promise<number> {
  const { LC_ALL, LC_MESSAGES, LANG } = io.environment;
  const options = readOptions(raw, host.languages, LC_ALL || LC_MESSAGES || LANG);
  if (!options.ok) {
    await writeTo(io.stderr, `waypost explain: ${options.problem.message}\n`);
    return EXIT.usage;
  }
  if (options.value.format === 'batch' && (sources.length > 0 || hasMoreThanBatch(raw))) {
    await writeTo(
      io.stderr,
      'waypost explain --batch reads requests from standard input and takes no input and no other option than --offline, --connect and --resolver.\n',
    );
    return EXIT.usage;
  }
  const tools = await host.open(options.value);
  try {
    if (sources.length === 0 && io.stdin.isTTY === true)
      await writeTo(io.stderr, `${tools.texts.ui('paste')}\n`);
    if (options.value.format !== 'batch') return await explainAll(sources, options.value, tools, io);
    const lines = createInterface({ input: io.stdin, crlfDelay: Number.POSITIVE_INFINITY });
    await runBatch(lines, tools.services, (line) => writeTo(io.stdout, line));
    return EXIT.explained;
  } finally {
    tools.close();
  }
}
