/** What a second database needs stays apart from what is SQLite's own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('testing.ts'))
  .map((path) => ({ path, text: readFileSync(join(import.meta.dirname, path), 'utf8') }));

/** The door opens one database; everything else beside the adapter knows none. */
const shared = files.filter(({ path }) => !path.startsWith('sqlite/') && path !== 'index.ts');

describe('outside src/store/sqlite/', () => {
  test('nothing imports the adapter or the driver', () => {
    expect(shared.length).toBeGreaterThan(30);
    const importing = shared.filter(({ text }) => /from '(?:[./]*\/sqlite\/|node:sqlite)/.test(text));
    expect(importing.map(({ path }) => path)).toEqual([]);
    expect(files.filter(({ text }) => text.includes("from 'node:sqlite'")).length).toBeGreaterThan(3);
  });

  test('no statement is of SQLite alone', () => {
    const own = /\b(?:pragma|rowid|sqlite_\w+|strftime|json_extract|insert or (?:replace|ignore)|glob)\b/i;
    expect(shared.filter(({ text }) => own.test(text)).map(({ path }) => path)).toEqual([]);
  });
});
