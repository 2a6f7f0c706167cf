/** `./waypost`, the launcher of a clone: commands run from the sources as they stand and say what the shipped program says. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runWaypost } from './program.ts';
import { clear, launch, launchServe, tempFolder } from './server.ts';

const folder = tempFolder();
afterAll(() => clear(folder));

beforeAll(async () => {
  writeFileSync(join(folder, 'mail.eml'), 'From: ann@example.org\nSubject: Hello\n\nHow are you?\n');
  const silent = ['example.org', '--resolver', '127.0.0.1:9', '--no-progress'];
  await runWaypost(['audit', ...silent, '--save-evidence', join(folder, 'saved.json')]);
});

test.each([
  ['explain', '--offline', '550 5.7.1 192.0.2.7 is listed at zen.spamhaus.org'],
  ['check', '--offline', join(folder, 'mail.eml')],
  ['audit', '--evidence', join(folder, 'saved.json')],
])('%s', async (...args) => {
  const shipped = await runWaypost(args);
  expect(shipped.stdout).not.toBe('');
  const { code, stdout, stderr } = shipped;
  expect(await launch(args, folder)).toEqual({ code, stdout, stderr });
});

test('serve answers with the dashboard and the API, and stops at a signal to the launcher itself', async () => {
  const place = join(folder, 'clone');
  mkdirSync(place);
  const run = await launchServe(place);
  const [page, meta] = await Promise.all([fetch(run.url()), fetch(`${run.url()}/api/v1/meta`)]);
  expect([page.status, meta.status]).toEqual([200, 200]);
  expect(await run.stop()).toBe(0);
});
