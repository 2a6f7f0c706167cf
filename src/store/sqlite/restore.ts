/** Puts a backup in the place of a data folder's database. The one that was there stays beside it. */
import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Clock, instantOf } from '../../base/clock.ts';
import { failed, ok, type Problem, type Result } from '../../base/result.ts';
import { copyDatabase } from './backup.ts';
import { DATABASE_HEAD, headOf } from './file-guard.ts';
import { lockFolder } from './folder-lock.ts';
import { inspectDatabase } from './open-database.ts';
import { busyMs } from './open-reader.ts';
import { databaseFileOf, prepareFolder, syncFolder } from './place.ts';
import { problemOf } from './store-errors.ts';

export interface RestoreOptions {
  readonly clock: Clock;
  /** Version of the program. */
  readonly program?: string;
}

export interface Restored {
  /** Where the replaced database lies now; absent where there was none. */
  readonly replaced?: string;
}

/** Brings what lies in the log of a database that is whole into its file. Of one that is not, SQLite might throw the log away. */
async function settleLog(file: string, program: string): Promise<void> {
  if (!(await inspectDatabase(file, program, 'quick')).ok) return;
  const database = new DatabaseSync(file, { timeout: busyMs });
  try {
    database.exec('pragma wal_checkpoint(truncate)');
  } finally {
    database.close();
  }
}

/** Keeps the old database under a dated name. A log that is left goes first: it must never lie beside another database. */
async function setAside(file: string, aside: string, program: string): Promise<void> {
  await settleLog(file, program);
  for (const ending of ['-wal', '-shm'])
    if (existsSync(`${file}${ending}`)) renameSync(`${file}${ending}`, `${aside}${ending}`);
  try {
    // Linked, then replaced by the new one: at no moment is there no database.
    linkSync(file, aside);
  } catch (error) {
    // File systems without hard links.
    if (existsSync(aside)) throw error;
    renameSync(file, aside);
  }
}

/**
 * Restores the backup `file` into the data folder: looks whether it is whole and of a version that this program knows, refuses while a
 * server runs there. Its key, `secret.key`, stays as it is. Problems: 'no-backup', 'in-use',
 * 'newer-database', 'not-ours', 'broken', 'exists', and those of the storage.
 */
export async function restoreFrom(
  file: string,
  folder: string,
  { clock, program = 'unreleased' }: RestoreOptions,
): Promise<Result<Restored>> {
  const unusable = prepareFolder(folder);
  if (unusable !== undefined) return { ok: false, problem: unusable };
  const lock = lockFolder(folder);
  if (!lock.ok) return lock;
  try {
    return await restoreLocked(file, folder, instantOf(clock.nowMs()), program);
  } finally {
    lock.value.release();
  }
}

/** What is wrong with the backup itself: what is said of a database that serves would send whoever reads it to his data folder. */
function ofBackup(problem: Problem, file: string): Problem {
  const detail = String(problem.data?.['detail'] ?? problem.code);
  if (problem.code === 'broken') {
    const isDatabase = headOf(file) === DATABASE_HEAD;
    const message = isDatabase
      ? `The backup ${file} is damaged (${detail}), so it was not restored and nothing was changed; take an older one.`
      : `${file} is no backup of Waypost: it is no database. Nothing was changed.`;
    return {
      code: isDatabase ? 'broken' : 'no-backup',
      message,
      data: { how: isDatabase ? 'backup' : 'no-database', file, detail },
    };
  }
  return problem.code === 'not-ours'
    ? {
        ...problem,
        data: { how: 'backup', file },
        message: `${file} is a database of another program, not a backup of Waypost. Nothing was changed.`,
      }
    : problem;
}

async function restoreLocked(
  file: string,
  folder: string,
  now: string,
  program: string,
): Promise<Result<Restored>> {
  const target = databaseFileOf(folder);
  const draft = join(folder, 'waypost.db.restoring');
  try {
    if (!existsSync(file) || statSync(file).size === 0)
      return failed('no-backup', `${file} is no backup: it is missing or empty.`, {
        how: 'missing',
        file,
      });
    if (!statSync(file).isFile())
      return failed('no-backup', `${file} is no backup: it is no file.`, { how: 'no-file', file });
    const fit = await inspectDatabase(file, program, 'full');
    if (!fit.ok) return { ok: false, problem: ofBackup(fit.problem, file) };
    if (fit.value.version === 0)
      return failed('not-ours', `${file} is no backup of Waypost.`, { how: 'empty', file });
    rmSync(draft, { force: true });
    const copied = await copyDatabase(file, draft);
    if (!copied.ok) return copied;
    const aside = join(folder, `waypost-replaced-${now.replaceAll(/[:.]/g, '-')}.db`);
    if (existsSync(aside))
      return failed('exists', `${aside} exists already and is not overwritten; try again.`, {
        how: 'again',
        file: aside,
      });
    const isThere = existsSync(target);
    if (isThere) await setAside(target, aside, program);
    renameSync(draft, target);
    syncFolder(folder);
    return ok(isThere ? { replaced: aside } : {});
  } catch (error) {
    const problem = problemOf(error, target);
    if (problem === undefined) throw error;
    return { ok: false, problem };
  } finally {
    rmSync(draft, { force: true });
  }
}
