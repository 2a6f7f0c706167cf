/**
 * The reports below a path, read for one domain after another: streamed, so that memory holds counts and one file. Files
 * are never marked or moved.
 */
import type { Clock } from '../../base/clock.ts';
import { failed, type Problem } from '../../base/result.ts';
import type { ReportsFacts } from '../../findings/facts/reports.ts';
import type { Observed } from '../../findings/observed.ts';
import { type ReportReading, readReportFiles } from '../../gather/reports/index.ts';
import { present } from '../../gather/shelf.ts';
import { NamedDomains, policyDomainsOf } from './named-domains.ts';
import { ReadingLog } from './reading-log.ts';
import { reportsFacts } from './reports-facts.ts';
import { WindowedTally } from './windowed-tally.ts';

export interface ReportsOptions {
  readonly clock: Clock;
  /** Private addresses count as senders, too: a lab. */
  readonly allowPrivate: boolean;
  /** Many domains are asked about: which files name which is learnt first, and only those are read for a domain. */
  readonly isBulk: boolean;
}

export interface ReportsReader {
  /** Why nothing can come of the path: 'no-file', 'empty', 'only-unreadable', 'no-reports'. Undefined where there is a report. */
  readonly problem: () => Promise<Problem | undefined>;
  /** What the reports say of a domain; several askers wait in turn. Never throws. */
  readonly of: (domain: string) => Promise<Observed<ReportsFacts>>;
  /** Every domain that the reports are about, most mail first; at most 100, `unnamed` tells how many more reports there are. */
  readonly all: () => Promise<{
    readonly domains: readonly Observed<ReportsFacts>[];
    readonly unnamed: number;
  }>;
}

const MAX_DOMAINS = 100;
/** Addresses of all domains together, where all are summed up at once. */
const MAX_ADDRESSES = 40_000;

export function openReports(path: string, options: ReportsOptions): ReportsReader {
  const { clock, allowPrivate, isBulk } = options;
  const shelf = (facts: ReportsFacts) => present(facts, clock, { kind: 'input', where: '--reports' });
  const read = async (
    domain: string,
    paths: readonly string[],
    known?: ReadingLog,
  ): Promise<Observed<ReportsFacts>> => {
    return shelf(await reportsAbout(domain, readReportFiles(paths), clock.nowMs(), allowPrivate, known));
  };
  let index: ReturnType<typeof indexOf> | undefined;
  const readNamed = async (domain: string): Promise<Observed<ReportsFacts>> => {
    index ??= indexOf(path);
    const { names, log } = await index;
    return read(domain, names.filesOf(domain) ?? [path], log);
  };
  let turn: Promise<unknown> = Promise.resolve();
  return {
    problem: () => problemOf(path),
    of: (domain) => {
      const mine = turn.then(() => (isBulk ? readNamed(domain) : read(domain, [path])));
      // The next in line does not care how this one ended.
      turn = mine.catch(() => undefined);
      return mine;
    },
    all: async () => {
      const { facts, unnamed } = await sumUpReports(readReportFiles([path]), clock.nowMs(), allowPrivate);
      return { domains: facts.map(shelf), unnamed };
    },
  };
}

/** What the reports say of one domain. `known`: what the whole path came to, where only some of its files are read. */
export async function reportsAbout(
  domain: string,
  readings: AsyncIterable<ReportReading>,
  nowMs: number,
  allowPrivate: boolean,
  known?: ReadingLog,
): Promise<ReportsFacts> {
  const tally = new WindowedTally(domain, nowMs);
  const log = known ?? new ReadingLog();
  for await (const reading of readings) {
    if (known === undefined) log.note(reading);
    if (reading.kind === 'report') tally.add(reading.value);
  }
  const { summary, setAside } = tally.summary();
  return reportsFacts(summary, log.counts(setAside), allowPrivate);
}

async function indexOf(path: string): Promise<{ readonly names: NamedDomains; readonly log: ReadingLog }> {
  const names = new NamedDomains();
  const log = new ReadingLog();
  for await (const reading of readReportFiles([path])) {
    log.note(reading);
    if (reading.kind === 'report') names.add(reading.value, reading.path);
  }
  return { names, log };
}

/** Every domain that the reports are about, most mail first; at most 100, `unnamed` tells how many more reports there are. */
export async function sumUpReports(
  readings: AsyncIterable<ReportReading>,
  nowMs: number,
  allowPrivate: boolean,
): Promise<{
  readonly facts: readonly ReportsFacts[];
  readonly unnamed: number;
  readonly log: ReadingLog;
}> {
  const room = { recent: { addresses: MAX_ADDRESSES }, old: { addresses: MAX_ADDRESSES } };
  const found = new Map<string, WindowedTally>();
  const log = new ReadingLog();
  let unnamed = 0;
  for await (const reading of readings) {
    log.note(reading);
    if (reading.kind !== 'report') continue;
    const domains = policyDomainsOf(reading.value);
    for (const domain of domains) {
      if (!found.has(domain) && found.size < MAX_DOMAINS)
        found.set(domain, new WindowedTally(domain, nowMs, room));
      found.get(domain)?.add(reading.value);
    }
    if (!domains.some((domain) => found.has(domain))) unnamed++;
  }
  const facts = [...found.values()]
    .map((tally) => {
      const { summary, setAside } = tally.summary();
      return reportsFacts(summary, log.counts(setAside), allowPrivate);
    })
    .toSorted((a, b) => b.mail.messages - a.mail.messages || (a.domain < b.domain ? -1 : 1));
  return { facts, unnamed, log };
}

/** Reads until the first report. */
async function problemOf(path: string): Promise<Problem | undefined> {
  const log = new ReadingLog();
  for await (const reading of readReportFiles([path])) {
    if (reading.kind === 'report') return undefined;
    log.note(reading);
  }
  const { unreadable, others, unreadableFiles } = log.counts(0);
  const [first] = unreadableFiles;
  if (first === undefined)
    return failed(
      'no-reports',
      `${path} holds no DMARC or TLS report, only ordinary mail and other files (${others} looked at).`,
      { path, others },
    ).problem;
  const isWhole = first.path === path && unreadable === 1 && others === 0;
  if (isWhole && (first.code === 'no-file' || first.code === 'empty'))
    return { code: first.code, message: first.message, data: { path } };
  const where = [first.path, first.place].filter((part) => part !== '').join(' > ');
  const rest = unreadable === 1 ? '' : ` The other ${unreadable - 1} are no better.`;
  return failed(
    'only-unreadable',
    `${path} holds no report that can be read. ${where}: ${first.message} (${first.code}).${rest}`,
    { path, where, reason: first.message, code: first.code, ...(unreadable > 1 && { rest: unreadable - 1 }) },
  ).problem;
}
