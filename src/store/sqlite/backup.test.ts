/** Copies are whole while writes go on; what is restored is looked at first, and nothing is lost by it. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { newestVersion } from '../migrations/migrate.ts';
import { at, person, report } from '../samples/testing.ts';
import { copyKeyTo } from '../settings/key-file.ts';
import type { Store } from '../types.ts';
import { backupFolder } from './backup.ts';
import { databaseFileOf } from './place.ts';
import { restoreFrom } from './restore.ts';
import { codeOf, newFolder, opened } from './testing.ts';

const clock = systemClock;
const document = { text: 'x'.repeat(20_000) };
const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** All that a database says of itself, read without the program. */
function look(file: string): { readonly reports: number; readonly integrity: unknown } {
  const database = new DatabaseSync(file, { readOnly: true });
  const reports = Number(database.prepare('select count(*) as count from reports').get()?.['count']);
  const integrity = database.prepare('pragma integrity_check').get()?.['integrity_check'];
  database.close();
  return { reports, integrity };
}

async function addReports(store: Store, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => store.reports.add({ ...report, document })));
}

/** A backup of a store with so many reports. */
async function backupWith(count: number): Promise<string> {
  const store = await opened(newFolder());
  await addReports(store, count);
  const file = join(newFolder(), 'backup.db');
  await store.backupTo(file);
  await store.close();
  return file;
}

describe('backing up', () => {
  test('gives one whole file of one moment while writes go on', async () => {
    const folder = newFolder();
    const store = await opened(folder);
    await addReports(store, 600);
    let isDone = false;
    let written = 600;
    const writing = (async () => {
      while (!isDone) {
        await store.reports.add({ ...report, document });
        written += 1;
      }
    })();
    const file = join(newFolder(), 'backup.db');
    await store.backupTo(file);
    const after = written;
    isDone = true;
    await writing;
    expect(after).toBeGreaterThan(600);
    const { reports, integrity } = look(file);
    expect(integrity).toBe('ok');
    expect(reports).toBeGreaterThanOrEqual(600);
    expect(reports).toBeLessThanOrEqual(after);
    expect(readdirSync(join(file, '..'))).toEqual(['backup.db']);
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    expect((await store.reports.list({}, { limit: 1 })).items).toHaveLength(1);
  });

  test('of a folder that another process serves, or nobody', async () => {
    const folder = newFolder();
    const store = await opened(folder);
    await addReports(store, 3);
    const first = join(newFolder(), 'a.db');
    expect(await backupFolder(folder, first)).toEqual({ ok: true, value: undefined });
    await store.close();
    const second = join(newFolder(), 'b.db');
    expect(await backupFolder(folder, second)).toEqual({ ok: true, value: undefined });
    expect([look(first).reports, look(second).reports]).toEqual([3, 3]);
    expect(await backupFolder(newFolder(), second)).toMatchObject({
      ok: false,
      problem: { code: 'no-database' },
    });
  });

  test('overwrites nothing', async () => {
    const store = await opened(newFolder());
    const file = join(newFolder(), 'backup.db');
    writeFileSync(file, 'mine');
    expect(await codeOf(store.backupTo(file))).toBe('exists');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const other = join(newFolder(), 'other.db');
    const both = await Promise.all([codeOf(store.backupTo(other)), codeOf(store.backupTo(other))]);
    expect(both.sort()).toEqual(['exists', 'none']);
    expect(look(other).integrity).toBe('ok');
  });

  test('to a place that does not exist says so', async () => {
    const store = await opened(newFolder());
    expect(await codeOf(store.backupTo(join(newFolder(), 'none', 'backup.db')))).toBe('cannot-open');
  });

  test('holds no key; that is copied by itself', async () => {
    const folder = newFolder();
    const store = await opened(folder);
    await store.secrets.put('webhook 1', 'secret');
    const key = readFileSync(join(folder, 'secret.key'));
    const file = join(newFolder(), 'backup.db');
    await store.backupTo(file);
    expect(readFileSync(file).includes(key)).toBe(false);
    const copy = join(newFolder(), 'secret.key');
    expect(copyKeyTo(folder, copy)).toEqual({ ok: true, value: undefined });
    expect(readFileSync(copy).equals(key)).toBe(true);
    expect((statSync(copy).mode & 0o777).toString(8)).toBe('600');
    expect(copyKeyTo(folder, copy)).toMatchObject({ ok: false, problem: { code: 'exists' } });
    expect(copyKeyTo(newFolder(), join(folder, 'x'))).toMatchObject({
      ok: false,
      problem: { code: 'cannot-open' },
    });
  });
});

describe('restoring', () => {
  test('into an empty folder', async () => {
    const file = await backupWith(2);
    const folder = join(newFolder(), 'data');
    expect(await restoreFrom(file, folder, { clock })).toEqual({ ok: true, value: {} });
    const store = await opened(folder, { check: 'full' });
    expect((await store.reports.list({}, { limit: 5 })).items).toHaveLength(2);
  });

  test('over a database keeps that one beside, with what was still in its log', async () => {
    const file = await backupWith(2);
    const folder = newFolder();
    const store = await opened(folder);
    await store.people.add(person);
    await store.close();
    const at = { nowMs: () => Date.UTC(2026, 10, 23, 10), monotonicMs: () => 0 };
    const replaced = join(folder, 'waypost-replaced-2026-11-23T10-00-00-000Z.db');
    expect(await restoreFrom(file, folder, { clock: at })).toEqual({ ok: true, value: { replaced } });
    const old = new DatabaseSync(replaced, { readOnly: true });
    expect(old.prepare('select name from people').all()).toEqual([{ name: 'Kim' }]);
    old.close();
    const now = await opened(folder);
    expect([await now.people.count(), (await now.reports.list({}, { limit: 5 })).items.length]).toEqual([
      0, 2,
    ]);
    await now.close();
    // The second time in the same moment loses nothing either.
    expect(await restoreFrom(file, folder, { clock: at })).toMatchObject({
      ok: false,
      problem: { code: 'exists' },
    });
    expect(look(replaced).reports).toBe(0);
    expect(existsSync(join(folder, 'waypost.db.restoring'))).toBe(false);
    await opened(folder);
  });

  test('over a database whose process was killed keeps what only its log holds', async () => {
    const file = await backupWith(2);
    const running = newFolder();
    const store = await opened(running);
    await store.people.add(person);
    const folder = newFolder();
    for (const ending of ['', '-wal'])
      copyFileSync(`${databaseFileOf(running)}${ending}`, `${databaseFileOf(folder)}${ending}`);
    expect(statSync(`${databaseFileOf(folder)}-wal`).size).toBeGreaterThan(0);
    const result = await restoreFrom(file, folder, { clock });
    expect(readdirSync(folder).filter((name) => /-wal|-shm/.test(name))).toEqual([]);
    const old = new DatabaseSync(result.ok ? (result.value.replaced ?? '') : '', { readOnly: true });
    expect(old.prepare('select name from people').all()).toEqual([{ name: 'Kim' }]);
    old.close();
    expect(await (await opened(folder)).people.count()).toBe(0);
  });

  test('over a broken database works, and keeps it', async () => {
    const file = await backupWith(1);
    const folder = newFolder();
    writeFileSync(databaseFileOf(folder), 'broken '.repeat(1000));
    writeFileSync(`${databaseFileOf(folder)}-wal`, 'log');
    const result = await restoreFrom(file, folder, { clock });
    const replaced = result.ok ? (result.value.replaced ?? '') : '';
    expect(readFileSync(replaced, 'utf8')).toBe('broken '.repeat(1000));
    expect(readFileSync(`${replaced}-wal`, 'utf8')).toBe('log');
    expect(existsSync(`${databaseFileOf(folder)}-wal`)).toBe(false);
    const store = await opened(folder);
    expect((await store.reports.list({}, { limit: 5 })).items).toHaveLength(1);
  });

  test('is refused while a server runs on the folder', async () => {
    const file = await backupWith(1);
    const folder = newFolder();
    const store = await opened(folder);
    await store.people.add(person);
    expect(await restoreFrom(file, folder, { clock })).toMatchObject({
      ok: false,
      problem: { code: 'in-use' },
    });
    expect(await store.people.count()).toBe(1);
  });

  test.each<[string, string, (file: string) => void]>([
    ['missing', 'no-backup', (file) => writeFileSync(file, '')],
    ['no database', 'no-backup', (file) => writeFileSync(file, 'text '.repeat(1000))],
    ['cut short', 'broken', (file) => writeFileSync(file, readFileSync(file).subarray(0, 40_000))],
    [
      'of a newer version',
      'newer-database',
      (file) => {
        const database = new DatabaseSync(file);
        database.exec(`insert into migrations values (${newestVersion + 1}, 'x', '${at(8)}', '9.0.0')`);
        database.close();
      },
    ],
    [
      'of another program',
      'not-ours',
      (file) => {
        const database = new DatabaseSync(file);
        database.exec('alter table migrations rename to songs');
        database.close();
      },
    ],
  ])('a backup that is %s is refused, and nothing is touched', async (_, code, spoil) => {
    const file = await backupWith(5);
    spoil(file);
    const folder = newFolder();
    const store = await opened(folder);
    await store.people.add(person);
    await store.close();
    const before = hashOf(databaseFileOf(folder));
    const names = readdirSync(folder).sort();
    expect(await restoreFrom(file, folder, { clock })).toMatchObject({ ok: false, problem: { code } });
    expect(hashOf(databaseFileOf(folder))).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(names);
  });
});
