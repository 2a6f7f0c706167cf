/** Keeps the floors of the house, the purity of wire/ and checks/, and the size of every file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  hasKebabName,
  keepsFloors,
  keepsSyntax,
  shipsNoTestHelper,
  staysPure,
  usesDoors,
} from './architecture-rules.ts';
import { listFiles, projectRoot, readSources, sourceFile } from './source-files.ts';

const shipped = readSources('src');
const all = [...shipped, ...readSources('test'), ...readSources('tools')];

describe('the house', () => {
  test('a file imports its own floor or lower ones', () => {
    expect(shipped.flatMap(keepsFloors)).toEqual([]);
  });

  test('wire/ and checks/ touch no network, file, clock or chance', () => {
    expect(shipped.flatMap(staysPure)).toEqual([]);
  });

  test('a folder with an index.ts is entered through it', () => {
    expect(shipped.flatMap(usesDoors(shipped))).toEqual([]);
  });

  test('test helpers stay in tests', () => {
    expect(shipped.flatMap(shipsNoTestHelper)).toEqual([]);
  });

  test('named exports, no enums, imports with .ts, kebab-case names', () => {
    expect(all.flatMap((file) => [...keepsSyntax(file), ...hasKebabName(file)])).toEqual([]);
  });

  test.each([
    ['code', ['src', 'test', 'tools'], ['.ts', '.sh'], 500],
    // Tables of facts, one entry after another: long is not tangled, but a provider's wordings still divide by topic.
    ['data', ['data'], ['.toml'], 1000],
  ] as const)('no file of %s is too long', (_, folders, endings, maxLines) => {
    const long = folders
      .flatMap((folder) => listFiles(folder, endings))
      .map((path) => ({ path, lines: readFileSync(join(projectRoot, path), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > maxLines);
    expect(long).toEqual([]);
  });
});

describe('the rules find what they forbid', () => {
  test.each([
    ['a higher floor', keepsFloors, 'src/wire/a.ts', `import { x } from '../explain/x.ts';`],
    [
      'a higher floor over several lines',
      keepsFloors,
      'src/base/a.ts',
      `import {\n  x,\n} from '../wire/x.ts';`,
    ],
    ['a type of a higher floor', keepsFloors, 'src/wire/a.ts', `import type { X } from '../explain/x.ts';`],
    ['a re-export of a higher floor', keepsFloors, 'src/wire/a.ts', `export * from '../cli/x.ts';`],
    [
      'a dynamic import of a higher floor',
      keepsFloors,
      'src/cli/a.ts',
      `const x = await import('../main/x.ts');`,
    ],
    [
      'a type of a higher floor',
      keepsFloors,
      'src/wire/a.ts',
      `import type { X } from '../findings/reply-facts.ts';`,
    ],
    ['a folder on no floor', keepsFloors, 'src/helpers/a.ts', ''],
    [
      'a shipped file that imports a tool',
      keepsFloors,
      'src/main/a.ts',
      `import { x } from '../../tools/x.ts';`,
    ],
    ['a file', staysPure, 'src/wire/a.ts', `import { readFileSync } from 'node:fs';`],
    ['a promise of a file', staysPure, 'src/checks/a.ts', `import fs from 'node:fs/promises';`],
    ['the clock', staysPure, 'src/wire/a.ts', 'const now = Date.now();'],
    ['today', staysPure, 'src/checks/a.ts', 'const now = new Date();'],
    ['the environment', staysPure, 'src/wire/a.ts', 'const home = process.env.HOME;'],
    ['chance', staysPure, 'src/wire/a.ts', 'const x = Math.random();'],
    ['vitest in the product', shipsNoTestHelper, 'src/wire/a.ts', `import { test } from 'vitest';`],
    ['a default export', keepsSyntax, 'src/wire/a.ts', 'export default 1;'],
    ['an enum', keepsSyntax, 'src/wire/a.ts', 'export enum Colour {'],
    ['an import without .ts', keepsSyntax, 'src/wire/a.ts', `import { x } from './x';`],
    ['a name in camelCase', hasKebabName, 'src/wire/aB.ts', ''],
  ])('%s', (_, rule, path, text) => {
    expect(rule(sourceFile(path, text))).toHaveLength(1);
  });

  test('a way past a door', () => {
    const door = sourceFile('src/wire/spf/index.ts', '');
    const guest = sourceFile('src/checks/a.ts', `import { x } from '../wire/spf/parse.ts';`);
    expect(usesDoors([door, guest])(guest)).toHaveLength(1);
  });

  test.each([
    [
      'a type of a lower floor',
      keepsFloors,
      'src/findings/a.ts',
      `import type { X } from '../wire/smtp/types.ts';`,
    ],
    ['a date given', staysPure, 'src/wire/a.ts', 'const then = new Date(epochMs);'],
    ['a word in a comment', staysPure, 'src/wire/a.ts', '/** Like Date.now(). */\n// process.exit'],
    ['a test that reads a file', staysPure, 'src/wire/a.test.ts', `import { readFileSync } from 'node:fs';`],
  ])('allowed: %s', (_, rule, path, text) => {
    expect(rule(sourceFile(path, text))).toEqual([]);
  });
});
