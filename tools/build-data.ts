/**
 * Compiles the facts of `data/` into the one JSON file of the package: a path below `data/` → its content.
 * The rules go in compiled: reading and compiling their words costs more than a start may.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileClassifier } from '../src/explain/classify/index.ts';
import { classifierData, readDataFolder } from '../src/main/load-data.ts';

/** JSON without a character above ASCII: read as Latin-1 it needs no decoding. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Writes `data.json` and `classifier.json` into `outDir`; gives the number of files in them. */
export function buildData(root: string, outDir: string): number {
  const files = readDataFolder(join(root, 'data'));
  const kept = Object.entries(files).filter(
    ([name]) => !name.startsWith('rejections/') && name !== 'calibration.json',
  );
  writeFileSync(join(outDir, 'data.json'), asciiJson(Object.fromEntries(kept)));
  writeFileSync(join(outDir, 'classifier.json'), asciiJson(compileClassifier(classifierData(files))));
  return Object.keys(files).length;
}
