/** What the commands around the server say: in English to the letter what code says of itself, in German something else. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import type { Problem } from '../../base/result.ts';
import { backupFolder, openStore, restoreFrom } from '../../store/index.ts';
import { findConfig } from '../config/config-file.ts';
import { type ConfigRead, readConfig } from '../config/read-config.ts';
import { prepareDataFolder } from './data-place.ts';
import { faultInWords } from './known-config.ts';
import { startListener } from './listener.ts';
import { refuseOpenness } from './openness.ts';
import { readTlsFiles } from './tls-files.ts';
import { wordsFor } from './words.ts';

const english = wordsFor({ environment: { LANG: 'en_GB.UTF-8' } });
const german = wordsFor({ environment: { LC_ALL: 'de_DE.UTF-8', LANG: 'en_GB.UTF-8' } });

const folder = mkdtempSync(join(tmpdir(), 'waypost-words-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const file = (name: string, text: string | Uint8Array): string => {
  writeFileSync(at(name), text);
  return at(name);
};

const read = (text: string, environment: Readonly<Record<string, string>> = {}): ConfigRead =>
  readConfig({ file: { path: 'waypost.toml', text }, environment, workingFolder: '/' });
const readFile = (config: string): ConfigRead => findConfig({ config }, {}, '/');

describe('faults of a configuration', () => {
  test.each<[what: string, read: () => ConfigRead]>([
    ...[
      'listen = "here"',
      'listen = "127.0.0.1:99999"',
      'listen = ":8550"',
      'listen = "::1:8550"',
      'listen = "example.org:8550"',
      'listen = 1',
      'resolver = "192.0.2.1:99999"',
      'origin = "here"',
      'origin = "ftp://example.org"',
      'origin = "https://ann@example.org"',
      'origin = "https://example.org/path"',
      '[proxy]\ntrusted = ["x.y"]',
      '[proxy]\ntrusted = ["0.0.0.0/0"]',
      '[proxy]\ntrusted = true',
      'data = "a\\nb"',
      'data = ""',
      `data = "${'x'.repeat(1001)}"`,
      'language = "fr"',
      'public_ask = "yes"',
      '[limits]\njobs = 0',
      '[limits]\njobs = 65',
      '[limits]\njobs = 1.5',
      '[limits]\njobs = "many"',
      'tls = 1',
      '[tsl]',
      '[something-else]',
      'publik_ask = true',
      'nothing_like_it = 1',
      '[tls]\nlisten = "127.0.0.1:1"',
      'level = "info"',
      '[tls]\ncert = "a.pem"',
      'data = "a',
      'x = 123456789012345678901234567890',
      'x',
    ].map((text) => [text, () => read(text)] as [string, () => ConfigRead]),
    ['of the environment', () => read('', { WAYPOST_LISTEN: 'here' })],
    ['a folder', () => readFile(folder)],
    ['a device', () => readFile('/dev/null')],
    ['a large file', () => readFile(file('large.toml', ' '.repeat(300 * 1024)))],
    ['no UTF-8', () => readFile(file('latin1.toml', Buffer.from([0x23, 0xe4])))],
    ['no file', () => readFile(at('none.toml'))],
    ['below a file', () => readFile(join(file('a-file', ''), 'waypost.toml'))],
  ])('%s', (_, ask) => {
    const known = ask();
    if (known.ok) throw new Error('it has no fault');
    for (const fault of known.faults) {
      const { place, message, instead = '' } = fault;
      const said = faultInWords(fault, english);
      expect(said.toLowerCase()).toContain(message.toLowerCase());
      expect(said).toContain(`  Write instead: ${instead}\n`);
      expect(said.startsWith(`${place}:`)).toBe(true);
      const words = faultInWords(fault, german);
      expect(words).toContain('\n  Stattdessen: ');
      expect(words.toLowerCase()).not.toContain(message.toLowerCase());
    }
  });

  test('names that mean nothing', () => {
    const { warnings } = read('', { WAYPOST_LISTN: 'x', WAYPOST_NOTHING_LIKE_IT: 'x' });
    expect(warnings).toHaveLength(2);
    for (const warning of warnings) {
      expect(english.problem(warning)).toBe(warning.message);
      expect(german.problem(warning)).toContain('in der Umgebung');
    }
  });
});

const problemOf = (result: { readonly ok: boolean; readonly problem?: Problem }): Problem | undefined =>
  result.problem;

const openness = (text: string, environment: Readonly<Record<string, string>> = {}): Problem | undefined => {
  const known = read(text, environment);
  return known.ok ? refuseOpenness(known.config) : undefined;
};

async function inUse(): Promise<Problem | undefined> {
  const opened = await openStore({ folder: at('used'), clock: systemClock });
  const second = await openStore({ folder: at('used'), clock: systemClock });
  if (opened.ok) await opened.value.close();
  return problemOf(second);
}

const tls = (cert: string, key: string) => () => problemOf(readTlsFiles({ cert, key }, 0));
const restore = (path: string) => async () =>
  problemOf(await restoreFrom(path, at('restored'), { clock: systemClock }));
const listen = (host: string, port: number) => async () =>
  problemOf(
    await startListener({ listen: { host, port }, maxConnections: 1, fetch: () => new Response('') }),
  );

describe('what stops a command', () => {
  test.each<[what: string, problem: () => Promise<Problem | undefined> | Problem | undefined]>([
    ['an open address', () => openness('listen = "0.0.0.0:8550"')],
    ['an open address of the environment', () => openness('', { WAYPOST_LISTEN: '[::]:8550' })],
    ['a data folder below a file', () => problemOf(prepareDataFolder(join(file('f', ''), 'data')))],
    ['a data folder where there are none', () => problemOf(prepareDataFolder('/proc/waypost'))],
    ['a data folder that is used', inUse],
    ['a certificate that is missing', tls(at('none.pem'), at('none.pem'))],
    ['a certificate that is a folder', tls(folder, folder)],
    ['a certificate that is none', () => tls(file('x.pem', 'x'), at('x.pem'))()],
    ['a backup that is missing', restore(at('none.db'))],
    ['a backup that is none', () => restore(file('x.db', 'x'))()],
    ['a backup that is a folder', restore('/dev/null')],
    ['nothing to back up', async () => problemOf(await backupFolder(at('empty'), at('copy.db')))],
    ['a backup that is there', async () => problemOf(await backupFolder(at('used'), file('there.db', 'x')))],
    ['an address of another machine', listen('192.0.2.1', 0)],
  ])('%s', async (_, ask) => {
    mkdirSync(at('empty'), { recursive: true });
    const problem = await ask();
    if (problem === undefined) throw new Error('nothing stopped it');
    expect(english.problem(problem)).toBe(problem.message);
    expect(german.problem(problem)).not.toBe(problem.message);
    expect(german.problem(problem)).not.toMatch(/[{}]|undefined/);
  });
});
