/** The data folder: made where it is missing, for its owner alone, and tried before anything is opened in it. */
import { accessSync, constants, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { failed, ok, type Result } from '../../base/result.ts';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

const userName = (): string => {
  const { USER, LOGNAME } = process.env;
  const uid = process.getuid?.();
  return USER ?? LOGNAME ?? (uid === undefined ? 'this user' : `user ${uid}`);
};

/** Why the folder cannot be used, and what to do. */
function problemOf(folder: string, error: unknown) {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return failed(
        'data-not-writable',
        `The data folder ${folder} cannot be written by ${userName()}. Run: chown ${userName()} ${folder}, or name another folder with --data.`,
        { folder },
      );
    case 'EROFS':
      return failed(
        'data-not-writable',
        `The data folder ${folder} is on a file system that cannot be written to. Name another folder with --data.`,
        { folder },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return failed(
        'disk-full',
        `There is no space left for the data folder ${folder}. Make room, then start again.`,
        {
          folder,
        },
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return failed(
        'data-no-folder',
        `The data folder ${folder} cannot be: it, or something above it, is a file. Name another with --data.`,
        { folder },
      );
    default:
      return failed(
        'data-not-writable',
        `The data folder ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}. Name another folder with --data.`,
        { folder },
      );
  }
}

/** Makes the folder (mode 0700) and writes a file into it, to see that it can. */
export function prepareDataFolder(folder: string): Result<{ readonly isNew: boolean }> {
  try {
    const isNew = mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
    if (!statSync(folder).isDirectory()) return problemOf(folder, { code: 'ENOTDIR' });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const trial = join(folder, `.trial-${process.pid}`);
    writeFileSync(trial, 'x', { mode: 0o600 });
    rmSync(trial);
    return ok({ isNew });
  } catch (error) {
    return problemOf(folder, error);
  }
}
