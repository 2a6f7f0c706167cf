/** `waypost explain`: reads what was given, groups it by cause, looks into each group's example, says it. */
import type { ExplainServices } from '../../explain/explain.ts';
import {
  type Explained,
  endReading,
  explainGroups,
  nothingRead,
  type ReadRefusals,
  readRefusals,
  withoutAsking,
} from '../../explain/explain-many.ts';
import type { RefusalGroups } from '../../explain/group.ts';
import { explainDocument } from '../../explain/say/document.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { type CliIo, EXIT, UsageError, writeTo } from '../io.ts';
import { progressOn } from '../progress.ts';
import { type RemoteServer, readRemoteServer } from '../remote/remote-server.ts';
import { printable } from '../wrap.ts';
import { runBatch } from './batch.ts';
import { readInputs } from './inputs.ts';
import { LanguageHint } from './language-hint.ts';
import { type ExplainOptions, type RawOptions, readOptions } from './options.ts';
import { writeAnswers } from './write-answers.ts';

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

/** Reads everything that was given. */
async function readAll(
  sources: readonly string[],
  options: ExplainOptions,
  words: ExplainServices,
  hint: LanguageHint,
  io: CliIo,
): Promise<ReadRefusals> {
  const read = nothingRead();
  const progress = progressOn(io.stderr, io.nowMs, options.wantsProgress);
  for await (const input of readInputs(sources, io)) {
    progress.update(input.readBytes, input.totalBytes, read.groups.total);
    readRefusals(input, read, words, options.given);
    if (input.arrival.ok) hint.see(input.arrival.value);
  }
  for (const _ of endReading(read, words, options.given));
  progress.end();
  return read;
}

/** All groups in order; the overview that stands first needs every answer. */
async function explainAllGroups(
  groups: RefusalGroups,
  tools: ExplainTools,
  options: ExplainOptions,
  io: CliIo,
): Promise<readonly Explained[]> {
  const progress = progressOn(io.stderr, io.nowMs, options.wantsProgress);
  const answers: Explained[] = [];
  const total = groups.list().length;
  for await (const answer of explainGroups(groups, tools.services, options)) {
    answers.push(answer);
    progress.update(answers.length, total, answers.length);
  }
  progress.end();
  return answers;
}

async function explainAll(
  sources: readonly string[],
  options: ExplainOptions,
  tools: ExplainTools,
  io: CliIo,
  offeredTo: readonly string[] | undefined,
): Promise<number> {
  const { services, texts } = tools;
  const hint = new LanguageHint();
  const { groups, problems } = await readAll(sources, options, withoutAsking(services), hint, io);
  for (const problem of problems.lines(texts)) await writeTo(io.stderr, `waypost: ${printable(problem)}\n`);
  if (groups.total === 0) return EXIT.nothing;
  const answers = await explainAllGroups(groups, tools, options, io);
  const { providers } = services;
  const document = explainDocument(answers, groups.total, texts, providers);
  await writeAnswers(document, options, { texts, providers }, io);
  const offered = offeredTo === undefined ? undefined : hint.offer(offeredTo, options.language);
  if (offered !== undefined) await writeTo(io.stderr, `${texts.ui(`hint.language.${offered}`)}\n`);
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
  let server: RemoteServer | undefined;
  try {
    const found = readRemoteServer(raw, io.environment);
    if (!found.ok) throw new UsageError(found.problem);
    server = found.value;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await writeTo(io.stderr, `waypost explain: ${printable(error.message)}\n`);
    return EXIT.usage;
  }
  const tools = await host.open(server === undefined ? options.value : { ...options.value, isOffline: true });
  try {
    if (sources.length === 0 && io.stdin.isTTY === true)
      await writeTo(io.stderr, `${tools.texts.ui('paste')}\n`);
    if (server !== undefined) {
      const { explainRemotely } = await import('./remote.ts');
      const saying = { texts: tools.texts, providers: tools.services.providers };
      return await explainRemotely(sources, raw, options.value, server, saying, io);
    }
    // Who chose a language wants no other, and a program that reads the answer none at all.
    const offered = raw.lang === undefined && io.stderr.isTTY === true ? host.languages : undefined;
    if (options.value.format !== 'batch') return await explainAll(sources, options.value, tools, io, offered);
    const { createInterface } = await import('node:readline');
    const lines = createInterface({ input: io.stdin, crlfDelay: Number.POSITIVE_INFINITY });
    await runBatch(lines, tools.services, (line) => writeTo(io.stdout, line));
    return EXIT.explained;
  } finally {
    tools.close();
  }
}
