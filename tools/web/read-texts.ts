/** The dashboard's words: data/texts/<language>/web/<area>.toml, each key 'area.name.inner'. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';

export interface WebTexts {
  /** Sorted by key. */
  readonly texts: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

/** Throws with the file's name where a text is not a string: these files are ours. */
export function readTexts(folder: string): WebTexts {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.toml'))
    .sort()
    .map((name) => join(folder, name));
  const texts = new Map<string, string>();
  const add = (key: string, value: unknown, file: string): void => {
    if (typeof value === 'string') texts.set(key, value);
    else if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const [name, inner] of Object.entries(value)) add(`${key}.${name}`, inner, file);
    else throw new Error(`${file}: '${key}' is not a text`);
  };
  for (const file of files) {
    const area = file.slice(folder.length + 1, -'.toml'.length);
    for (const [name, value] of Object.entries(parse(readFileSync(file, 'utf8'))))
      add(`${area}.${name}`, value, file);
  }
  return { texts: Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : 1))), files };
}
