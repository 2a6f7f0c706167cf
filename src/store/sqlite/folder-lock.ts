/**
 * One server for each data folder: whoever opens it holds a lock of the operating system on `waypost.lock`, which ends with the
 * process, however it ends. `waypost.pid` tells others who holds it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { failed, ok, type Result } from '../../base/result.ts';
import { problemOf } from './store-errors.ts';

export interface FolderLock {
  readonly release: () => void;
}

/** Who holds it, as far as the file tells: written after the lock was taken, so it may be missing for a moment. */
function holderOf(file: string): string | undefined {
  try {
    return /^[0-9]{1,10}$/m.exec(readFileSync(file, 'utf8').slice(0, 20))?.[0];
  } catch {
    return undefined;
  }
}

/** Takes the lock, or says which process holds it. A process that died left none behind. */
export function lockFolder(folder: string): Result<FolderLock> {
  const lockFile = join(folder, 'waypost.lock');
  const pidFile = join(folder, 'waypost.pid');
  let lock: DatabaseSync | undefined;
  try {
    writeFileSync(lockFile, '', { flag: 'a', mode: 0o600 });
    lock = new DatabaseSync(lockFile, { timeout: 0 });
    // Nothing is ever written to it: no journal beside it, so that nothing is left behind.
    lock.exec('pragma journal_mode = memory; begin exclusive');
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    lock?.close();
    const problem = problemOf(error, lockFile);
    if (problem === undefined) throw error;
    if (problem.code !== 'locked') return { ok: false, problem };
    const pid = holderOf(pidFile);
    return failed(
      'in-use',
      `The data folder ${folder} is in use by ${pid === undefined ? 'another process' : `process ${pid}`}; stop that server first, or give this one another folder.`,
      { folder, ...(pid !== undefined && { pid: Number(pid) }) },
    );
  }
  const held = lock;
  return ok({
    release: () => {
      try {
        writeFileSync(pidFile, '', { mode: 0o600 });
      } catch {
        // The file only informs: the lock is what counts.
      }
      if (held.isOpen) held.close();
    },
  });
}
