/** Whether a built dashboard fits its sources: their names, sizes and times, kept beside it. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const FILE = '.sources';

function filesBelow(folder: string, skipped: readonly string[]): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.includes(entry.name) ? [] : filesBelow(path, skipped);
    return entry.isFile() && !entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

/** Of everything that the dashboard is made from. */
export function fingerprintOf(root: string): string {
  const languages = readdirSync(join(root, 'data/texts')).map((name) =>
    join(root, 'data/texts', name, 'web'),
  );
  const paths = [
    join(root, 'package-lock.json'),
    ...[join(root, 'web'), join(root, 'tools/web'), ...languages].flatMap((folder) =>
      filesBelow(folder, ['dist']),
    ),
  ].sort();
  const hash = createHash('sha256');
  for (const path of paths) {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${relative(root, path)}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

export function isCurrent(outDir: string, fingerprint: string): boolean {
  const file = join(outDir, FILE);
  return existsSync(file) && readFileSync(file, 'utf8') === fingerprint;
}

export function noteFingerprint(outDir: string, fingerprint: string): void {
  writeFileSync(join(outDir, FILE), fingerprint);
}
