/**
 * `--plan-files`: writes what belongs to a plan into a folder of the domain. A file is made anew or not at all: one that is
 * there stays as it is, and is told where it holds something else; no symbolic link is followed below the named folder; keys
 * are readable by their owner alone.
 */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import type { Audit } from '../../audit/audit-case.ts';
import type { Problem } from '../../base/result.ts';
import { UsageError } from '../io.ts';

export interface PlanFileWritten {
  readonly path: string;
  /** 'same': it was there with this content; 'kept': it was there with another, or is no plain file. */
  readonly state: 'wrote' | 'same' | 'kept';
}

const MAX_COMPARED_BYTES = 1_048_576;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** What became of each file. Throws with the path where one cannot be written, or a key would be lost. */
export function writePlanFiles({ plan = [], subject }: Audit, folder: string): readonly PlanFileWritten[] {
  const files = plan.flatMap((step) => step.files);
  if (files.length === 0) return [];
  const own = join(folder, subject.name);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  if (!lstatSync(own).isDirectory()) throw new UsageError(linkInPlace(own));
  return files.map(({ name, text, isSecret }) => {
    const path = join(own, basename(name));
    const state = writeOnce(path, text, isSecret === true ? 0o600 : 0o644);
    // The public half was shown: without the private one it would be worth nothing.
    if (state === 'kept' && isSecret === true)
      throw new UsageError({
        code: 'key-in-place',
        message: `${path} is there already and is kept; name another folder with --plan-files.`,
        data: { path },
      });
    return { path, state };
  });
}

function linkInPlace(path: string): Problem {
  const message = `${path} is no folder but a link; name another folder with --plan-files.`;
  return { code: 'link-in-place', message, data: { path } };
}

function writeOnce(path: string, text: string, mode: number): PlanFileWritten['state'] {
  try {
    // O_EXCL: a link at the place counts as something that is there.
    writeFileSync(path, text, { mode, flag: 'wx' });
    return 'wrote';
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return holds(path, text) ? 'same' : 'kept';
  }
}

function holds(path: string, text: string): boolean {
  try {
    const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const stat = fstatSync(file);
      return stat.isFile() && stat.size <= MAX_COMPARED_BYTES && readFileSync(file, 'utf8') === text;
    } finally {
      closeSync(file);
    }
  } catch {
    // A link or a file that may not be read: whatever it holds, it stays.
    return false;
  }
}
