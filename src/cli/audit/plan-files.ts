/** `--plan-files`: writes what belongs to a plan into a folder; keys readable by their owner alone, nothing overwritten. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Audit } from '../../audit/audit-case.ts';

/** The paths written. Throws with the path where one cannot be written. */
export function writePlanFiles({ plan = [], subject }: Audit, folder: string): readonly string[] {
  const files = plan.flatMap((step) => step.files);
  if (files.length === 0) return [];
  const own = join(folder, subject.name);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  return files.map(({ name, text, isSecret }) => {
    const path = join(own, basename(name));
    // 'wx': a key that is in use must not be lost to a second run.
    writeFileSync(path, text, {
      mode: isSecret === true ? 0o600 : 0o644,
      flag: isSecret === true ? 'wx' : 'w',
    });
    return path;
  });
}
