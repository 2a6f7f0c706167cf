/** `waypost audit --server URL`: names, a mail and reports are sent, and the answers are written as if they had been made here. */
import { readFileSync, statSync } from 'node:fs';
import type { AuditDocument, FoundDocument } from '../../audit/say/document.ts';
import type { AuditView } from '../../audit/say/view.ts';
import type { AuditSubject } from '../../audit/subject.ts';
import { ok, type Result } from '../../base/result.ts';
import type { AskOptions, NamedInput } from '../../desk/types.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { type CliIo, EXIT, UsageError, writeTo } from '../io.ts';
import { listFiles } from '../list-files.ts';
import { pathError, readRegularFile } from '../regular-file.ts';
import { askServer } from '../remote/ask-server.ts';
import { type RemoteServer, refuseUnsent } from '../remote/remote-server.ts';
import { sayServerProblem } from '../remote/say-server-problem.ts';
import { sayProblem } from '../say-problem.ts';
import { printable } from '../wrap.ts';
import { isFailing } from './fail-on.ts';
import type { AuditOptions, RawAuditOptions } from './options.ts';
import { type GivenSubject, subjectsOfFile } from './subject-file.ts';
import { answerWriter, type WrittenAudit } from './write-audits.ts';

/** Names of one request; a server audits no more at once. */
const NAMES_AT_ONCE = 50;
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
const MAX_REPORT_FILES = 999;

/** An entry of a list: what was found and the words; a single audit holds the evidence, too. */
type Entry = FoundDocument & { readonly words: AuditView } & Partial<Pick<AuditDocument, 'evidence'>>;

interface Run {
  readonly options: AuditOptions;
  readonly sent: AskOptions;
  readonly reports: readonly NamedInput[];
  readonly server: RemoteServer;
  readonly texts: Catalogue;
  readonly io: CliIo;
}

/** Answers the exit code. Throws UsageError where something cannot be sent. */
export async function auditRemotely(
  given: readonly GivenSubject[],
  raw: RawAuditOptions,
  options: AuditOptions,
  server: RemoteServer,
  texts: Catalogue,
  io: CliIo,
): Promise<number> {
  refuseUnsent({
    '--resolver': raw.resolver,
    '--list-keys': raw.listKeys,
    '--private': raw.private,
    '--smuggling': raw.smuggling,
    '--rpki-validator': raw.rpkiValidator,
    '--log': raw.log,
    '--evidence': raw.evidence,
    '--save-evidence': raw.saveEvidence,
    '--plan-files': raw.planFiles,
  });
  const { file } = options;
  const reports = options.reportsFolder === undefined ? [] : await readReports(options.reportsFolder);
  const run: Run = { options, sent: sentOptions(options), reports, server, texts, io };
  if (given.length === 0 && file === undefined) return writeAll([{ named: [] }], run, false);
  const subjects = file === undefined ? streamOf(given) : subjectsOfFile(file, io.stdin, false);
  return writeAll(chunksOf(subjects), run, file !== undefined || given.length > 1);
}

/** Some names of one request, and what is to be told of lines that are none. */
interface Chunk {
  readonly named: readonly AuditSubject[];
  readonly wrong?: readonly GivenSubject[];
}

async function* streamOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function* chunksOf(subjects: AsyncIterable<GivenSubject>): AsyncGenerator<Chunk> {
  let named: AuditSubject[] = [];
  let wrong: GivenSubject[] = [];
  for await (const given of subjects) {
    if (given.subject === undefined) wrong.push(given);
    else named.push(given.subject);
    if (named.length < NAMES_AT_ONCE) continue;
    yield { named, wrong };
    named = [];
    wrong = [];
  }
  if (named.length > 0 || wrong.length > 0) yield { named, wrong };
}

/** What is known after the run. */
interface Tally {
  audits: number;
  isFailing: boolean;
  hasProblems: boolean;
}

/** `isMany`: several names; of reports alone the answer tells how many domains there are. */
async function writeAll(
  chunks: Iterable<Chunk> | AsyncIterable<Chunk>,
  run: Run,
  isMany: boolean,
): Promise<number> {
  const { options, texts, io } = run;
  const tally: Tally = { audits: 0, isFailing: false, hasProblems: false };
  const tell = (text: string): Promise<void> => writeTo(io.stderr, `waypost audit: ${printable(text)}\n`);
  let writer: ReturnType<typeof answerWriter> | undefined;
  for await (const { named, wrong = [] } of chunks) {
    for (const { where, problem } of wrong) {
      tally.hasProblems = true;
      const said = problem === undefined ? '' : sayProblem(problem, texts);
      await tell(`${where === undefined ? '' : `${where}: `}${said}`);
    }
    const isOfReports = named.length === 0 && run.reports.length > 0;
    if (named.length === 0 && !isOfReports) continue;
    const entries = await send(named, run);
    if (!entries.ok) {
      await tell(sayServerProblem(entries.problem, texts));
      return EXIT.nothing;
    }
    if (isOfReports) await tell(reportsLine(entries.value, texts));
    writer ??= answerWriter(options, texts, io, isMany || (isOfReports && entries.value.length > 1));
    for (const entry of entries.value) {
      tally.audits += 1;
      tally.isFailing ||= isFailing(entry, options);
      tally.hasProblems ||= !isOfReports && isBlind(entry);
      await writer.add(writtenEntry(entry));
    }
  }
  await (writer ?? answerWriter(options, texts, io, isMany)).end();
  if (tally.isFailing) return EXIT.found;
  return tally.audits === 0 || tally.hasProblems ? EXIT.nothing : EXIT.explained;
}

/** Domains named in the line that opens. */
const MAX_NAMED = 20;

function reportsLine(entries: readonly Entry[], texts: Catalogue): string {
  const names = entries.slice(0, MAX_NAMED).map(({ subject }) => subject.name);
  const more = entries.length > names.length ? ', …' : '';
  return texts.ui('reports.domains', { count: entries.length, names: `${names.join(', ')}${more}` });
}

/** Nothing at all could be found out. */
const isBlind = ({ findings }: Entry): boolean =>
  !findings.some(({ outcome }) => outcome === 'pass' || outcome === 'fail');

function writtenEntry(entry: Entry): WrittenAudit {
  const { evidence = [], words, ...found } = entry;
  return { found: () => found, whole: () => ({ ...found, evidence, words }), words: () => words };
}

async function send(named: readonly AuditSubject[], run: Run): Promise<Result<readonly Entry[]>> {
  const names = Buffer.from(named.map(spelled).join('\n'));
  const given =
    run.reports.length === 0
      ? { input: names }
      : { files: [...(named.length === 0 ? [] : [{ name: 'names', input: names }]), ...run.reports] };
  const answer = await askServer(run.server, { kind: 'audit', ...given, options: run.sent });
  if (!answer.ok) return answer;
  const { audits } = answer.value.document;
  return ok((Array.isArray(audits) ? audits : [answer.value.document]) as unknown as readonly Entry[]);
}

/** So that the server takes it for the same: an address means its domain, whatever DNS says of the name. */
const spelled = ({ kind, name }: AuditSubject): string => (kind === 'domain' ? `postmaster@${name}` : name);

function sentOptions(options: AuditOptions): AskOptions {
  const { sendingIps, selectors, helo, wantsConnect, wantsLists, messagesPerDay, messageFile } = options;
  return {
    language: options.language,
    ...(sendingIps.length > 0 && { sendingIps }),
    ...(selectors.length > 0 && { selectors }),
    ...(helo !== undefined && { helo }),
    ...(wantsConnect !== undefined && { connect: wantsConnect }),
    ...(wantsLists !== undefined && { lists: wantsLists }),
    ...(messagesPerDay !== undefined && { messagesPerDay }),
    ...(options.planForm !== undefined && { plan: true }),
    ...(options.flattensSpf && { flattenSpf: true }),
    ...(options.file !== undefined && { bulk: true }),
    ...(messageFile !== undefined && {
      message: Buffer.from(readRegularFile('--message', messageFile, MAX_MESSAGE_BYTES)).toString('base64'),
    }),
  };
}

/** The files of --reports; the server tells what is none. */
async function readReports(path: string): Promise<readonly NamedInput[]> {
  try {
    const files = statSync(path).isDirectory() ? await listFiles(path, MAX_REPORT_FILES + 1) : [path];
    if (files.length > MAX_REPORT_FILES)
      throw new UsageError({
        code: 'too-much-given',
        message: `--reports ${path} holds too much to send to a server: at most ${MAX_REPORT_FILES} files. Run it here.`,
        data: { files: MAX_REPORT_FILES, mebibytes: 64 },
      });
    return files
      .filter((file) => statSync(file).isFile())
      .map((file) => ({ name: file, input: readFileSync(file) }));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw pathError('unreadable-path', '--reports', path, error);
  }
}
