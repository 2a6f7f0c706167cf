/** What an audit is given: names, files of DMARC and TLS reports, or both. */

import type { GivenSender } from '../audit/gather-cases.ts';
import { reportsAbout, sumUpReports } from '../audit/reports/index.ts';
import { parseAuditSubject } from '../audit/subject.ts';
import { withoutMarks } from '../base/marks.ts';
import { failed, ok, type Problem, type Result } from '../base/result.ts';
import type { ReportsFacts } from '../findings/facts/reports.ts';
import type { Observed } from '../findings/observed.ts';
import { type ReportReading, readReportBytes } from '../gather/reports/index.ts';
import { present } from '../gather/shelf.ts';
import { Breather, inputsOf } from './limits.ts';
import { namesIn, onlyNames } from './names.ts';
import type { DeskTools } from './tools.ts';
import type { Ask, NamedInput } from './types.ts';

export interface AuditInput {
  readonly names: readonly string[];
  /** Of each domain that reports are about; none where no report was given. */
  readonly reports: readonly Observed<ReportsFacts>[];
  readonly reportsOf?: NonNullable<GivenSender['reports']>;
  /** What could not be read. */
  readonly notes: readonly string[];
}

type Tools = Pick<DeskTools, 'clock' | 'allowPrivate'>;

/** Problems: those of limits, 'empty', 'not-a-name' and its kin, 'no-reports', 'unreadable-report'. */
export async function readAuditInput(
  ask: Ask,
  tools: Tools,
  signal: AbortSignal,
): Promise<Result<AuditInput>> {
  const inputs = inputsOf(ask);
  if (!inputs.ok) return inputs;
  const names: string[] = [];
  const others: Partial<NamedInput>[] = [];
  for (const one of inputs.value) {
    const found = onlyNames(one.input ?? new Uint8Array());
    if (found.length > 0) names.push(...found);
    else others.push(one);
  }
  if (others.length === 0) return ok({ names, reports: [], notes: [] });
  const { facts, log, unnamed } = await sumUpReports(
    readingsOf(others, tools, signal),
    tools.clock.nowMs(),
    tools.allowPrivate,
  );
  if (facts.length === 0) return { ok: false, problem: whyNothing(others, log.counts(0)) };
  const shelf = (value: ReportsFacts) => present(value, tools.clock, { kind: 'input', where: '--reports' });
  const reports = facts.map(shelf);
  const reportsOf = async (domain: string): Promise<Observed<ReportsFacts>> =>
    shelf(
      await reportsAbout(domain, readingsOf(others, tools, signal), tools.clock.nowMs(), tools.allowPrivate),
    );
  const { unreadableFiles } = log.counts(0);
  const notes = unreadableFiles.map(({ path, place, message }) =>
    [[path, place].filter((part) => part !== '').join(' > '), message]
      .filter((part) => part !== '')
      .join(': '),
  );
  if (unnamed > 0) notes.push(`${unnamed} reports are about further domains.`);
  return ok({ names, reports, reportsOf, notes });
}

async function* readingsOf(
  inputs: readonly Partial<NamedInput>[],
  { clock }: Tools,
  signal: AbortSignal,
): AsyncGenerator<ReportReading> {
  const seen = new Set<string>();
  const breather = new Breather(clock.monotonicMs);
  for (const { name = '', input = new Uint8Array() } of inputs) {
    for (const reading of readReportBytes(name, input, seen)) {
      yield reading;
      await breather.breathe();
      if (signal.aborted) return;
    }
  }
}

interface Counts {
  readonly unreadableFiles: readonly { readonly code: string; readonly message: string }[];
}

/** Neither names nor reports: text says what is wrong with it as a name, all else as a report. */
function whyNothing(inputs: readonly Partial<NamedInput>[], { unreadableFiles }: Counts): Problem {
  const [first] = inputs;
  const bytes = first?.input ?? new Uint8Array();
  const [broken] = unreadableFiles;
  const isText =
    bytes.length <= MAX_TEXT && !bytes.includes(0) && !/[<{]/.test(Buffer.from(bytes).toString('latin1'));
  if (isText) {
    const [name = ''] = namesIn(withoutMarks(Buffer.from(bytes).toString('utf8')));
    const subject = parseAuditSubject(name);
    if (!subject.ok) return subject.problem;
  }
  if (broken !== undefined)
    return { code: 'unreadable-report', message: `No report could be read: ${broken.message}` };
  return failed('no-reports', 'Neither names nor DMARC or TLS reports stand in what was given.').problem;
}

const MAX_TEXT = 4096;
