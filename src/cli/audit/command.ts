/** `waypost audit`: reads subjects, audits each, says what was found; in the order they were given. */
import { writeFileSync } from 'node:fs';
import type { Audit } from '../../audit/audit-case.ts';
import type { Gathered } from '../../audit/gather-cases.ts';
import type { ReportsReader } from '../../audit/reports/index.ts';
import { formatEvidence, parseEvidence } from '../../audit/saved-evidence.ts';
import { type AuditSubject, parseAuditSubject } from '../../audit/subject.ts';
import { orderedMap } from '../../base/ordered-map.ts';
import { ok, type Problem, type Result } from '../../base/result.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { type CliIo, EXIT, UsageError, writeTo } from '../io.ts';
import { languageOf } from '../language.ts';
import { progressOn } from '../progress.ts';
import { assertWritable, readRegularFile } from '../regular-file.ts';
import { readRemoteServer } from '../remote/remote-server.ts';
import { sayProblem } from '../say-problem.ts';
import { printable } from '../wrap.ts';
import { isFailing } from './fail-on.ts';
import { judgeReports } from './judge-reports.ts';
import { type AuditOptions, type RawAuditOptions, readAuditOptions } from './options.ts';
import { writePlanFiles } from './plan-files.ts';
import { type GivenSubject, subjectsOfFile } from './subject-file.ts';
import { answerWriter, writtenAudit } from './write-audits.ts';

/** What the composition root builds for one run. */
export interface AuditTools {
  readonly audit: (subject: AuditSubject) => Promise<Audit>;
  readonly judge: (gathered: Gathered) => Audit;
  /** The reports of --reports. */
  readonly reports?: ReportsReader;
  /** Why nothing that is asked can be believed. */
  readonly distrust?: Problem;
  /** What the user should know before the answers. */
  readonly warnings: readonly Problem[];
  readonly close: () => void;
}

export interface AuditHost {
  readonly languages: readonly string[];
  readonly textsIn: (language: string) => Catalogue;
  /** `isBulk`: many subjects from a file; `isOffline`: nothing will be asked. */
  readonly open: (options: AuditOptions, isBulk: boolean, isOffline?: boolean) => Promise<AuditTools>;
}

/** Subjects audited at once. */
const CONCURRENCY = 8;
const BULK_CONCURRENCY = 48;
/** Audits whose evidence is kept in memory to be saved. */
const MAX_SAVED = 1000;
const MAX_EVIDENCE_BYTES = 512 * 1024 * 1024;

function commandLineSubjects(
  names: readonly string[],
  options: AuditOptions,
): Result<readonly GivenSubject[]> {
  const given: GivenSubject[] = [];
  for (const name of names) {
    const subject = parseAuditSubject(name, options.allowPrivate);
    if (!subject.ok) return subject;
    given.push({ subject: subject.value, readBytes: 0 });
  }
  return ok(given);
}

async function* streamOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

type Opened = AuditTools & { readonly texts: Catalogue };

/** What is known after the run. */
interface Tally {
  audits: number;
  isFailing: boolean;
  hasProblems: boolean;
}

/** Nothing at all could be found out. */
function isBlind({ findings }: Audit): boolean {
  return !findings.some(({ outcome }) => outcome === 'pass' || outcome === 'fail');
}

async function runAudits(
  subjects: AsyncIterable<GivenSubject>,
  options: AuditOptions,
  tools: Opened,
  io: CliIo,
  many: boolean,
): Promise<Tally> {
  const tally: Tally = { audits: 0, isFailing: false, hasProblems: false };
  const saved: Audit[] = [];
  const writer = answerWriter(options, tools.texts, io, many);
  const progress = progressOn(io.stderr, io.nowMs, options.wantsProgress && options.file !== undefined);
  const answers = orderedMap(
    subjects,
    options.file === undefined ? CONCURRENCY : BULK_CONCURRENCY,
    async (given) => ({
      given,
      audit: given.subject === undefined ? undefined : await tools.audit(given.subject),
    }),
  );
  for await (const { given, audit } of answers) {
    progress.update(given.readBytes, given.totalBytes, tally.audits);
    if (audit === undefined) {
      tally.hasProblems = true;
      const said = given.problem === undefined ? '' : sayProblem(given.problem, tools.texts);
      const where = given.where === undefined ? '' : `${printable(given.where)}: `;
      await writeTo(io.stderr, `waypost audit: ${where}${said}\n`);
      continue;
    }
    tally.audits += 1;
    tally.hasProblems ||= isBlind(audit);
    tally.isFailing ||= isFailing(audit, options);
    if (options.saveEvidence !== undefined && saved.length < MAX_SAVED) saved.push(audit);
    await writer.add(writtenAudit(audit, tools.texts));
    if (options.planFolder !== undefined) {
      for (const { path, state } of writePlanFiles(audit, options.planFolder))
        await writeTo(
          io.stderr,
          `waypost audit: ${printable(tools.texts.ui(`planFile.${state}`, { path }))}\n`,
        );
    }
  }
  progress.end();
  await writer.end();
  if (options.saveEvidence !== undefined)
    writeFileSync(options.saveEvidence, formatEvidence(saved), { mode: 0o600 });
  return tally;
}

function exitCode({ audits, isFailing, hasProblems }: Tally): number {
  if (isFailing) return EXIT.found;
  return audits === 0 || hasProblems ? EXIT.nothing : EXIT.explained;
}

function readSaved(path: string): readonly Gathered[] {
  const text = Buffer.from(readRegularFile('--evidence', path, MAX_EVIDENCE_BYTES)).toString();
  const saved = parseEvidence(text);
  if (!saved.ok) {
    const message = `--evidence ${path}: ${saved.problem.message}.`;
    throw new UsageError({ code: saved.problem.code, message, data: { path } });
  }
  return saved.value;
}

/** Evidence that was edited may lack what a check reads: the file is at fault, not the program. */
function judgeAll(saved: readonly Gathered[], path: string, tools: AuditTools): readonly Audit[] {
  try {
    return saved.map(tools.judge);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `--evidence ${path} does not hold what an audit gathers (${why}).`;
    throw new UsageError({ code: 'odd-evidence', message, data: { path, detail: why } }, { cause: error });
  }
}

async function judgeSaved(path: string, options: AuditOptions, tools: Opened, io: CliIo): Promise<number> {
  const saved = readSaved(path);
  const writer = answerWriter(options, tools.texts, io, saved.length > 1);
  const audits = judgeAll(saved, path, tools);
  for (const audit of audits) await writer.add(writtenAudit(audit, tools.texts));
  await writer.end();
  return audits.some((audit) => isFailing(audit, options)) ? EXIT.found : EXIT.explained;
}

const misuses = {
  'nothing-given':
    'Name what to audit: a domain, an IP address or a mail host, or --file with one a line (see waypost audit --help).',
  'two-sources': 'Names, --file and --evidence exclude each other.',
  'reports-saved':
    '--reports belongs to an audit: what --save-evidence wrote holds its reports, so leave it out beside --evidence.',
  'plan-needs-zone':
    '--plan lays records over the zone as it is and so cannot be made from --evidence; audit the name itself.',
  'plan-needs-name': '--plan needs the name of a domain beside --reports.',
} as const;

/** What the options ask for together cannot be. */
function misuseOf(
  names: readonly string[],
  { file, evidenceFile, reportsFolder, planForm }: AuditOptions,
): Problem | undefined {
  const sources = [names.length > 0, file !== undefined, evidenceFile !== undefined].filter(Boolean).length;
  const misuse = (code: keyof typeof misuses): Problem => ({ code, message: misuses[code] });
  if (sources === 0 && reportsFolder === undefined) return misuse('nothing-given');
  if (sources > 1) return misuse('two-sources');
  if (evidenceFile !== undefined && reportsFolder !== undefined) return misuse('reports-saved');
  if (sources === 0 && planForm !== undefined) return misuse('plan-needs-name');
  return evidenceFile !== undefined && planForm !== undefined ? misuse('plan-needs-zone') : undefined;
}

/** Runs the command; answers the exit code. What is wrong with the command line is told in the language asked for. */
export async function runAudit(
  names: readonly string[],
  raw: RawAuditOptions,
  io: CliIo,
  host: AuditHost,
): Promise<number> {
  const { LC_ALL, LC_MESSAGES, LANG } = io.environment;
  const environmentLanguage = LC_ALL || LC_MESSAGES || LANG;
  const texts = host.textsIn(languageOf(raw, host.languages, environmentLanguage));
  const wrong = async (problem: Problem): Promise<number> => {
    await writeTo(io.stderr, `waypost audit: ${sayProblem(problem, texts)}\n`);
    return EXIT.usage;
  };
  const options = readAuditOptions(raw, host.languages, environmentLanguage);
  if (!options.ok) return wrong(options.problem);
  const misuse = misuseOf(names, options.value);
  if (misuse !== undefined) return wrong(misuse);
  const given = commandLineSubjects(names, options.value);
  if (!given.ok) return wrong(given.problem);
  try {
    const server = readRemoteServer(raw, io.environment);
    if (!server.ok) return wrong(server.problem);
    if (server.value !== undefined) {
      const { auditRemotely } = await import('./remote.ts');
      return await auditRemotely(given.value, raw, options.value, server.value, texts, io);
    }
    return await runWith(given.value, options.value, texts, io, host);
  } catch (error) {
    if (error instanceof UsageError && error.problem !== undefined) return wrong(error.problem);
    throw error;
  }
}

async function runWith(
  given: readonly GivenSubject[],
  options: AuditOptions,
  texts: Catalogue,
  io: CliIo,
  host: AuditHost,
): Promise<number> {
  const { file, evidenceFile, saveEvidence } = options;
  const isOnlyReports = given.length === 0 && file === undefined && evidenceFile === undefined;
  if (saveEvidence !== undefined) assertWritable('--save-evidence', saveEvidence);
  const isOffline = isOnlyReports || evidenceFile !== undefined;
  const opened = await host.open(options, file !== undefined, isOffline);
  const tools = { ...opened, texts };
  const tell = (problem: Problem): Promise<void> =>
    writeTo(io.stderr, `waypost audit: ${sayProblem(problem, texts)}\n`);
  try {
    for (const warning of tools.warnings) await tell(warning);
    if (evidenceFile !== undefined) return await judgeSaved(evidenceFile, options, tools, io);
    const { reports } = tools;
    const unread = await reports?.problem();
    if (unread !== undefined) {
      await tell({ ...unread, code: `reports-${unread.code}`, message: `--reports: ${unread.message}` });
      return EXIT.nothing;
    }
    if (reports !== undefined && isOnlyReports) return await judgeReports({ ...tools, reports }, options, io);
    if (tools.distrust !== undefined) {
      await tell({ ...tools.distrust, message: `nothing was asked: ${tools.distrust.message}.` });
      return EXIT.nothing;
    }
    const subjects =
      file === undefined ? streamOf(given) : subjectsOfFile(file, io.stdin, options.allowPrivate);
    const isMany = file !== undefined || given.length > 1;
    return exitCode(await runAudits(subjects, options, tools, io, isMany));
  } finally {
    tools.close();
  }
}
