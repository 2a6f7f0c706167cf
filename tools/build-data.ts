/** Compiles the facts of `data/` into the one JSON file of the package: a path below `data/` → its content. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDataFolder } from '../src/main/load-data.ts';

/** Writes `data.json` into `outDir`; gives the number of files in it. */
export function buildData(root: string, outDir: string): number {
  const files = readDataFolder(join(root, 'data'));
  writeFileSync(join(outDir, 'data.json'), JSON.stringify(files));
  return Object.keys(files).length;
}
