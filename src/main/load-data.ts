/** The data of this program: compiled beside it in a package, from `data/` through a cache in a source tree. */
import { join } from 'node:path';
import { readCompiledData, readSourceData } from './compiled-data.ts';
import type { DataFiles } from './data-folder.ts';

/** Throws, naming the file, where one cannot be read. The classifier is large: only explaining needs it. */
export function loadData(wantsClassifier = true): DataFiles {
  // A package holds this module in dist/bin/ or dist/main/, and the compiled data in dist/.
  const packaged = readCompiledData(join(import.meta.dirname, '..'), wantsClassifier);
  return packaged ?? readSourceData(join(import.meta.dirname, '..', '..'), wantsClassifier);
}
