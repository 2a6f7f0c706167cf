import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClassifier, openClassifier } from '../explain/classify/index.ts';
import { readCompiledData, writeCompiledData } from './compiled-data.ts';
import { COMPILED_CLASSIFIER, classifierData, readDataFolder } from './data-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-data-'));
beforeAll(() => {
  writeCompiledData('data', folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('compiled data holds every file but the rules, unchanged', () => {
  const compiled = readCompiledData(folder);
  const files = readDataFolder('data');
  for (const [name, content] of Object.entries(files)) {
    if (/^(rejections\/|calibration\.json$|likeness\.json$)/.test(name)) continue;
    expect(compiled?.[name], name).toEqual(JSON.parse(JSON.stringify(content)));
  }
});

test('a file is read once, and the packed classifier is not kept', () => {
  const compiled = readCompiledData(folder);
  expect(Object.keys(compiled ?? {})).not.toContain(COMPILED_CLASSIFIER);
  expect(compiled?.['fixes.toml']).toBe(compiled?.['fixes.toml']);
  expect(compiled?.[COMPILED_CLASSIFIER]).not.toBe(compiled?.[COMPILED_CLASSIFIER]);
  expect(readCompiledData(folder, false)?.[COMPILED_CLASSIFIER]).toBeUndefined();
});

test.each([
  '550 5.1.1 User unknown',
  '该用户不存在',
  '554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org',
  'nothing known',
])('the compiled classifier says of "%s" what the rules say', (text) => {
  const compiled = openClassifier(readCompiledData(folder)?.[COMPILED_CLASSIFIER] as never);
  const fresh = createClassifier(classifierData(readDataFolder('data')));
  expect(compiled.classify({ text })).toEqual(fresh.classify({ text }));
});

test('a folder without compiled data has none', () => {
  expect(readCompiledData(join(folder, 'nowhere'))).toBeUndefined();
});
