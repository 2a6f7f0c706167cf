/** Runs vitest on small suites in a folder of its own: the last line tells the truth, and so does the exit code. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { projectRoot } from './source-files.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'waypost-reporter-')));
const config = `
import { ClosingReporter } from './tools/closing-reporter.ts';
const config = { test: { include: ['*.test.ts'], reporters: ['default', new ClosingReporter()] } };
export { config as default };
`;
const suites = {
  pass: `test('a', () => {}); test.skip('b', () => {});`,
  fail: `test('a', () => { expect(1).toBe(2); }); test('b', () => {});`,
  hook: `beforeAll(() => { throw new Error('hook'); }); test('a', () => {});`,
  late: `test('a', async () => { setTimeout(() => { throw new Error('late'); }, 1); await new Promise((done) => setTimeout(done, 30)); });`,
  syntax: 'const = 1;',
};

beforeAll(() => {
  for (const name of ['node_modules', 'tools']) symlinkSync(join(projectRoot, name), join(folder, name));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'vitest.config.ts'), config);
  const head = `import { beforeAll, expect, test } from 'vitest';\n`;
  for (const [name, body] of Object.entries(suites))
    writeFileSync(join(folder, `${name}.test.ts`), head + body);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each<[string, readonly (keyof typeof suites)[], string, string, number]>([
  ['a skipped test is no failure', ['pass'], '', '1 passed, 0 failed', 0],
  ['a failed test', ['pass', 'fail'], '', '2 passed, 1 failed', 1],
  [
    'a hook, an error outside tests and a file that does not parse',
    ['hook', 'late', 'syntax'],
    '',
    '1 passed, 3 failed',
    1,
  ],
  ['a step that failed before the tests', ['pass'], 'types, unused code', '1 passed, 2 failed', 1],
])('%s', (_, names, failedSteps, lastLine, code) => {
  const { WAYPOST_TALLY: _tally, ...env } = process.env;
  const { status, stdout } = spawnSync(
    join(folder, 'node_modules/.bin/vitest'),
    ['run', ...names.map((name) => join(folder, `${name}.test.ts`))],
    { cwd: folder, env: { ...env, WAYPOST_FAILED_STEPS: failedSteps }, encoding: 'utf8' },
  );
  expect({ last: stdout.trimEnd().split('\n').at(-1), status }).toEqual({ last: lastLine, status: code });
});
