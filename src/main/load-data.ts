/**
 * Loads the facts in `data/`: the TOML files themselves when run from source, one compiled JSON file in the package
 * (tools/build-data.ts writes it), because reading forty TOML files would cost a third of the start.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'smol-toml';
import {
  type Calibration,
  type ClassifierData,
  parseCodes,
  parseFingerprint,
  parseRules,
  type TomlTable,
  uncalibrated,
} from '../explain/classify/index.ts';

/** File name below `data/` with '/' → its content as a table. */
export type DataFiles = Readonly<Record<string, TomlTable>>;

/** Where the package's data holds the compiled classifier instead of the rules. */
export const COMPILED_CLASSIFIER = 'classifier';

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(toml|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Reads every TOML and JSON file below `folder`. Throws with the file's name when one cannot be parsed. */
export function readDataFolder(folder: string): DataFiles {
  const files: Record<string, TomlTable> = {};
  for (const path of listFiles(folder)) {
    const name = relative(folder, path).replaceAll('\\', '/');
    const text = readFileSync(path, 'utf8');
    try {
      files[name] = (name.endsWith('.json') ? JSON.parse(text) : parse(text)) as TomlTable;
    } catch (cause) {
      throw new Error(`${path} cannot be read: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  }
  return files;
}

/** A compiled file of a package: beside `bin/`, or beside `lib/` for the library doors. ASCII, so Latin-1 reads it fastest. */
function readCompiled(name: string): TomlTable | undefined {
  const places = [join(import.meta.dirname, '..', name), join(import.meta.dirname, '..', '..', name)];
  const place = places.find((path) => existsSync(path));
  return place === undefined ? undefined : (JSON.parse(readFileSync(place, 'latin1')) as TomlTable);
}

/** The data beside the program: compiled where there is a package, else the folder of the source tree. */
export function loadData(): DataFiles {
  const compiled = readCompiled('data.json');
  if (compiled === undefined) return readDataFolder(join(import.meta.dirname, '..', '..', 'data'));
  return { ...(compiled as DataFiles), [COMPILED_CLASSIFIER]: readCompiled('classifier.json') ?? {} };
}

const inFolder = (data: DataFiles, folder: string) =>
  Object.entries(data).filter(([name]) => name.startsWith(`${folder}/`));

/** What the classifier needs of the data. */
export function classifierData(data: DataFiles): ClassifierData {
  const codesFile = 'rejections/codes.toml';
  return {
    rules: inFolder(data, 'rejections').flatMap(([name, file]) => parseRules(name, file)),
    providers: inFolder(data, 'providers').map(([, card]) => parseFingerprint(card)),
    codes: parseCodes(codesFile, data[codesFile] ?? {}),
    calibration: (data['calibration.json'] as unknown as Calibration | undefined) ?? uncalibrated,
  };
}
