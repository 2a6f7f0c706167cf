/** Compiles the facts of `data/` into the package: a step of tools/build.ts. */
import { join } from 'node:path';
import { writeCompiledData } from '../src/main/compiled-data.ts';

/** Writes the folder `data` and `classifier.tables` into `outDir`; gives the number of files compiled. */
export function buildData(root: string, outDir: string): number {
  return writeCompiledData(join(root, 'data'), outDir);
}
