/** Opening a data folder: what is made, what is refused, what is kept. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { at, person, report } from '../samples/testing.ts';
import { openDatabase } from './open-database.ts';
import { openStore } from './open-store.ts';
import { databaseFileOf } from './place.ts';
import { codeOf, newFolder, opened } from './testing.ts';

const clock = systemClock;
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const entry = {
  at: at(9),
  actor: { kind: 'system' as const, name: 's' },
  action: 'a',
  target: 't',
  data: {},
};

describe('a data folder', () => {
  test('is made for its owner alone, with everything in it', async () => {
    const folder = join(newFolder(), 'new', 'data');
    const store = await opened(folder);
    await store.people.add(person);
    expect(modeOf(folder)).toBe('700');
    const modes = readdirSync(folder).map((name) => `${name} ${modeOf(join(folder, name))}`);
    expect(modes.sort()).toEqual(
      [
        'secret.key',
        'waypost.db',
        'waypost.db-shm',
        'waypost.db-wal',
        'waypost.lock',
        'waypost.pid',
        'waypost.reserve',
      ].map((name) => `${name} 600`),
    );
    expect(statSync(join(folder, 'secret.key')).size).toBe(32);
  });

  test('writes through the log, and waits for the disk', async () => {
    const folder = newFolder();
    await (await opened(folder)).close();
    const database = new DatabaseSync(databaseFileOf(folder));
    expect(database.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('pragma auto_vacuum').get()).toEqual({ auto_vacuum: 2 });
    database.close();
  });

  test('keeps everything from one time to the next', async () => {
    const folder = newFolder();
    const first = await opened(folder);
    const added = await first.people.add(person);
    await first.secrets.put('webhook 1', 'secret');
    await first.close();
    const second = await opened(folder, { check: 'full' });
    expect(await second.people.list()).toEqual([added]);
    expect(await second.secrets.open('webhook 1')).toBe('secret');
  });

  test('that is a file is refused', async () => {
    const folder = join(newFolder(), 'file');
    writeFileSync(folder, '');
    for (const place of [folder, join(folder, 'below')])
      expect(await openStore({ folder: place, clock })).toMatchObject({
        ok: false,
        problem: { code: 'folder-not-writable', data: { folder: place } },
      });
  });
});

test('a database that another program holds is told as that', async () => {
  const folder = newFolder();
  await (await opened(folder)).close();
  const shell = new DatabaseSync(databaseFileOf(folder));
  shell.exec('pragma locking_mode = exclusive; begin exclusive; update probe set count = 1; commit');
  expect(await openStore({ folder, clock })).toMatchObject({ ok: false, problem: { code: 'locked' } });
  shell.close();
  await opened(folder);
});

test('writes wait for the disk: the log is synchronised with every commit', async () => {
  const database = await openDatabase(databaseFileOf(newFolder()), clock, '0.1.0', 'quick');
  if (!database.ok) throw new Error(database.problem.message);
  expect(database.value.writer.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
  expect(database.value.writer.prepare('pragma foreign_keys').get()).toEqual({ foreign_keys: 1 });
  expect(database.value.writer.prepare('pragma busy_timeout').get()).toEqual({ timeout: 0 });
  database.value.close();
});

test('ids go on behind those of a process whose clock was ahead', async () => {
  const folder = newFolder();
  const ahead = await opened(folder, { clock: { ...clock, nowMs: () => Date.now() + 3_600_000 } });
  const first = await ahead.reports.add({ ...report, about: 'first' });
  await ahead.close();
  const store = await opened(folder);
  const second = await store.reports.add({ ...report, about: 'second' });
  expect(second.id > first.id).toBe(true);
  expect((await store.reports.list({}, { limit: 5 })).items.map(({ about }) => about)).toEqual([
    'second',
    'first',
  ]);
});

describe('the lock', () => {
  test('lets one open the folder at a time, and says who has it', async () => {
    const folder = newFolder();
    const store = await opened(folder);
    expect(await openStore({ folder, clock })).toMatchObject({
      ok: false,
      problem: { code: 'in-use', data: { folder, pid: process.pid } },
    });
    await store.close();
    await opened(folder);
  });

  test('of a process that was killed is taken over', async () => {
    const folder = newFolder();
    const program = `
      import { openStore } from ${JSON.stringify(join(import.meta.dirname, 'open-store.ts'))};
      const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
      const store = await openStore({ folder: ${JSON.stringify(folder)}, clock });
      process.stdout.write(store.ok ? 'open' : store.problem.message);
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
      '-e',
      program,
    ]);
    const said = await new Promise<string>((resolve) =>
      child.stdout.once('data', (chunk) => resolve(String(chunk))),
    );
    expect(said).toBe('open');
    expect(await openStore({ folder, clock })).toMatchObject({
      problem: { code: 'in-use', data: { pid: child.pid } },
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(readFileSync(join(folder, 'waypost.pid'), 'utf8')).toBe(`${child.pid}\n`);
    await opened(folder);
  });

  test('of a folder that was refused is free again', async () => {
    const folder = newFolder();
    writeFileSync(databaseFileOf(folder), 'no database '.repeat(100));
    expect(await openStore({ folder, clock })).toMatchObject({ problem: { code: 'broken' } });
    rmSync(databaseFileOf(folder));
    await opened(folder);
  });
});

describe('the key', () => {
  test.each([0o640, 0o604, 0o620])('that others can reach is refused: %o', async (mode) => {
    const folder = newFolder();
    await (await opened(folder)).close();
    chmodSync(join(folder, 'secret.key'), mode);
    expect(await openStore({ folder, clock })).toMatchObject({ ok: false, problem: { code: 'key-exposed' } });
    chmodSync(join(folder, 'secret.key'), 0o600);
    await opened(folder);
  });

  test('that is missing while there are secrets is not replaced silently', async () => {
    const folder = newFolder();
    const key = join(folder, 'secret.key');
    const store = await opened(folder);
    await store.secrets.put('webhook 1', 'secret');
    await store.close();
    rmSync(key);
    expect(await openStore({ folder, clock })).toMatchObject({ ok: false, problem: { code: 'key-missing' } });
    expect(existsSync(key)).toBe(false);
    writeFileSync(key, 'short', { mode: 0o600 });
    expect(await openStore({ folder, clock })).toMatchObject({ ok: false, problem: { code: 'key-broken' } });
    writeFileSync(key, '', { mode: 0o600 });
    const anew = await opened(folder);
    expect(await codeOf(anew.secrets.open('webhook 1'))).toBe('broken');
    await anew.secrets.put('webhook 1', 'again');
    expect(await anew.secrets.open('webhook 1')).toBe('again');
  });

  test('is made anew where there are no secrets', async () => {
    const folder = newFolder();
    await (await opened(folder)).close();
    rmSync(join(folder, 'secret.key'));
    await opened(folder);
  });

  test('secrets lie in the database sealed', async () => {
    const folder = newFolder();
    const store = await opened(folder);
    await store.secrets.put('webhook 1', 'correct horse battery');
    await store.close();
    expect(readFileSync(databaseFileOf(folder)).includes('webhook 1')).toBe(true);
    expect(readFileSync(databaseFileOf(folder)).includes('correct horse')).toBe(false);
  });
});

describe('a damaged database', () => {
  /** A folder whose database has many pages, the middle one overwritten. */
  async function damaged(): Promise<string> {
    const folder = newFolder();
    const store = await opened(folder);
    const document = { text: 'x'.repeat(3000) };
    await Promise.all(Array.from({ length: 300 }, () => store.reports.add({ ...report, document })));
    await store.close();
    const file = databaseFileOf(folder);
    const bytes = readFileSync(file);
    const page = 4096 * Math.floor(bytes.length / 4096 / 2);
    bytes.fill(0xa5, page, page + 4096);
    writeFileSync(file, bytes);
    return folder;
  }

  test('is refused with what to do, and left as it is', async () => {
    const folder = await damaged();
    const before = readFileSync(databaseFileOf(folder));
    const result = await openStore({ folder, clock });
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'broken', data: { file: databaseFileOf(folder) } },
    });
    expect(readFileSync(databaseFileOf(folder)).equals(before)).toBe(true);
  });

  test('a row of no index is found by the full check', async () => {
    const folder = newFolder();
    await (await opened(folder)).close();
    const database = new DatabaseSync(databaseFileOf(folder), { enableForeignKeyConstraints: false });
    database.exec(`insert into sessions values ('h', 'nobody', '', '', '', '', '')`);
    database.close();
    expect(await openStore({ folder, clock, check: 'full' })).toMatchObject({
      ok: false,
      problem: { code: 'broken' },
    });
  });
});

describe('the store that runs', () => {
  test('the audit log cannot be changed or removed by other ways either', async () => {
    const folder = newFolder();
    const store = await opened(folder);
    await store.auditLog.add(entry);
    const shell = new DatabaseSync(databaseFileOf(folder));
    for (const attempt of [
      "update audit_log set action = 'b'",
      'delete from audit_log',
      "insert or replace into audit_log select id, at, 'system', null, 'x', 'x', 'x', '{}', null from audit_log",
    ])
      expect(() => shell.exec(`pragma recursive_triggers = on; ${attempt}`)).toThrow('append-only');
    shell.close();
    await store.sweep({ reportDays: 0, historyDays: 0, auditLogDays: 30 }, at(12));
    expect((await store.auditLog.list({ limit: 5 })).items).toHaveLength(1);
  });

  test('probing writes, and says what is wrong after closing', async () => {
    const store = await opened(newFolder());
    expect(await store.probe()).toBeUndefined();
    expect(await store.probe()).toBeUndefined();
    await store.close();
    expect(await store.probe()).toMatchObject({ code: 'closed' });
    expect(await codeOf(store.people.list())).toBe('closed');
    expect(await codeOf(store.people.add(person))).toBe('closed');
    await store.close();
  });

  test('answers that were under way when the process ended free their keys', async () => {
    const folder = newFolder();
    const first = await opened(folder);
    await first.idempotency.begin('p', 'half', 'r', at(9));
    await first.idempotency.begin('p', 'whole', 'r', at(9));
    await first.idempotency.keep('p', 'whole', { requestHash: 'r', status: 200, body: '', headers: {} });
    await first.close();
    const second = await opened(folder);
    expect(await second.idempotency.begin('p', 'half', 'r', at(9))).toBe('new');
    expect(await second.idempotency.begin('p', 'whole', 'r', at(9))).toMatchObject({ status: 200 });
  });

  test('room that the sweep freed goes back to the disk', async () => {
    const folder = newFolder();
    const store = await opened(folder);
    const document = { text: 'x'.repeat(60_000) };
    await Promise.all(
      Array.from({ length: 300 }, () => store.reports.add({ ...report, at: at(0), document })),
    );
    const swept = await store.sweep({ reportDays: 1, historyDays: 0, auditLogDays: 0 }, at(72));
    expect(swept.reports).toBe(300);
    await store.close();
    expect(statSync(databaseFileOf(folder)).size).toBeLessThan(6_000_000);
  });
});
