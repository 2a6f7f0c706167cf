/** Kills a program that writes to a store, again and again on one folder, and looks what is left each time. Test support. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../../src/base/clock.ts';
import { databaseFileOf, openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/types.ts';

export const settingKey = 'counted';
export const subjectName = 'counted.example';
/** Findings that are written together: never some of them. */
export const statesAtOnce = 40;

/** What the program said was written, over all rounds. */
interface Acknowledged {
  readonly reports: Set<string>;
  readonly jobs: Set<string>;
  logs: number;
  setting: number;
  findings: number;
}

export interface KillFigures {
  readonly rounds: number;
  /** Times the store did not open with a full integrity check. */
  readonly notOpened: number;
  readonly acknowledged: number;
  /** Writes that were acknowledged and are gone. */
  readonly lost: number;
  /** Things that are written together, of which some are there and some are not. */
  readonly torn: number;
}

/** Lets it write for `ms` after its first acknowledged write, then kills it without warning. Answers its whole lines. */
async function writeAndKill(folder: string, ms: number): Promise<readonly string[]> {
  const program = join(import.meta.dirname, 'store-writer.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, folder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complaint = '';
  const limit = setTimeout(() => child.kill('SIGKILL'), 30_000);
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += String(chunk);
  });
  child.stdout.on('data', (chunk: Buffer) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), ms);
    said += String(chunk);
  });
  await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(limit);
  if (said === '' || complaint !== '') throw new Error(`the program did not write: ${complaint}`);
  return said.split('\n').slice(0, -1);
}

function note(lines: readonly string[], known: Acknowledged): void {
  for (const line of lines) {
    const [kind, what = ''] = line.split(' ');
    if (kind === 'report') known.reports.add(what);
    if (kind === 'job') known.jobs.add(what);
    if (kind === 'log') known.logs += 1;
    if (kind === 'setting') known.setting = Number(what);
    if (kind === 'findings') known.findings = Number(what);
  }
}

const missing = (wanted: ReadonlySet<string>, there: ReadonlySet<string>): number =>
  [...wanted].filter((id) => !there.has(id)).length;

/** Counts what is gone, reading the tables as they are. */
function lostIn(folder: string, known: Acknowledged): number {
  const database = new DatabaseSync(databaseFileOf(folder), { readOnly: true });
  const idsOf = (text: string) =>
    new Set(
      database
        .prepare(text)
        .all()
        .map(({ id }) => String(id)),
    );
  const reports = idsOf(
    'select id from reports join report_documents on report_id = id where length(input) = 2000',
  );
  const jobs = idsOf("select id from jobs where state = 'done'");
  const logs = Number(database.prepare('select count(*) as count from audit_log').get()?.['count']);
  database.close();
  return missing(known.reports, reports) + missing(known.jobs, jobs) + Math.max(0, known.logs - logs);
}

async function lookAt(
  store: Store,
  folder: string,
  known: Acknowledged,
): Promise<{ readonly lost: number; readonly torn: number }> {
  const setting = await store.settings.get(settingKey);
  const subject = await store.inventory.byName(subjectName);
  const states = await store.findings.statesOf(subject?.id ?? '');
  const rounds = new Set(states.map(({ reportId }) => Number(reportId)));
  const round = Math.max(0, ...rounds);
  const database = new DatabaseSync(databaseFileOf(folder), { readOnly: true });
  const count = (text: string) => Number(database.prepare(text).get()?.['count']);
  const torn =
    count(
      'select count(*) as count from reports left join report_documents on report_id = id where report_id is null',
    ) +
    count("select count(*) as count from jobs join job_inputs on job_id = id where state = 'done'") +
    (states.length > 0 && (rounds.size !== 1 || states.length !== statesAtOnce) ? 1 : 0) +
    (setting !== undefined && setting.value['version'] !== setting.version ? 1 : 0);
  database.close();
  const lost =
    lostIn(folder, known) +
    Math.max(0, known.setting - (setting?.version ?? 0)) +
    Math.max(0, known.findings - round);
  return { lost, torn };
}

/** Kills the program `rounds` times on one folder; after each, the store is opened with the full check and looked at. */
export async function killWriters(folder: string, rounds: number): Promise<KillFigures> {
  const known: Acknowledged = { reports: new Set(), jobs: new Set(), logs: 0, setting: 0, findings: 0 };
  let acknowledged = 0;
  let notOpened = 0;
  let lost = 0;
  let torn = 0;
  for (let round = 0; round < rounds; round += 1) {
    // Moments all over the first half second, spread without chance.
    const lines = await writeAndKill(folder, (round * 89) % 500);
    acknowledged += lines.length;
    note(lines, known);
    const opened = await openStore({ folder, clock: systemClock, check: 'full' });
    if (!opened.ok) {
      notOpened += 1;
      continue;
    }
    const found = await lookAt(opened.value, folder, known);
    lost += found.lost;
    torn += found.torn;
    await opened.value.close();
  }
  return { rounds, notOpened, acknowledged, lost, torn };
}
