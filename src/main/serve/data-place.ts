/** The data folder: made where it is missing, for its owner alone, and tried before anything is opened in it. */
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { failed, ok, type Result } from '../../base/result.ts';
import { closeFolder, databaseFileOf, makeFolder, shellWord } from '../../store/index.ts';

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** As commands take the user that this process runs as: by name, or by number where it has none. */
function ownUser(): string {
  try {
    const { username, uid } = userInfo();
    return /^[\w.-]+$/.test(username) ? username : String(uid);
  } catch {
    return String(process.getuid?.() ?? 'USER');
  }
}

/** The command that makes the folder, or gives it, to a user: also where one above it refuses. */
export const giveCommand = (folder: string, user: string): string =>
  `install -d -o ${user} -m 700 ${shellWord(folder)}`;

/** Why the folder cannot be used, and what to do. */
function problemOf(folder: string, error: unknown) {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM': {
      const user = ownUser();
      const command = giveCommand(folder, user);
      return failed(
        'data-not-writable',
        `The data folder ${folder} cannot be written by the user ${user}. Run as root: ${command} (or name another folder with --data).`,
        { how: 'no-right', folder, user, command },
      );
    }
    case 'EROFS':
      return failed(
        'data-not-writable',
        `The data folder ${folder} is on a file system that cannot be written to. Name another folder with --data.`,
        { how: 'read-only', folder },
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return failed(
        'disk-full',
        `There is no space left for the data folder ${folder}. Make room, then start again.`,
        { how: 'folder', folder },
      );
    case 'ENOENT':
      return failed(
        'data-no-folder',
        `The data folder ${folder} cannot be made: the system takes no new folders in that place. Name another with --data.`,
        { how: 'no-place', folder },
      );
    case 'ENOTDIR':
    case 'EEXIST':
      return failed(
        'data-no-folder',
        `The data folder ${folder} cannot be: it, or something above it, is a file. Name another with --data.`,
        { how: 'is-file', folder },
      );
    default: {
      const cause = error instanceof Error ? error.message : String(error);
      return failed(
        'data-not-writable',
        `The data folder ${folder} cannot be used: ${cause}. Name another folder with --data.`,
        { how: 'other', folder, cause },
      );
    }
  }
}

/** Makes the folder (mode 0700), closes it to others, and writes a file into it, to see that it can. */
export function prepareDataFolder(
  folder: string,
): Result<{ readonly isNew: boolean; readonly wasOpen: boolean }> {
  try {
    const isNew = makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const closed = closeFolder(folder);
    if (!closed.ok) return closed;
    // Whoever has a database there is let in also on a full disk, to make room; the store says what it cannot do.
    if (!existsSync(databaseFileOf(folder))) {
      const trial = join(folder, `.trial-${process.pid}`);
      writeFileSync(trial, 'x', { mode: 0o600 });
      rmSync(trial);
    }
    return ok({ isNew, wasOpen: closed.value.wasOpen });
  } catch (error) {
    return problemOf(folder, error);
  }
}
