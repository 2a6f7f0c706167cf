/** `--plan-files`: writes what belongs to a plan into a folder; keys readable by their owner alone, nothing overwritten. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Audit } from '../../audit/audit-case.ts';
import { UsageError } from '../io.ts';

/** The paths written. Throws with the path where one cannot be written. */
export function writePlanFiles({ plan = [], subject }: Audit, folder: string): readonly string[] {
  const files = plan.flatMap((step) => step.files);
  if (files.length === 0) return [];
  const own = join(folder, subject.name);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  return files.map(({ name, text, isSecret }) => {
    const path = join(own, basename(name));
    if (isSecret === true) writeKey(path, text);
    else writeFileSync(path, text, { mode: 0o644 });
    return path;
  });
}

/** A key that is in use must not be lost to a second run. */
function writeKey(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new UsageError(`${path} is there already and is kept; name another folder with --plan-files.`);
  }
}
