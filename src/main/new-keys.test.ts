import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { UsageError } from '../cli/io.ts';
import { parseDkimKeyRecord } from '../wire/dkim/index.ts';
import { readKeptKeys } from './kept-keys.ts';
import { makeDkimKeys } from './new-keys.ts';

const root = mkdtempSync(join(tmpdir(), 'waypost-keys-'));
const domain = 'example.org';
const folderOf = (name: string): string => {
  const folder = join(root, name);
  mkdirSync(join(folder, domain), { recursive: true });
  return folder;
};
const pathOf = (folder: string, selector: string): string =>
  join(folder, domain, `${selector}.${domain}.private.pem`);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('keys of a plan', () => {
  test('a new pair has records that parse, under selectors of the day', async () => {
    const keys = await makeDkimKeys(domain, '2026-01-02');
    expect(keys.map(({ selector }) => selector)).toEqual(['w20260102r', 'w20260102e']);
    for (const { record } of keys) expect(parseDkimKeyRecord(record).ok).toBe(true);
  });

  test('kept keys are used again on another day; what the pair lacks is made', async () => {
    const folder = folderOf('kept');
    const [rsa, ed] = await makeDkimKeys(domain, '2026-01-02');
    writeFileSync(pathOf(folder, 'w20250101r'), 'an old key, no longer read');
    writeFileSync(pathOf(folder, 'w20260102r'), rsa?.privateKey ?? '');
    const again = await makeDkimKeys(domain, '2026-03-01', readKeptKeys(folder, domain));
    expect(again.map(({ selector }) => selector)).toEqual(['w20260102r', 'w20260102e']);
    expect(again[0]).toMatchObject({ record: rsa?.record, privateKey: rsa?.privateKey });
    expect(again[1]?.record).not.toBe(ed?.record);
  });

  test('nothing is there', () => {
    expect(readKeptKeys(join(root, 'nowhere'), domain)).toEqual([]);
    expect(readKeptKeys(folderOf('empty'), domain)).toEqual([]);
  });

  test.each<[string, (folder: string) => void]>([
    ['no key', (folder) => writeFileSync(pathOf(folder, 'w20260102r'), 'text')],
    ['a link', (folder) => symlinkSync('/etc/hostname', pathOf(folder, 'w20260102r'))],
    ['a folder', (folder) => mkdirSync(pathOf(folder, 'w20260102r'))],
    ['a large file', (folder) => writeFileSync(pathOf(folder, 'w20260102r'), 'x'.repeat(20_000))],
  ])('%s stops before anything is made', (name, prepare) => {
    const folder = folderOf(name.replaceAll(' ', '-'));
    prepare(folder);
    expect(() => readKeptKeys(folder, domain)).toThrow(UsageError);
  });
});
