/** A consistent copy of a database that is in use, by this process or another. */
import { closeSync, existsSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { failed, ok, type Result } from '../../base/result.ts';
import { checkInSteps } from './integrity.ts';
import { openReader } from './open-reader.ts';
import { databaseFileOf, syncFolder } from './place.ts';
import { problemOf } from './store-errors.ts';

/** Pages copied at a time, in a thread of their own. */
const pagesAtOnce = 1000;

function removeAll(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${ending}`, { force: true });
}

/** Gives the finished copy its name, unless something of that name has come meanwhile. */
function giveName(draft: string, path: string): void {
  try {
    linkSync(draft, path);
    rmSync(draft);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // File systems without hard links.
    if (code === 'EEXIST' || existsSync(path)) throw error;
    renameSync(draft, path);
  }
  syncFolder(dirname(path));
}

/**
 * Copies the database `file` as it is at one moment to `path`, which must not exist; the copy is looked at before it gets its name.
 * The key of sealed secrets is not in it: see `copyKeyTo`. Problems: 'exists', and those of the storage.
 */
export async function copyDatabase(file: string, path: string): Promise<Result<undefined>> {
  const draft = `${path}.partial`;
  const exists = (name: string) =>
    failed('exists', `${name} exists already and is not overwritten; name another file, or remove it.`, {
      file: name,
    });
  if (existsSync(path)) return exists(path);
  let source: DatabaseSync | undefined;
  let isOurs = false;
  try {
    closeSync(openSync(draft, 'wx', 0o600));
    isOurs = true;
    source = openReader(file);
    // An open read keeps the moment: writes go on, and the copy does not begin anew with each of them.
    source.exec('begin');
    source.prepare('select count(*) from sqlite_schema').get();
    await backup(source, draft, { rate: pagesAtOnce });
    source.close();
    const copy = new DatabaseSync(draft);
    try {
      // A single file that needs none beside it.
      copy.exec('pragma journal_mode = delete');
      const problem = await checkInSteps(copy, draft);
      if (problem !== undefined) return { ok: false, problem };
    } finally {
      copy.close();
    }
    giveName(draft, path);
    return ok(undefined);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      return exists(isOurs ? path : draft);
    const problem = problemOf(error, path);
    if (problem === undefined) throw error;
    return { ok: false, problem };
  } finally {
    if (source?.isOpen) source.close();
    if (isOurs) removeAll(draft);
  }
}

/**
 * Backs up the database of a data folder, whether a server runs on it or not: `backupTo` for a process that has not opened the store.
 * Problems: 'no-database', 'exists', and those of the storage.
 */
export async function backupFolder(folder: string, path: string): Promise<Result<undefined>> {
  const file = databaseFileOf(folder);
  if (!existsSync(file))
    return failed('no-database', `There is no ${file}; name the data folder that the server uses.`, { file });
  return copyDatabase(file, path);
}
