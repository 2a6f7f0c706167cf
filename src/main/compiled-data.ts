/**
 * The facts of `data/` compiled into JSON, a file for each of theirs, and one for the classifier: in the package beside the
 * program, in a source tree in a cache, because reading and compiling more than a hundred TOML files takes longer and more
 * memory than explaining a bounce.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { compileClassifier, type TomlTable } from '../explain/classify/index.ts';
import { asciiJson } from './ascii-json.ts';
import {
  COMPILED_CLASSIFIER,
  classifierData,
  type DataFiles,
  listDataFiles,
  readDataFolder,
} from './data-folder.ts';
import { readTables, writeTables } from './tables-file.ts';

const DATA = 'data';
/** The names of the files, so that nothing else is read to know what there is. */
const NAMES = 'data/names.json';
const CLASSIFIER = 'classifier.tables';

const compiledPath = (folder: string, name: string): string =>
  join(folder, DATA, name.replace(/\.toml$/, '.json'));

/** Does the compiled classifier hold what this file holds? */
const isOfClassifier = (name: string): boolean =>
  name.startsWith('rejections/') || name === 'calibration.json' || name === 'likeness.json';

/** Writes the compiled files into `folder`; gives the number of files compiled. */
export function writeCompiledData(dataFolder: string, folder: string): number {
  const files = readDataFolder(dataFolder);
  const kept = Object.keys(files).filter((name) => !isOfClassifier(name));
  for (const name of kept) {
    const path = compiledPath(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, asciiJson(files[name]));
  }
  writeTables(join(folder, CLASSIFIER), compileClassifier(classifierData(files)));
  writeFileSync(join(folder, NAMES), asciiJson(kept));
  return Object.keys(files).length;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'latin1'));

/**
 * The compiled data in `folder`, or undefined where there is none; the classifier only where it is wanted. Each file is
 * read when it is asked for (one run needs few of the two hundred), and the packed classifier is not kept: who opens it has
 * tables of his own.
 */
export function readCompiledData(folder: string, wantsClassifier = true): DataFiles | undefined {
  if (!existsSync(join(folder, NAMES)) || !existsSync(join(folder, CLASSIFIER))) return undefined;
  const data: Record<string, TomlTable> = {};
  for (const name of readJson(join(folder, NAMES)) as readonly string[]) {
    Object.defineProperty(data, name, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = readJson(compiledPath(folder, name)) as TomlTable;
        Object.defineProperty(data, name, { enumerable: true, value });
        return value;
      },
    });
  }
  if (wantsClassifier)
    Object.defineProperty(data, COMPILED_CLASSIFIER, { get: () => readTables(join(folder, CLASSIFIER)) });
  return data;
}

/** Changes with every change of a file in `data/`, of the compiler or of this form. */
function fingerprint(root: string): string {
  const compiler = join(root, 'src/explain/classify');
  const sources = readdirSync(compiler).map((name) => join(compiler, name));
  // Loaded here: the package, which is compiled already, starts sooner without it.
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  // Named, not import.meta.filename: a bundle of this tree reads the same cache.
  const forms = [
    'main/compiled-data.ts',
    'main/tables-file.ts',
    'main/ascii-json.ts',
    'base/slice-index.ts',
    'base/packed-texts.ts',
  ].map((name) => join(root, 'src', name));
  for (const path of [...listDataFiles(join(root, 'data')), ...sources, ...forms]) {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path} ${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Programs that began before a change still read theirs; nothing runs for longer from a source tree. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

function forgetOld(cache: string): void {
  if (!existsSync(cache)) return;
  const oldest = Date.now() - KEPT_MS;
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (statSync(path).mtimeMs < oldest) rmSync(path, { recursive: true, force: true });
  }
}

/** Data of a source tree through its cache in `node_modules/.cache`, made anew after a change. */
export function readSourceData(root: string, wantsClassifier = true): DataFiles {
  const cache = join(root, 'node_modules/.cache/waypost');
  const folder = join(cache, fingerprint(root));
  const known = readCompiledData(folder, wantsClassifier);
  if (known !== undefined) return known;
  try {
    const fresh = `${folder}.${process.pid}`;
    forgetOld(cache);
    writeCompiledData(join(root, 'data'), fresh);
    renameSync(fresh, folder);
    const made = readCompiledData(folder, wantsClassifier);
    if (made !== undefined) return made;
  } catch (error) {
    // A tree that cannot be written to (or a second run at the same moment) does without the cache; bad data must be told.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
  return readDataFolder(join(root, 'data'));
}
