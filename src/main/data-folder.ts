/** The facts in `data/` as their files hold them, and what the classifier needs of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'smol-toml';
import {
  type Calibration,
  type ClassifierData,
  parseCodes,
  parseConcepts,
  parseFingerprint,
  parseRules,
  readLikeness,
  type StoredLikeness,
  type TomlTable,
  uncalibrated,
} from '../explain/classify/index.ts';

/** File name below `data/` with '/' → its content as a table. */
export type DataFiles = Readonly<Record<string, TomlTable>>;

/** Where the package's data holds the compiled classifier instead of the rules. */
export const COMPILED_CLASSIFIER = 'classifier';

/** The dashboard's words are built into it; the program does not read them. */
const OF_DASHBOARD = /[/\\]texts[/\\][a-z]{2}[/\\]web$/;

/** Every TOML and JSON file below `folder` that the program reads, sorted. */
export function listDataFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(toml|json)$/.test(entry.name))
    .filter((entry) => !OF_DASHBOARD.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Reads every TOML and JSON file below `folder`. Throws with the file's name when one cannot be parsed. */
export function readDataFolder(folder: string): DataFiles {
  const files: Record<string, TomlTable> = {};
  for (const path of listDataFiles(folder)) {
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

const inFolder = (data: DataFiles, folder: string) =>
  Object.entries(data).filter(([name]) => name.startsWith(`${folder}/`));

/** What the classifier needs of the data. */
export function classifierData(data: DataFiles): ClassifierData {
  const codesFile = 'rejections/codes.toml';
  const likeness = data['likeness.json'] as unknown as StoredLikeness | undefined;
  return {
    rules: inFolder(data, 'rejections').flatMap(([name, file]) => parseRules(name, file)),
    concepts: inFolder(data, 'rejections').flatMap(([name, file]) => parseConcepts(name, file)),
    providers: inFolder(data, 'providers').map(([, card]) => parseFingerprint(card)),
    codes: parseCodes(codesFile, data[codesFile] ?? {}),
    calibration: (data['calibration.json'] as unknown as Calibration | undefined) ?? uncalibrated,
    ...(likeness !== undefined && { likeness: readLikeness(likeness) }),
  };
}
