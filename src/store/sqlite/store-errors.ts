/** What SQLite reports, as problems of the storage. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Problem } from '../../base/result.ts';
import { fileProblemOf, type StorageCode, storageProblem } from '../storage-problems.ts';
import { StoreError } from '../types.ts';

/** Bytes: less than the file that connections share and a few pages need. */
const leastRoom = 65_536;

/** Primary result codes of SQLite: the low byte of what it reports. */
const sqliteCodes: Readonly<Record<number, StorageCode>> = {
  5: 'locked', // BUSY
  6: 'locked', // LOCKED
  8: 'read-only', // READONLY
  10: 'io-error', // IOERR
  11: 'broken', // CORRUPT
  13: 'disk-full', // FULL
  14: 'cannot-open', // CANTOPEN
  26: 'broken', // NOTADB
};

/** Some failures of a full disk reach us as failures of reading and writing: those of the file that connections share. */
function hasNoRoom(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(file));
    return bavail * bsize < leastRoom;
  } catch {
    return false;
  }
}

/** The problem behind an error of SQLite or of a file; undefined where it is a fault of the statement, which is a bug. */
export function problemOf(error: unknown, file: string): Problem | undefined {
  if (error instanceof StoreError) return error.problem;
  if (!(error instanceof Error)) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') {
    const code = sqliteCodes[error.errcode & 0xff];
    if (code === 'io-error' && hasNoRoom(file)) return storageProblem('disk-full', file, error.message);
    return code && storageProblem(code, file, error.message);
  }
  return fileProblemOf(error, file);
}

/** The error that a repository throws for it: StoreError for what the storage does, else the bug itself. */
export function storeErrorOf(error: unknown, file: string): unknown {
  if (error instanceof StoreError) return error;
  const problem = problemOf(error, file);
  return problem === undefined ? error : new StoreError(problem, error);
}

/** What is thrown after the store was closed. */
export function closedError(file: string): StoreError {
  return new StoreError(storageProblem('closed', file, 'closed'));
}
