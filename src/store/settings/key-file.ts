/** `secret.key`: the 32 bytes under which secrets are sealed. They lie beside the database and are in no backup of it. */

import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { failed, ok, type Result } from '../../base/result.ts';
import { fileProblemOf } from '../storage-problems.ts';

/** Bytes of a key of AES-256. */
const keyLength = 32;

/** Where the key of a data folder lies. */
export function keyFileOf(folder: string): string {
  return join(folder, 'secret.key');
}

/** Copies the key of a data folder to a new file that its owner alone can read: what a backup of the database needs to open secrets. */
export function copyKeyTo(folder: string, path: string): Result<undefined> {
  try {
    const key = readFileSync(keyFileOf(folder));
    writeKey(path, key);
    return ok(undefined);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      return failed('exists', `${path} exists already and is not overwritten; name another file.`, {
        how: 'key',
        file: path,
      });
    const problem = fileProblemOf(error, path);
    if (problem === undefined) throw error;
    return { ok: false, problem };
  }
}

function writeKey(file: string, key: Uint8Array): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, key);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes a key that nobody else can read, whole or not at all. */
function makeKey(file: string): Uint8Array {
  const key = randomBytes(keyLength);
  const draft = `${file}.new`;
  rmSync(draft, { force: true });
  writeKey(draft, key);
  renameSync(draft, file);
  return key;
}

/**
 * Reads the key of a folder whose lock is held, and makes one where there is none yet. `isNeeded`: the database holds sealed secrets,
 * so a missing key is not replaced by a new one unless an empty file of its name asks for that.
 */
export function openKey(folder: string, isNeeded: boolean): Result<Uint8Array> {
  const file = keyFileOf(folder);
  try {
    if (!existsSync(file)) {
      if (!isNeeded) return ok(makeKey(file));
      return failed(
        'key-missing',
        `${file} is missing, and the database holds secrets that were sealed with it; put the key file back. If it is lost, make an empty file of that name: secrets then have to be entered again.`,
        { file },
      );
    }
    const { mode, size } = statSync(file);
    const others = mode & 0o077;
    if (others !== 0 && process.platform !== 'win32')
      return failed('key-exposed', `Others can read or change ${file}; run: chmod 600 '${file}'`, {
        file,
        mode: (mode & 0o777).toString(8),
      });
    if (size === 0) return ok(makeKey(file));
    if (size === keyLength) return ok(readFileSync(file));
    return failed(
      'key-broken',
      `${file} is ${size} bytes long instead of ${keyLength}; put the right key file back. If it is lost, empty the file: secrets then have to be entered again.`,
      { file, size },
    );
  } catch (error) {
    const problem = fileProblemOf(error, file);
    if (problem === undefined) throw error;
    return { ok: false, problem };
  }
}
