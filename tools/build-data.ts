/**
 * Compiles the facts of `data/` into the one JSON file of the package: a path below `data/` → its content.
 * Samples of rules are left out: they are tests, and a start should not read them.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFiles, readDataFolder } from '../src/main/load-data.ts';

type DataFile = DataFiles[string];

function withoutSamples(file: DataFile): DataFile {
  if (!Array.isArray(file['rule'])) return file;
  return { ...file, rule: file['rule'].map(({ samples: _samples, ...rule }) => rule) };
}

/** Writes `data.json` into `outDir`; gives the number of files in it. */
export function buildData(root: string, outDir: string): number {
  const files = Object.entries(readDataFolder(join(root, 'data')));
  const packed = Object.fromEntries(files.map(([name, file]) => [name, withoutSamples(file)]));
  writeFileSync(join(outDir, 'data.json'), JSON.stringify(packed));
  return files.length;
}
