/** The command over a host of the test's own: what is written when, and how it ends. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import type { EngineReading } from '../../gather/engines/index.ts';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf } from '../../main/services.ts';
import { readEngineSymbols } from '../../preflight/engine-symbols.ts';
import { readMailTables } from '../../preflight/mail-tables.ts';
import { Sink } from '../testing.ts';
import { type CheckHost, runCheck } from './command.ts';
import type { RawCheckOptions } from './options.ts';

const data = readDataFolder('data');
const tables = readMailTables(data);
const engineSymbols = readEngineSymbols(data);
const folder = mkdtempSync(join(tmpdir(), 'waypost-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
const mail = (subject: string) => `From: a@example.org\r\nSubject: ${subject}\r\n\r\nText\r\n`;
const three = ['a', 'b', 'c'].map((name) => file(`${name}.eml`, mail(name)));

async function run(sources: readonly string[], raw: RawCheckOptions, engines: readonly EngineReading[] = []) {
  const stdout = new Sink();
  const stderr = new Sink();
  /** What stood on standard output when each message was looked into. */
  const before: string[] = [];
  const host: CheckHost = {
    languages: ['en', 'de'],
    textsIn: (language) => catalogueOf(data, language),
    nowMs: () => Date.parse('2026-05-12T16:00:00Z'),
    open: async ({ profile }) => ({
      given: { profile, now: '2026-05-12T16:17:14.000Z', trackingDomains: [], tables },
      lookInto: async () => {
        before.push(stdout.text);
        return [];
      },
      askEngines: async () => engines,
      engineSymbols,
      warnings: [],
      close: () => undefined,
    }),
  };
  const io = { stdin: Readable.from([]), stdout, stderr, environment: {}, nowMs: () => 0 };
  const code = await runCheck(sources, raw, io, host);
  return { code, out: stdout.text, err: stderr.text, before };
}

describe('reports are written when they are ready', () => {
  test.each(['text', 'json', 'html'])('%s', async (format) => {
    const { before, code } = await run(three, { format });
    expect([before[0], code]).toEqual(['', 0]);
    expect(before[1]).toContain('a.eml');
    expect(before[1]).not.toContain('b.eml');
    expect(before[2]).toContain('b.eml');
  });

  test.each([1, 3, 30])('%i messages as JSON are one list', async (count) => {
    const sources = Array.from({ length: count }, (_, i) => three[i % 3] ?? '');
    const { out } = await run(sources, { json: true });
    const reports: readonly { readonly message: { readonly name: string; readonly profile: string } }[] =
      JSON.parse(out);
    expect(reports.map(({ message }) => message.name)).toEqual(sources);
    expect(new Set(reports.map(({ message }) => message.profile))).toEqual(new Set(['personal']));
    expect(out).toBe(`${JSON.stringify(reports, null, 2)}\n`);
  });

  test('several messages are compared at the end, one is not', async () => {
    const { out } = await run(three, { format: 'html' });
    expect(out.match(/<article>/g)?.length).toBe(4);
    expect(out.trimEnd().endsWith('</html>')).toBe(true);
    expect((await run(three.slice(0, 1), { format: 'html' })).out.match(/<article>/g)?.length).toBe(1);
  });

  test('where nothing is a message nothing is written', async () => {
    for (const format of ['text', 'json', 'html'])
      expect(await run([file('w.txt', 'words')], { format })).toMatchObject({ code: 1, out: '' });
  });
});

test('a message that cannot be read spoils no other, but the exit code tells', async () => {
  const { code, out, err } = await run([three[0] ?? '', '/nowhere.eml', three[1] ?? ''], { json: true });
  expect([code, JSON.parse(out).length]).toEqual([1, 2]);
  expect(err).toContain('/nowhere.eml');
});

test('an engine that was given up is told once', async () => {
  const failed = {
    state: 'failed',
    engine: 'rspamd',
    server: '127.0.0.1:1',
    code: 'gave-up',
    why: 'time-out',
  } as const;
  const { err, out } = await run(three, {}, [failed]);
  expect(err.match(/rspamd/g)?.length).toBe(1);
  expect(out).not.toContain('rspamd at');
});

describe('what it was judged as is said', () => {
  test.each([
    ['personal', '--profile'],
    ['bulk', 'bulk'],
    ['transactional', 'transactional'],
  ])('%s', async (profile, words) => {
    const { out } = await run(three.slice(0, 1), { profile });
    expect(out.slice(0, 300)).toContain('judged as');
    expect(out.slice(0, 300)).toContain(words);
  });
});

describe('an HTML file', () => {
  const html = file(
    't.html',
    '<html lang="en"><body>\n<p class="a" class="b">Hello {{name}}</p>\n</body></html>\n',
  );

  test('places are in it', async () => {
    const { out } = await run([html], {});
    expect(out).toContain('t.html, line 2, column');
  });

  test('--fix gives it back, the change in its own lines', async () => {
    const { out, err, code } = await run([html], { fix: true });
    expect([code, out]).toEqual([
      0,
      '<html lang="en"><body>\n<p class="a">Hello {{name}}</p>\n</body></html>\n',
    ]);
    expect(err).toContain('-<p class="a" class="b">');
  });
});

test('--fix takes one message and writes nothing of two', async () => {
  expect(await run(three, { fix: true })).toMatchObject({ code: 2, out: '' });
});
