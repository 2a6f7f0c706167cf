/**
 * `npm run bench:store`: how many writes a second the store takes with 1 and with 64 writers, beside a plain loop of single commits
 * of the same rows on the same disk in the same run.
 *
 * usage: node tools/bench/store.ts [SECONDS]   default 3 for each
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { systemClock } from '../../src/base/clock.ts';
import { databaseFileOf, openStore } from '../../src/store/index.ts';
import type { AuditLogEntry } from '../../src/store/people/types.ts';
import { report } from '../../src/store/samples/testing.ts';

const seconds = Number(process.argv[2] ?? 3);
const entry: Omit<AuditLogEntry, 'id'> = {
  at: '2026-11-23T10:00:00.000Z',
  actor: { kind: 'system', name: 'bench' },
  action: 'bench.written',
  target: 'nothing',
  data: { words: 'about as long as most of them are' },
};

interface Round {
  readonly perSecond: number;
  /** Milliseconds that a write waited: the middle one, and the one that 99 of 100 stay under. */
  readonly p50: number;
  readonly p99: number;
}

async function round(writers: number, write: () => Promise<void> | void): Promise<Round> {
  const waits: number[] = [];
  const startMs = performance.now();
  const endMs = startMs + seconds * 1000;
  const work = async () => {
    while (performance.now() < endMs) {
      const beganMs = performance.now();
      await write();
      waits.push(performance.now() - beganMs);
    }
  };
  await Promise.all(Array.from({ length: writers }, work));
  const tookMs = performance.now() - startMs;
  waits.sort((a, b) => a - b);
  const at = (part: number) => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))] ?? 0;
  return { perSecond: (waits.length * 1000) / tookMs, p50: at(0.5), p99: at(0.99) };
}

function print(name: string, { perSecond, p50, p99 }: Round): void {
  const rate = Math.round(perSecond).toLocaleString('en').padStart(8);
  console.log(`${name.padEnd(48)}${rate} writes/s   p50 ${p50.toFixed(2)} ms   p99 ${p99.toFixed(2)} ms`);
}

/** The same row, one commit each, with nothing between it and SQLite. */
function plainWriter(folder: string): { readonly write: () => void; readonly close: () => void } {
  const database = new DatabaseSync(databaseFileOf(folder));
  database.exec('pragma synchronous = full');
  const insert = database.prepare(
    'insert into audit_log (id, at, actor_kind, actor_id, actor_name, action, target, data, ip) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const { at, actor, action, target, data } = entry;
  return {
    write: () =>
      void insert.run(
        randomUUID(),
        at,
        actor.kind,
        null,
        actor.name,
        action,
        target,
        JSON.stringify(data),
        null,
      ),
    close: () => database.close(),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'waypost-bench-'));
try {
  const opened = await openStore({ folder, clock: systemClock });
  if (!opened.ok) throw new Error(opened.problem.message);
  const store = opened.value;
  const document = { text: 'evidence '.repeat(400) };
  const log = () => store.auditLog.add(entry);
  const add = async () => void (await store.reports.add({ ...report, document }));
  await round(8, log);
  const plain = plainWriter(folder);
  print('plain loop of single commits', await round(1, plain.write));
  plain.close();
  print('audit log, 1 writer', await round(1, log));
  print('audit log, 64 writers', await round(64, log));
  print('reports of 4 kB, 1 writer', await round(1, add));
  print('reports of 4 kB, 64 writers', await round(64, add));
  await store.close();
} finally {
  rmSync(folder, { recursive: true });
}
