/** Opens a database for reading alone, also where nothing can be written beside it. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';

/** Others than this program, such as a sqlite3 shell, may hold the file for so long. */
export const busyMs = 1000;

function canWriteBeside(file: string): boolean {
  try {
    accessSync(dirname(resolve(file)), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A connection that reads. On a read-only disk, where nobody can write meanwhile either, a database without a log is taken as it lies:
 * SQLite would want to make files beside it.
 */
export function openReader(file: string): DatabaseSync {
  const log = `${file}-wal`;
  const hasLog = existsSync(log) && statSync(log).size > 0;
  if (hasLog || canWriteBeside(file)) return new DatabaseSync(file, { readOnly: true, timeout: busyMs });
  const url = pathToFileURL(resolve(file));
  url.searchParams.set('immutable', '1');
  return new DatabaseSync(url, { readOnly: true });
}
