/** A disk that is full or read-only: the store says so, loses nothing it acknowledged, and goes on when there is room. */
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { backupFolder, databaseFileOf, openStore, restoreFrom } from '../../src/store/index.ts';
import { at, readAll, report } from '../../src/store/samples/testing.ts';
import { codeOf, opened } from '../../src/store/sqlite/testing.ts';
import { noSmallDisk, smallDisk } from './small-disk.ts';

const clock = systemClock;
const document = { text: 'x'.repeat(10_000) };
const missing = noSmallDisk();
const named = missing === undefined ? '' : ` (left out: ${missing})`;

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe.skipIf(missing !== undefined)(`a small disk${named}`, () => {
  test('that is full refuses writes and nothing else; with room again everything goes on', async () => {
    const disk = smallDisk(8);
    const folder = join(disk.folder, 'data');
    const store = await opened(folder);
    const kept: string[] = [];
    const codes = new Set<string>();
    const write = async (): Promise<void> => {
      const code = await codeOf(
        store.reports.add({ ...report, document }).then(({ id }) => {
          kept.push(id);
        }),
      );
      codes.add(code);
    };
    disk.fill(1_000_000);
    // Three times as much as there is room for, eight at a time.
    for (let n = 0; n < 40; n += 1) await Promise.all(Array.from({ length: 8 }, write));
    expect([...codes].sort()).toEqual(['disk-full', 'none']);
    const large = { ...report, document: { text: 'x'.repeat(5_000_000) } };
    await expect(store.reports.add(large)).rejects.toMatchObject({
      problem: { code: 'disk-full', data: { file: databaseFileOf(folder) } },
    });
    const shown = await readAll((request) => store.reports.list({}, request), 200);
    expect(new Set(shown.map(({ id }) => id))).toEqual(new Set(kept));

    disk.free();
    expect(await store.probe()).toBeUndefined();
    const before = kept.length;
    await write();
    expect(kept).toHaveLength(before + 1);
    await store.close();
    const again = await opened(folder, { check: 'full' });
    for (const id of kept) expect(await again.reports.get(id)).toMatchObject({ document });
    expect(await readAll((request) => again.reports.list({}, request), 200)).toHaveLength(kept.length);
  });

  test('that is full when a store is to be made on it says so, and works later', async () => {
    const disk = smallDisk(4);
    const folder = join(disk.folder, 'data');
    disk.fill(20_000);
    expect(await openStore({ folder, clock })).toMatchObject({ ok: false, problem: { code: 'disk-full' } });
    disk.free();
    const store = await opened(folder, { check: 'full' });
    expect(await store.probe()).toBeUndefined();
  });

  test('that is too small for a backup says so, and keeps nothing half', async () => {
    const disk = smallDisk(2);
    const folder = newFolder();
    const store = await opened(folder);
    await Promise.all(Array.from({ length: 300 }, () => store.reports.add({ ...report, document })));
    const file = join(disk.folder, 'backup.db');
    expect(await codeOf(store.backupTo(file))).toBe('disk-full');
    expect([existsSync(file), existsSync(`${file}.partial`)]).toEqual([false, false]);
    expect(await store.probe()).toBeUndefined();
    const whole = join(newFolder(), 'backup.db');
    await store.backupTo(whole);
    const small = join(disk.folder, 'data');
    expect(await restoreFrom(whole, small, { clock })).toMatchObject({
      ok: false,
      problem: { code: 'disk-full' },
    });
    expect(existsSync(databaseFileOf(small))).toBe(false);
  });

  test('that is read-only is refused at the start, and can still be copied from', async () => {
    const disk = smallDisk(8);
    const folder = join(disk.folder, 'data');
    const store = await opened(folder);
    await store.auditLog.add({
      at: at(9),
      actor: { kind: 'system', name: 's' },
      action: 'a',
      target: 't',
      data: {},
    });
    await store.close();
    disk.makeReadOnly();
    expect(await openStore({ folder, clock })).toMatchObject({
      ok: false,
      problem: { code: 'folder-not-writable', data: { folder, detail: 'EROFS' } },
    });
    const file = join(newFolder(), 'backup.db');
    expect(await backupFolder(folder, file)).toEqual({ ok: true, value: undefined });
    expect(await restoreFrom(file, folder, { clock })).toMatchObject({
      ok: false,
      problem: { code: 'folder-not-writable' },
    });
  });
});

test.skipIf(process.getuid?.() === 0)('a folder of somebody else is refused', async () => {
  const folder = newFolder();
  chmodSync(folder, 0o500);
  expect(await openStore({ folder, clock })).toMatchObject({
    ok: false,
    problem: { code: 'folder-not-writable', data: { detail: 'EACCES' } },
  });
  chmodSync(folder, 0o700);
});
