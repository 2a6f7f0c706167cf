/** What the storage does to us, in words: what happened, where, and what to do. */
import type { Problem } from '../base/result.ts';

/** Codes of problems that a disk or file can make, whichever database lies on it. */
export type StorageCode =
  | 'disk-full'
  | 'locked'
  | 'read-only'
  | 'broken'
  | 'cannot-open'
  | 'closed'
  | 'io-error';

const sayings: Readonly<Record<StorageCode, (file: string, detail: string) => string>> = {
  'disk-full': (file) =>
    `There is no room left where ${file} lies, so nothing was written; make room there, and the store goes on by itself.`,
  locked: (file, detail) =>
    `Another program holds ${file} (${detail}), so nothing was written; end what has it open, such as a sqlite3 shell.`,
  'read-only': (file, detail) =>
    `${file} cannot be written to (${detail}); give the user that runs Waypost the right to write there, or mount it writable.`,
  broken: (file, detail) =>
    `${file} is damaged (${detail}); stop Waypost, keep a copy of the folder, and restore the last backup.`,
  'cannot-open': (file, detail) =>
    `${file} cannot be opened (${detail}); see whether the folder exists and its user may read and write it.`,
  closed: (file) => `The store ${file} is closed; the program is ending.`,
  'io-error': (file, detail) =>
    `Reading or writing ${file} failed (${detail}), so nothing was written; look at the disk and the system's log.`,
};

/** Says it. `detail` is what the system said. */
export function storageProblem(code: StorageCode, file: string, detail: string): Problem {
  return { code, message: sayings[code](file, detail), data: { file, detail } };
}

const systemCodes: Readonly<Record<string, StorageCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
  ENOENT: 'cannot-open',
  ENOTDIR: 'cannot-open',
  EISDIR: 'cannot-open',
};

/** The problem behind an error of the file system; undefined where it is none. */
export function fileProblemOf(error: unknown, file: string): Problem | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return storageProblem(systemCodes[String(error.code)] ?? 'io-error', file, error.message);
}
