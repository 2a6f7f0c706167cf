/** Where the parts of a data folder lie, and whether the folder can be used. */
import { accessSync, closeSync, constants, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../base/result.ts';
import { fileProblemOf } from '../storage-problems.ts';
import { closeFolder } from './folder-rights.ts';
import { makeFolder } from './make-folder.ts';

/** Where the database of a data folder lies. */
export function databaseFileOf(folder: string): string {
  return join(folder, 'waypost.db');
}

/** Makes the folder where it is missing, for its owner alone; closes it to others; says why it cannot be used. */
export function prepareFolder(folder: string): Problem | undefined {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const closed = closeFolder(folder);
    return closed.ok ? undefined : closed.problem;
  } catch (error) {
    const problem = fileProblemOf(error, folder);
    if (problem === undefined) throw error;
    if (problem.code === 'disk-full') return problem;
    const detail = error instanceof Error && 'code' in error ? String(error.code) : '';
    return {
      code: 'folder-not-writable',
      message: `The data folder ${folder} cannot be made or written to (${detail}); give its user the right to, or name another folder.`,
      data: { folder, detail },
    };
  }
}

/** Waits until what was named, renamed or removed in the folder is on stable storage. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
