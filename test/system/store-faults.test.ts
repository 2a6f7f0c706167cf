/** A disk that is full or read-only: the store says so, loses nothing it acknowledged, and goes on when there is room. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { backupFolder, databaseFileOf, openStore, restoreFrom } from '../../src/store/index.ts';
import { at, person, readAll, report } from '../../src/store/samples/testing.ts';
import { codeOf, opened } from '../../src/store/sqlite/testing.ts';
import { StoreError } from '../../src/store/types.ts';
import { noSmallDisk, smallDisk } from './small-disk.ts';

const clock = systemClock;
/** Text that packing makes little of. */
const noise = (length: number): string => randomBytes(length).toString('base64').slice(0, length);
const document = { text: noise(10_000) };
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
    const large = { ...report, document: { text: noise(5_000_000) } };
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

  test.each([
    [8, 'in small pieces', 20_000],
    [8, 'in large pieces', 400_000],
    [24, 'in large pieces', 900_000],
    [4, 'in small pieces', 5_000],
    [4, 'in large pieces', 150_000],
    [24, 'in very large pieces', 2_000_000],
  ])(
    'of %d MiB, filled %s: deleting, sweeping, signing in and out go on, and make room',
    async (size, _, length) => {
      const disk = smallDisk(size);
      const folder = join(disk.folder, 'data');
      const store = await opened(folder);
      const ann = await store.people.add(person);
      if (ann === undefined) throw new Error('nobody');
      const kept: string[] = [];
      const text = noise(length);
      const fill = async (): Promise<string> => {
        for (let n = 0; n < 5000; n += 1) {
          const added = await store.reports
            .add({ ...report, document: { text } })
            .catch((error: unknown) => error);
          if (added instanceof StoreError) return added.problem.code;
          kept.push((added as { readonly id: string }).id);
        }
        return 'none';
      };
      const signIn = async (n: number): Promise<void> => {
        const idHash = `hash-${n}`;
        await store.sessions.add({
          idHash,
          personId: ann.id,
          createdAt: at(1),
          lastSeenAt: at(1),
          expiresAt: at(20),
          userAgent: 'x'.repeat(200),
          ip: '192.0.2.1',
        });
        await store.auditLog.add({
          at: at(1),
          actor: { kind: 'person', id: ann.id, name: 'Ann' },
          action: 'signed-in',
          target: ann.id,
          data: {},
        });
        expect(await store.sessions.get(idHash, at(2))).toBeDefined();
        expect(await store.sessions.remove(idHash)).toBe(true);
      };
      expect(await fill()).toBe('disk-full');
      // Whatever else lies on this disk takes the last byte, too.
      disk.fill(0);
      for (let round = 0; round < 5; round += 1) {
        for (let n = 0; n < 20; n += 1) await signIn(round * 20 + n);
        // Cutting the log of writes may have given some room back; it is taken, too.
        expect(await fill()).toBe('disk-full');
      }
      const all = kept.splice(0);
      for (const id of all) expect(await store.reports.get(id)).toBeDefined();
      for (const id of all) expect(await store.reports.remove(id)).toBe(true);
      await store.sweep({ reportDays: 1, historyDays: 1, auditLogDays: 1 }, at(9));
      // What was deleted is room again, for the reserve first and then for all.
      expect(await store.probe()).toBeUndefined();
      expect(await fill()).toBe('disk-full');
      expect(kept.length).toBeGreaterThan(0);
      await signIn(999);
      await store.close();
      const again = await opened(folder, { check: 'full' });
      expect(await again.reports.remove(kept[0] ?? '')).toBe(true);
    },
  );

  test.each([300_000, 900_000, 1_500_000])(
    'with a small reserve and %d bytes free takes writes',
    async (free) => {
      const disk = smallDisk(8);
      const folder = join(disk.folder, 'data');
      await (await opened(folder)).close();
      writeFileSync(join(folder, 'waypost.reserve'), new Uint8Array(256 * 1024));
      disk.fill(free);
      expect(await (await opened(folder)).probe()).toBeUndefined();
    },
  );

  test('that was full when the server ended lets it start, sign in and delete', async () => {
    const disk = smallDisk(8);
    const folder = join(disk.folder, 'data');
    const store = await opened(folder);
    const kept = await store.reports.add({ ...report, document: { text: noise(1_000_000) } });
    await store.close();
    disk.fill(0);
    const again = await opened(folder);
    expect(await again.reports.get(kept.id)).toBeDefined();
    expect(await again.reports.remove(kept.id)).toBe(true);
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
