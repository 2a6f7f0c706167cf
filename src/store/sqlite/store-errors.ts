/** What SQLite reports, as a problem that says what happened, where, and what to do. */
import type { Problem } from '../../base/result.ts';
import { StoreError } from '../types.ts';

/** Primary result codes of SQLite (the low byte of what it reports). */
const codes = {
  busy: 5,
  locked: 6,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notDatabase: 26,
} as const;

const ioCodes: Readonly<Record<string, string>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
};

function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

function describe(code: string, file: string, detail: string): Problem {
  const data = { file, detail };
  switch (code) {
    case 'disk-full':
      return {
        code,
        message: `There is no room left where ${file} lies, so nothing was written; make room there, and the store goes on by itself.`,
        data,
      };
    case 'locked':
      return {
        code,
        message: `Another program holds ${file} (${detail}), so nothing was written; end what has it open, such as a sqlite3 shell.`,
        data,
      };
    case 'read-only':
      return {
        code,
        message: `${file} cannot be written to (${detail}); give the user that runs Waypost the right to write there, or mount it writable.`,
        data,
      };
    case 'broken':
      return {
        code,
        message: `${file} is damaged (${detail}); stop Waypost, keep a copy of the folder, and restore the last backup.`,
        data,
      };
    case 'cannot-open':
      return {
        code,
        message: `${file} cannot be opened (${detail}); see whether the folder exists and its user may read and write it.`,
        data,
      };
    default:
      return {
        code,
        message: `Reading or writing ${file} failed (${detail}), so nothing was written; look at the disk and the system's log.`,
        data,
      };
  }
}

/** The problem behind an error of SQLite or of a file; undefined where it is a fault of the statement, which is a bug. */
export function problemOf(error: unknown, file: string): Problem | undefined {
  if (error instanceof StoreError) return error.problem;
  if (!(error instanceof Error)) return undefined;
  switch (sqliteCode(error)) {
    case codes.full:
      return describe('disk-full', file, error.message);
    case codes.busy:
    case codes.locked:
      return describe('locked', file, error.message);
    case codes.readOnly:
      return describe('read-only', file, error.message);
    case codes.corrupt:
    case codes.notDatabase:
      return describe('broken', file, error.message);
    case codes.cannotOpen:
      return describe('cannot-open', file, error.message);
    case codes.ioError:
      return describe('io-error', file, error.message);
    default:
  }
  if ('syscall' in error && 'code' in error && typeof error.code === 'string')
    return describe(ioCodes[error.code] ?? 'io-error', file, error.message);
  return undefined;
}

/** The error that a repository throws for it: StoreError for what the storage does, else the bug itself. */
export function storeErrorOf(error: unknown, file: string): unknown {
  if (error instanceof StoreError) return error;
  const problem = problemOf(error, file);
  return problem === undefined ? error : new StoreError(problem, error);
}

/** What is thrown after the store was closed. */
export function closedError(file: string): StoreError {
  return new StoreError({
    code: 'closed',
    message: `The store ${file} is closed; the program is ending.`,
    data: { file },
  });
}
