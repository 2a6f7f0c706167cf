/**
 * Private keys that an earlier run of `--plan-files` wrote. They are used again: a plan must show the public half of the key
 * that is in the folder. No symbolic link is followed, and nothing larger than a key is read.
 */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../base/result.ts';
import { UsageError } from '../cli/io.ts';
import { pathError } from '../cli/regular-file.ts';

export interface KeptKey {
  readonly selector: string;
  readonly key: KeyObject;
}

const MAX_KEY_BYTES = 16_384;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** The pair of the newest day; empty where the folder holds none. Throws with the path where a file is no key. */
export function readKeptKeys(folder: string, domain: string): readonly KeptKey[] {
  const own = join(folder, domain);
  const end = `.${domain}.private.pem`;
  const selectors = namesIn(own)
    .filter((name) => /^w\d{8}[re]\./.test(name) && name.endsWith(end))
    .map((name) => name.slice(0, -end.length))
    .sort();
  const stem = selectors.at(-1)?.slice(0, -1);
  return selectors
    .filter((selector) => selector.slice(0, -1) === stem)
    .map((selector) => ({ selector, key: readKey(join(own, `${selector}${end}`)) }));
}

function namesIn(folder: string): readonly string[] {
  try {
    if (!lstatSync(folder).isDirectory())
      throw new UsageError({
        code: 'link-in-place',
        message: `${folder} is no folder but a link; name another folder with --plan-files.`,
        data: { path: folder },
      });
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    if (error instanceof UsageError) throw error;
    throw pathError('unreadable-path', '--plan-files', folder, error);
  }
}

function readKey(path: string): KeyObject {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(file);
      if (stat.isFile() && stat.size <= MAX_KEY_BYTES) return createPrivateKey(readFileSync(file));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new UsageError(noKey(path), { cause: error });
  }
  throw new UsageError(noKey(path));
}

function noKey(path: string): Problem {
  const message = `${path} is no private key that can be used again; it is kept. Name another folder with --plan-files.`;
  return { code: 'no-private-key', message, data: { path } };
}
