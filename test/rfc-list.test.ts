/** `docs/rfc.tsv`: one RFC a line with a tab between number, yes | partly | no, and what that means here. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot, readSources } from './source-files.ts';

/** The rows; a missing list fails the tests below. */
function readRows(): readonly string[] {
  return readFileSync(join(projectRoot, 'docs/rfc.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
}

test('the list is there and holds rows', () => {
  expect(readRows().length).toBeGreaterThan(50);
});

test('every line says RFC, yes | partly | no, and what', () => {
  expect(readRows().filter((row) => !/^(RFC )?\d{3,4}\t(yes|partly|no)\t\S/.test(row))).toEqual([]);
});

test('an RFC is listed once, and every RFC cited in the sources is listed', () => {
  const listed = readRows().map((row) => row.replace(/^RFC /, '').split('\t')[0] ?? '');
  expect(listed.filter((number, i) => listed.indexOf(number) !== i)).toEqual([]);
  const cited = readSources('src').flatMap(({ text }) =>
    [...text.matchAll(/\bRFC (\d{3,4})\b/g)].map(([, number = '']) => number),
  );
  expect([...new Set(cited)].filter((number) => !listed.includes(number)).sort()).toEqual([]);
});
