/** `waypost check`: reads messages, checks each, says what receivers would do; --fix writes the mended message. */
import { existsSync } from 'node:fs';
import type { Problem } from '../../base/result.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { reaches } from '../../preflight/check-message.ts';
import { type CheckTools, type MailInput, type Report, reportOf } from '../../preflight/check-report.ts';
import { messageIdsOfRun } from '../../preflight/same-message-id.ts';
import { type CliIo, EXIT, UsageError, writeTo } from '../io.ts';
import { languageOf } from '../language.ts';
import { type RemoteServer, readRemoteServer } from '../remote/remote-server.ts';
import { sayProblem } from '../say-problem.ts';
import { fixOne } from './fix-one.ts';
import { readMails } from './inputs.ts';
import { type CheckOptions, type RawCheckOptions, readCheckOptions, unusedOptions } from './options.ts';
import { reportWriter, writtenReport } from './write-reports.ts';

/** One run of the command. */
export interface OpenCheck extends CheckTools {
  /** What the user should know before the answers. */
  readonly warnings: readonly Problem[];
  readonly close: () => void;
}

export interface CheckHost {
  readonly languages: readonly string[];
  readonly textsIn: (language: string) => Catalogue;
  /** Throws UsageError where an option names what cannot be used. */
  readonly open: (options: CheckOptions) => Promise<OpenCheck>;
  /** Of the samples that HTML files become. */
  readonly nowMs: () => number;
}

/** What is read and told while messages are read. */
interface Reading {
  readonly options: CheckOptions;
  readonly texts: Catalogue;
  readonly io: CliIo;
  /** Something that was given was not checked. */
  hasProblems: boolean;
  isFailing: boolean;
}

/** A run that checks here. */
interface Run extends Reading {
  readonly tools: CheckTools & { readonly texts: Catalogue };
}

const tell = (problem: Problem, texts: Catalogue, io: CliIo): Promise<void> =>
  writeTo(io.stderr, `waypost check: ${sayProblem(problem, texts)}\n`);

/** Runs the command; answers the exit code. What is wrong with the command line is told in the language asked for. */
export async function runCheck(
  sources: readonly string[],
  raw: RawCheckOptions,
  io: CliIo,
  host: CheckHost,
): Promise<number> {
  const { LC_ALL, LC_MESSAGES, LANG } = io.environment;
  const environmentLanguage = LC_ALL || LC_MESSAGES || LANG;
  const texts = host.textsIn(languageOf(raw, host.languages, environmentLanguage));
  try {
    const options = readCheckOptions(raw, host.languages, environmentLanguage);
    if (!options.ok) throw new UsageError(options.problem);
    const { outputFile: path } = options.value;
    if (path !== undefined && existsSync(path)) {
      const message = `${path} is there already and stays; name another file.`;
      throw new UsageError({ code: 'file-stays', message, data: { path } });
    }
    const server = readRemoteServer(raw, io.environment);
    if (!server.ok) throw new UsageError(server.problem);
    for (const problem of unusedOptions(raw)) await tell(problem, texts, io);
    if (server.value !== undefined) {
      const run = { options: options.value, texts, io, hasProblems: false, isFailing: false };
      return await runOverServer(sources, raw, run, server.value, host.nowMs());
    }
    const opened = await host.open(options.value);
    try {
      for (const warning of opened.warnings) await tell(warning, texts, io);
      const run = { options: options.value, tools: { ...opened, texts }, texts, io };
      return await runOver(sources, { ...run, hasProblems: false, isFailing: false }, host.nowMs());
    } finally {
      opened.close();
    }
  } catch (error) {
    if (!(error instanceof UsageError) || error.problem === undefined) throw error;
    await tell(error.problem, texts, io);
    return EXIT.usage;
  }
}

async function runOver(sources: readonly string[], run: Run, nowMs: number): Promise<number> {
  const { options } = run;
  const mails = mailsOf(sources, run, nowMs);
  const count = options.fixes ? await fixAll(mails, run) : await checkAll(mails, run);
  return exitCode(run, count);
}

function exitCode(run: Reading, count: number): number {
  if (run.isFailing) return EXIT.found;
  return count === 0 || run.hasProblems ? EXIT.nothing : EXIT.explained;
}

async function runOverServer(
  sources: readonly string[],
  raw: RawCheckOptions,
  run: Reading,
  server: RemoteServer,
  nowMs: number,
): Promise<number> {
  const { assertSendable, checkRemotely } = await import('./remote.ts');
  assertSendable(raw);
  const mails = mailsOf(sources, run, nowMs);
  const { count, isFailing } = await checkRemotely(mails, raw, run.options, server, run.texts, run.io);
  run.isFailing = isFailing;
  return exitCode(run, count);
}

/** Messages one after another; what is no message is told as it comes. */
async function* mailsOf(sources: readonly string[], run: Reading, nowMs: number): AsyncGenerator<MailInput> {
  const { options, texts, io } = run;
  const stdinName = texts.ui('check.stdin');
  const given = readMails({ sources, stdin: io.stdin, stdinName, compose: options.compose, nowMs });
  for await (const one of given) {
    if (one.kind === 'mail') yield one.mail;
    else {
      run.hasProblems ||= one.kind === 'problem';
      await tell(one.problem, texts, io);
    }
  }
}

async function checkAll(mails: AsyncIterable<MailInput>, run: Run): Promise<number> {
  const { options, tools, io } = run;
  const { failOn } = options;
  const writer = reportWriter(options, tools.texts, io);
  const givenUp = new Set<string>();
  const lookBack = messageIdsOfRun();
  let count = 0;
  for await (const mail of mails) {
    count += 1;
    const report = await reportOf(mail, options, tools, lookBack);
    run.isFailing ||= failOn !== undefined && reaches(report.checked.findings, failOn);
    await writer.add(writtenReport(report, options, tools));
    for (const problem of givenUpIn(report, tools.texts, givenUp)) await tell(problem, tools.texts, io);
  }
  await writer.end();
  return count;
}

/** Filters that are asked no more, each told once. */
function givenUpIn({ engines }: Report, texts: Catalogue, told: Set<string>): readonly Problem[] {
  return engines.flatMap((reading): readonly Problem[] => {
    if (reading.state !== 'failed' || reading.code !== 'gave-up' || told.has(reading.engine)) return [];
    told.add(reading.engine);
    const { engine, server, why } = reading;
    const data = { engine, server, detail: texts.ui(`engines.why.${why}`) };
    const message = `${engine} at ${server} is asked no more in this run: ${data.detail}.`;
    return [{ code: 'engine-gave-up', message, data }];
  });
}

/** One message is mended: all are read before anything is written. */
async function fixAll(mails: AsyncIterable<MailInput>, run: Run): Promise<number> {
  const { options, tools, io } = run;
  const { failOn, outputFile } = options;
  let first: MailInput | undefined;
  for await (const mail of mails) {
    if (first !== undefined) {
      const message = `--fix takes one message; ${mail.name} is another.`;
      throw new UsageError({ code: 'fix-one', message, data: { name: mail.name } });
    }
    first = mail;
  }
  if (first === undefined) return 0;
  const { checked } = await reportOf(first, options, tools);
  run.isFailing = failOn !== undefined && reaches(checked.findings, failOn);
  await fixOne(first, outputFile, tools, io);
  return 1;
}
