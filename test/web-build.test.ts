/** The built dashboard: pages stay small, nothing needs what the page's policy forbids, no other host is named. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWeb } from '../tools/web/build.ts';
import { fingerprintOf, isCurrent, noteFingerprint } from '../tools/web/fingerprint.ts';
import { pageSizes } from '../tools/web/page-sizes.ts';
import { projectRoot } from './source-files.ts';

let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-web-'));
  await buildWeb(projectRoot, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (ending: string): string =>
  readdirSync(join(folder, 'assets'))
    .filter((name) => name.endsWith(ending))
    .map((name) => readFileSync(join(folder, 'assets', name), 'utf8'))
    .join('\n');

test('Ask takes at most 60 kB of JavaScript after gzip, every other page 120 kB', () => {
  const sizes = pageSizes(folder);
  expect(sizes.map(({ page }) => page)).toContain('ask/ask-page.tsx');
  const large = sizes.filter(
    ({ page, scriptOctets }) => scriptOctets > (page === 'ask/ask-page.tsx' ? 60_000 : 120_000),
  );
  expect(large).toEqual([]);
});

test('the page has no script and no style inside it', () => {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
});

test('styles fetch nothing, scripts evaluate nothing', () => {
  expect(read('.css')).not.toMatch(/url\(|@import/);
  expect(read('.js')).not.toMatch(/\beval\(|new Function\(/);
});

test('no address of another host but the names of XML and samples', () => {
  const hosts = [...read('.js').matchAll(/https?:\/\/[\w.-]+/g)].map(([url]) => url);
  const isSample = (url: string): boolean =>
    /^https:\/\/(?:[\w-]+\.)*example(?:\.(?:org|com|net))?$/.test(url);
  expect(hosts.filter((url) => url !== 'http://www.w3.org' && !isSample(url))).toEqual([]);
});

test('a build fits its sources until one of them changes', () => {
  const now = fingerprintOf(projectRoot);
  expect(isCurrent(folder, now)).toBe(false);
  noteFingerprint(folder, now);
  expect(isCurrent(folder, now)).toBe(true);
  expect(isCurrent(folder, `${now}x`)).toBe(false);
});
