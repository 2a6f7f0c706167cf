/** `waypost audit`: reads subjects, audits each, says what was found; in the order they were given. */
import { writeFileSync } from 'node:fs';
import type { Audit } from '../../audit/audit-case.ts';
import type { Gathered } from '../../audit/gather-cases.ts';
import type { ReportsReader } from '../../audit/reports/index.ts';
import { formatEvidence, parseEvidence } from '../../audit/saved-evidence.ts';
import { type AuditSubject, parseAuditSubject } from '../../audit/subject.ts';
import type { Problem } from '../../base/result.ts';
import type { Catalogue } from '../../findings/catalogue.ts';
import { type CliIo, EXIT, UsageError, writeTo } from '../io.ts';
import { orderedMap } from '../ordered-map.ts';
import { progressOn } from '../progress.ts';
import { assertWritable, readRegularFile } from '../regular-file.ts';
import { printable } from '../wrap.ts';
import { isFailing } from './fail-on.ts';
import { judgeReports } from './judge-reports.ts';
import { type AuditOptions, type RawAuditOptions, readAuditOptions } from './options.ts';
import { writePlanFiles } from './plan-files.ts';
import { type GivenSubject, subjectsOfFile } from './subject-file.ts';
import { answerWriter } from './write-audits.ts';

/** What the composition root builds for one run. */
export interface AuditTools {
  readonly texts: Catalogue;
  readonly audit: (subject: AuditSubject) => Promise<Audit>;
  readonly judge: (gathered: Gathered) => Audit;
  /** The reports of --reports. */
  readonly reports?: ReportsReader;
  /** Why nothing that is asked can be believed. */
  readonly distrust?: Problem;
  /** What the user should know before the answers. */
  readonly warnings: readonly string[];
  readonly close: () => void;
}

export interface AuditHost {
  readonly languages: readonly string[];
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
): readonly GivenSubject[] | string {
  const given: GivenSubject[] = [];
  for (const name of names) {
    const subject = parseAuditSubject(name, options.allowPrivate);
    if (!subject.ok) return subject.problem.message;
    given.push({ subject: subject.value, readBytes: 0 });
  }
  return given;
}

async function* streamOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

const FILE_STATES = {
  wrote: ': written',
  same: ': there already, the same',
  kept: ': kept as it is, though the plan has another text; remove it to have it written',
} as const;

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
  tools: AuditTools,
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
      await writeTo(io.stderr, `waypost audit: ${printable(given.problem ?? '')}\n`);
      continue;
    }
    tally.audits += 1;
    tally.hasProblems ||= isBlind(audit);
    tally.isFailing ||= isFailing(audit, options);
    if (options.saveEvidence !== undefined && saved.length < MAX_SAVED) saved.push(audit);
    await writer.add(audit);
    if (options.planFolder !== undefined) {
      for (const { path, state } of writePlanFiles(audit, options.planFolder))
        await writeTo(io.stderr, `waypost audit: ${printable(path)}${FILE_STATES[state]}\n`);
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
  if (!saved.ok) throw new UsageError(`--evidence ${path}: ${saved.problem.message}.`);
  return saved.value;
}

/** Evidence that was edited may lack what a check reads: the file is at fault, not the program. */
function judgeAll(saved: readonly Gathered[], path: string, tools: AuditTools): readonly Audit[] {
  try {
    return saved.map(tools.judge);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--evidence ${path} does not hold what an audit gathers (${why}).`, {
      cause: error,
    });
  }
}

async function judgeSaved(
  path: string,
  options: AuditOptions,
  tools: AuditTools,
  io: CliIo,
): Promise<number> {
  const saved = readSaved(path);
  const writer = answerWriter(options, tools.texts, io, saved.length > 1);
  const audits = judgeAll(saved, path, tools);
  for (const audit of audits) await writer.add(audit);
  await writer.end();
  return audits.some((audit) => isFailing(audit, options)) ? EXIT.found : EXIT.explained;
}

const NOTHING_GIVEN =
  'Name what to audit: a domain, an IP address or a mail host, or --file with one a line (see waypost audit --help).';

const REPORTS_SAVED =
  '--reports belongs to an audit: what --save-evidence wrote holds its reports, so leave it out beside --evidence.';
const PLAN_NEEDS_ZONE =
  '--plan lays records over the zone as it is and so cannot be made from --evidence; audit the name itself.';
const PLAN_NEEDS_NAME = '--plan needs the name of a domain beside --reports.';

/** Runs the command; answers the exit code. */
export async function runAudit(
  names: readonly string[],
  raw: RawAuditOptions,
  io: CliIo,
  host: AuditHost,
): Promise<number> {
  const { LC_ALL, LC_MESSAGES, LANG } = io.environment;
  const options = readAuditOptions(raw, host.languages, LC_ALL || LC_MESSAGES || LANG);
  const wrong = async (message: string): Promise<number> => {
    await writeTo(io.stderr, `waypost audit: ${printable(message)}\n`);
    return EXIT.usage;
  };
  if (!options.ok) return wrong(options.problem.message);
  const { file, evidenceFile, reportsFolder, saveEvidence } = options.value;
  const sources = [names.length > 0, file !== undefined, evidenceFile !== undefined].filter(Boolean).length;
  const isOnlyReports = sources === 0 && reportsFolder !== undefined;
  if (sources === 0 && !isOnlyReports) return wrong(NOTHING_GIVEN);
  if (sources > 1) return wrong('Names, --file and --evidence exclude each other.');
  if (evidenceFile !== undefined && reportsFolder !== undefined) return wrong(REPORTS_SAVED);
  if (isOnlyReports && options.value.planForm !== undefined) return wrong(PLAN_NEEDS_NAME);
  const given = commandLineSubjects(names, options.value);
  if (typeof given === 'string') return wrong(given);
  if (evidenceFile !== undefined && options.value.planForm !== undefined) return wrong(PLAN_NEEDS_ZONE);
  if (saveEvidence !== undefined) assertWritable('--save-evidence', saveEvidence);
  const tools = await host.open(
    options.value,
    file !== undefined,
    isOnlyReports || evidenceFile !== undefined,
  );
  try {
    for (const warning of tools.warnings) await writeTo(io.stderr, `waypost audit: ${printable(warning)}.\n`);
    if (evidenceFile !== undefined) return await judgeSaved(evidenceFile, options.value, tools, io);
    const { reports } = tools;
    const unread = await reports?.problem();
    if (unread !== undefined) {
      await writeTo(io.stderr, `waypost audit: --reports: ${printable(unread.message)}\n`);
      return EXIT.nothing;
    }
    if (reports !== undefined && isOnlyReports)
      return await judgeReports({ ...tools, reports }, options.value, io);
    if (tools.distrust !== undefined) {
      await writeTo(io.stderr, `waypost audit: nothing was asked: ${printable(tools.distrust.message)}.\n`);
      return EXIT.nothing;
    }
    const subjects =
      file === undefined ? streamOf(given) : subjectsOfFile(file, io.stdin, options.value.allowPrivate);
    const isMany = file !== undefined || given.length > 1;
    return exitCode(await runAudits(subjects, options.value, tools, io, isMany));
  } finally {
    tools.close();
  }
}
