/** `docs/rfc.tsv`: one RFC a line with a tab between number, yes | partly | no, and what that means here. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot, readSources } from './source-files.ts';

const file = join(projectRoot, 'docs/rfc.tsv');
const rows = existsSync(file)
  ? readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
  : [];

test.skipIf(rows.length === 0)('every line says RFC, yes | partly | no, and what', () => {
  expect(rows.filter((row) => !/^(RFC )?\d{3,4}\t(yes|partly|no)\t\S/.test(row))).toEqual([]);
});

test.skipIf(rows.length === 0)('an RFC is listed once, and every RFC cited in the sources is listed', () => {
  const listed = rows.map((row) => row.replace(/^RFC /, '').split('\t')[0] ?? '');
  expect(listed.filter((number, i) => listed.indexOf(number) !== i)).toEqual([]);
  const cited = readSources('src').flatMap(({ text }) =>
    [...text.matchAll(/\bRFC (\d{3,4})\b/g)].map(([, number = '']) => number),
  );
  expect([...new Set(cited)].filter((number) => !listed.includes(number)).sort()).toEqual([]);
});
