/**
 * A program that writes to a store until it is killed, and says every write that was acknowledged: one line each on standard output,
 * after its promise was fulfilled. Started by store-kill.ts. Test support.
 *
 * usage: node store-writer.ts FOLDER
 */
import { writeSync } from 'node:fs';
import { instantOf, systemClock } from '../../src/base/clock.ts';
import { openStore } from '../../src/store/index.ts';
import { findingState, report, subject } from '../../src/store/samples/testing.ts';
import { settingKey, statesAtOnce, subjectName } from './store-kill.ts';

const [folder = ''] = process.argv.slice(2);
const opened = await openStore({ folder, clock: systemClock });
if (!opened.ok) throw new Error(opened.problem.message);
const store = opened.value;
const now = () => instantOf(systemClock.nowMs());
const say = (line: string) => writeSync(1, `${line}\n`);

async function forEver(work: () => Promise<void>): Promise<never> {
  for (;;) await work();
}

const document = { text: 'evidence '.repeat(400) };
const input = new Uint8Array(2000).fill(120);

const writeReport = async () => {
  const { id } = await store.reports.add({ ...report, at: now(), document, input });
  say(`report ${id}`);
};

const writeLog = async () => {
  await store.auditLog.add({
    at: now(),
    actor: { kind: 'system', name: 's' },
    action: 'a',
    target: 't',
    data: {},
  });
  say('log');
};

const runJob = async () => {
  await store.jobs.add({ kind: 'check', about: 'a', askedBy: 'k', options: {}, createdAt: now(), input });
  const job = await store.jobs.claim(now());
  if (job === undefined || !(await store.jobs.end(job.id, now(), { state: 'done' }))) return;
  say(`job ${job.id}`);
};

const writeSetting = async () => {
  const version = (await store.settings.get(settingKey))?.version ?? 0;
  await store.settings.put(settingKey, version, { version: version + 1 }, now());
  say(`setting ${version + 1}`);
};

const { id: subjectId } = (await store.inventory.add({ ...subject, name: subjectName })) ??
  (await store.inventory.byName(subjectName)) ?? { id: '' };
let round = Number((await store.findings.statesOf(subjectId))[0]?.reportId ?? 0);
const writeFindings = async () => {
  round += 1;
  const states = Array.from({ length: statesAtOnce }, (_, n) =>
    findingState(subjectId, `k${n}`, { reportId: String(round) }),
  );
  await store.findings.record(subjectId, states, []);
  say(`findings ${round}`);
};

await Promise.all([
  ...Array.from({ length: 8 }, () => forEver(writeReport)),
  ...Array.from({ length: 4 }, () => forEver(writeLog)),
  ...Array.from({ length: 3 }, () => forEver(runJob)),
  forEver(writeSetting),
  forEver(writeFindings),
]);
