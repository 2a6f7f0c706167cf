/** The store of one data folder, on SQLite. */
import { existsSync, rmSync } from 'node:fs';
import type { Clock } from '../../base/clock.ts';
import { ok, type Result } from '../../base/result.ts';
import type { Access } from '../access.ts';
import { createIds } from '../ids.ts';
import { createRepositories } from '../repositories.ts';
import { openKey } from '../settings/key-file.ts';
import { sweep } from '../sweep/sweep.ts';
import { type Store, StoreError } from '../types.ts';
import { copyDatabase } from './backup.ts';
import { guardFile } from './file-guard.ts';
import { lockFolder } from './folder-lock.ts';
import { createWriter } from './group-commit.ts';
import type { IntegrityCheck } from './integrity.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { createPacking } from './packing.ts';
import { databaseFileOf, prepareFolder } from './place.ts';
import { openReserve, reserveFileOf } from './reserve.ts';
import { closedError } from './store-errors.ts';

export interface StoreOptions {
  /** The data folder; made where it is missing, for its owner alone. */
  readonly folder: string;
  readonly clock: Clock;
  /** Version of the program: noted with migrations, named when a database is newer. */
  readonly program?: string;
  /** How thoroughly the database is looked at first; 'quick' unless said otherwise. */
  readonly check?: IntegrityCheck;
}

function createStore(
  access: Access,
  opened: OpenDatabase,
  key: Uint8Array,
  file: string,
  end: () => Promise<void>,
): Store {
  let closing: Promise<void> | undefined;
  return {
    ...createRepositories(access, key),
    probe: async () => {
      try {
        await access.write(async (db) => {
          await db
            .insertInto('probe')
            .values({ id: 1, count: 1 })
            .onConflict((conflict) =>
              conflict.column('id').doUpdateSet((builder) => ({ count: builder('probe.count', '+', 1) })),
            )
            .execute();
        });
        return undefined;
      } catch (error) {
        if (error instanceof StoreError) return error.problem;
        throw error;
      }
    },
    sweep: async (retention, now) => {
      const swept = await sweep(access, retention, now);
      await giveBackPages(opened, access);
      return swept;
    },
    backupTo: async (path) => {
      if (closing !== undefined) throw closedError(file);
      const copied = await copyDatabase(file, path);
      if (!copied.ok) throw new StoreError(copied.problem);
    },
    close: () => {
      closing ??= end();
      return closing;
    },
  };
}

/** Pages that nothing is on any more go back to the disk, some at a time. */
async function giveBackPages({ writer }: OpenDatabase, { always }: Access): Promise<void> {
  const pagesAtOnce = 500;
  // So many stay for what comes next.
  const pagesKept = 1000;
  const free = () => Number(Object.values(writer.prepare('pragma freelist_count').get() ?? {})[0] ?? 0);
  for (let left = free() - pagesKept; left > 0; left -= pagesAtOnce)
    await always(async () => {
      writer.prepare(`pragma incremental_vacuum(${pagesAtOnce})`).all();
    });
}

/**
 * Opens the store of a data folder, and makes it where there is none: locks the folder, looks whether the database is whole and of a
 * version this program knows, and brings it to today's shape. Problems: 'folder-not-writable', 'in-use', 'newer-database', 'not-ours',
 * 'broken', 'no-log', 'key-missing', 'key-exposed', 'key-broken', 'disk-full', 'read-only', 'locked', 'cannot-open', 'io-error'.
 */
export async function openStore(options: StoreOptions): Promise<Result<Store>> {
  const opened = await openOnce(options);
  if (opened.ok || opened.problem.code !== 'disk-full') return opened;
  // What was kept back for a full disk lets somebody in who makes room.
  const reserve = reserveFileOf(options.folder);
  if (!existsSync(reserve)) return opened;
  rmSync(reserve, { force: true });
  return openOnce(options);
}

async function openOnce(options: StoreOptions): Promise<Result<Store>> {
  const problem = prepareFolder(options.folder);
  if (problem !== undefined) return { ok: false, problem };
  const lock = lockFolder(options.folder);
  if (!lock.ok) return lock;
  let isOpen = false;
  try {
    const store = await openLocked(options, lock.value.release);
    isOpen = store.ok;
    return store;
  } finally {
    if (!isOpen) lock.value.release();
  }
}

/** The newest id of the tables that are read in the order of ids: later ones must be greater, whatever the clock says now. */
async function newestId({ read }: OpenDatabase): Promise<string | undefined> {
  const rows = await Promise.all(
    (['reports', 'jobs', 'audit_log', 'finding_changes', 'listings', 'alerts'] as const).map((table) =>
      read.selectFrom(table).select('id').orderBy('id', 'desc').limit(1).executeTakeFirst(),
    ),
  );
  return rows
    .flatMap((row) => (row === undefined ? [] : [row.id]))
    .sort()
    .at(-1);
}

async function openLocked(options: StoreOptions, release: () => void): Promise<Result<Store>> {
  const { folder, clock, program = 'unreleased', check = 'quick' } = options;
  const file = databaseFileOf(folder);
  const database = await openDatabase(file, clock, program, check);
  if (!database.ok) return database;
  const opened = database.value;
  try {
    const sealed = await opened.read.selectFrom('secrets').select('name').limit(1).executeTakeFirst();
    const key = openKey(folder, sealed !== undefined);
    if (!key.ok) {
      opened.close();
      return key;
    }
    const newId = createIds(clock, await newestId(opened));
    const reserve = openReserve(folder);
    const guard = guardFile(file);
    const writer = createWriter(opened.writer, opened.write, clock, file, reserve, guard.look);
    const end = async () => {
      try {
        await writer.close();
        opened.close();
        guard.close();
      } finally {
        release();
      }
    };
    return ok(
      createStore(
        {
          read: opened.read,
          write: writer.write,
          always: writer.always,
          packing: createPacking(file),
          newId,
          clock,
        },
        opened,
        key.value,
        file,
        end,
      ),
    );
  } catch (error) {
    opened.close();
    throw error;
  }
}
