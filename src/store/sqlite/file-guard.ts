/**
 * Whether the database that is open is still what lies under its name. SQLite would go on writing to a file that was replaced or
 * removed, and everything acknowledged since would be gone with the next start.
 */
import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { storageProblem } from '../storage-problems.ts';
import { StoreError } from '../types.ts';

/** SQLite's file format, 1.3: every database begins so. */
export const DATABASE_HEAD = 'SQLite format 3\0';

/** How a file begins that no database of this process is open on. */
export function headOf(file: string): string {
  const handle = openSync(file, 'r');
  try {
    return readHead(handle);
  } finally {
    closeSync(handle);
  }
}

/** Shorter where the file is. */
function readHead(handle: number): string {
  const head = Buffer.alloc(DATABASE_HEAD.length);
  return head.toString('latin1', 0, readSync(handle, head, 0, head.length, 0));
}

export interface FileGuard {
  /** A look before each commit, some microseconds. Throws 'broken' where another file, or none, lies there, or no database. */
  readonly look: () => void;
  /** Only after the database was closed: closing a file lets go of all locks that a process has on it (POSIX fcntl). */
  readonly close: () => void;
}

export function guardFile(file: string): FileGuard {
  const handle = openSync(file, 'r');
  const { dev, ino } = fstatSync(handle);
  const faultOf = (): string | undefined => {
    const now = statSync(file, { throwIfNoEntry: false });
    if (now === undefined) return 'it was removed';
    if (now.dev !== dev || now.ino !== ino) return 'another file was put in its place';
    return readHead(handle) === DATABASE_HEAD ? undefined : 'it is no database any more';
  };
  return {
    look: () => {
      const fault = faultOf();
      if (fault !== undefined) throw new StoreError(storageProblem('broken', file, fault));
    },
    close: () => closeSync(handle),
  };
}
