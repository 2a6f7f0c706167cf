/**
 * Compiles the facts of `data/` into the one JSON file of the package: a path below `data/` → its content.
 * The rules go in compiled: reading and compiling their words costs more than a start may.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileClassifier } from '../src/explain/classify/index.ts';
import { COMPILED_CLASSIFIER, classifierData, readDataFolder } from '../src/main/load-data.ts';

/** Writes `data.json` into `outDir`; gives the number of files in it. */
export function buildData(root: string, outDir: string): number {
  const files = readDataFolder(join(root, 'data'));
  const kept = Object.entries(files).filter(
    ([name]) => !name.startsWith('rejections/') && name !== 'calibration.json',
  );
  const packed = {
    ...Object.fromEntries(kept),
    [COMPILED_CLASSIFIER]: compileClassifier(classifierData(files)),
  };
  writeFileSync(join(outDir, 'data.json'), JSON.stringify(packed));
  return Object.keys(files).length;
}
