import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import type { CliIo } from '../../cli/io.ts';
import { Sink } from '../../cli/testing.ts';
import { findConfig } from '../config/config-file.ts';
import { runConfigCheck } from './run-config-check.ts';
import { runInit } from './run-init.ts';

const root = mkdtempSync(join(tmpdir(), 'waypost-init-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const place = () => {
  count += 1;
  const folder = join(root, String(count));
  return { config: join(folder, 'waypost.toml'), data: join(folder, 'data') };
};

/** A terminal where these lines are typed, one after each question. */
function ioWith(lines?: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const stdout = new Sink();
  const stderr = new Sink();
  const stdin: CliIo['stdin'] =
    lines === undefined
      ? Readable.from([])
      : Object.assign(new PassThrough().end(lines.map((line) => `${line}\n`).join('')), { isTTY: true });
  const io: CliIo = { stdin, stdout, stderr, environment, nowMs: () => 0 };
  return { io, out: () => stdout.text, err: () => stderr.text };
}

const read = (config: string) => {
  const known = findConfig({ config }, {}, root);
  if (!known.ok) throw new Error(JSON.stringify(known.faults));
  return known.config;
};

describe('init', () => {
  test('by options alone: a file in order, and the data folder', async () => {
    const { config, data } = place();
    const { io, out } = ioWith();
    expect(
      await runInit({ config, data, origin: 'https://waypost.example.org', trustProxy: ['127.0.0.1'] }, io),
    ).toBe(0);
    const known = read(config);
    expect([known.data, known.origin, known.proxy.trusted.map(({ text }) => text)]).toEqual([
      data,
      'https://waypost.example.org',
      ['127.0.0.1'],
    ]);
    expect(statSync(data).isDirectory()).toBe(true);
    expect(out()).toContain('waypost serve');
  });

  test('never overwrites', async () => {
    const { config, data } = place();
    await runInit({ config, data }, ioWith().io);
    writeFileSync(config, '# mine\n');
    const { io, err } = ioWith();
    expect(await runInit({ config, data }, io)).toBe(1);
    expect([readFileSync(config, 'utf8'), err().includes('is there already')]).toEqual(['# mine\n', true]);
  });

  test('on a terminal it asks, and asks again where an answer cannot be', async () => {
    const { config, data } = place();
    const { io, err } = ioWith([data, '0.0.0.0', '0.0.0.0:9000', '', '192.0.2.9', '', 'de']);
    expect(await runInit({ config }, io)).toBe(0);
    const known = read(config);
    expect([known.data, known.listen, known.proxy.trusted[0]?.text, known.language]).toEqual([
      data,
      { host: '0.0.0.0', port: 9000 },
      '192.0.2.9',
      'de',
    ]);
    expect(err()).toContain('it names no port');
  });

  test('in the language of the environment', async () => {
    const { config, data } = place();
    const { io, out, err } = ioWith([data, '0.0.0.0', '', '', ''], { LANG: 'de_AT.UTF-8' });
    expect(await runInit({ config }, io)).toBe(0);
    expect(err()).toContain('der Port fehlt. Zum Beispiel: 127.0.0.1:8550');
    expect(err()).not.toMatch(/Folder|listen at|type to reach/);
    expect(out()).toContain('So starten Sie den Server: waypost serve --config');
    const check = ioWith(undefined, { LC_ALL: 'de_DE.UTF-8' });
    expect(await runConfigCheck({ config }, check.io)).toBe(0);
    expect(check.out()).toMatch(/\nSchlüssel +Wert +woher +Umgebung\n/);
    expect(check.out()).toMatch(/In Ordnung\.\n$/);
  });

  test('what an option says is not asked', async () => {
    const { config, data } = place();
    const { io, err } = ioWith(['', '']);
    expect(await runInit({ config, data, listen: '127.0.0.1:1234' }, io)).toBe(0);
    expect(read(config).listen.port).toBe(1234);
    expect(err()).not.toContain('Folder of the database');
  });

  test('a terminal that is closed leaves nothing', async () => {
    const { config } = place();
    expect(await runInit({ config }, ioWith([]).io)).toBe(1);
    expect(existsSync(config)).toBe(false);
  });

  test.each<[what: string, options: Readonly<Record<string, unknown>>, words: string]>([
    ['a wrong address', { listen: 'here' }, 'names no port'],
    ['open to all without TLS', { listen: '0.0.0.0:80' }, 'plain text'],
    ['a certificate without key', { tlsCert: 'a.pem' }, 'tls.key'],
    ['a certificate that is missing', { tlsCert: 'a.pem', tlsKey: 'b.pem' }, 'does not exist'],
  ])('%s is refused and nothing is made', async (_, options, words) => {
    const { config, data } = place();
    const { io, err } = ioWith();
    expect(await runInit({ config, data, ...options }, io)).toBe(2);
    expect([existsSync(config), existsSync(data), err().includes(words)]).toEqual([false, false, true]);
  });
});

describe('config check', () => {
  test('tells every key, where its value comes from, and its name in the environment', async () => {
    const { config, data } = place();
    await runInit({ config, data }, ioWith().io);
    const { io, out } = ioWith(undefined, { WAYPOST_LANGUAGE: 'de' });
    expect(await runConfigCheck({ config }, io)).toBe(0);
    const line = (key: string) =>
      out()
        .split('\n')
        .find((one) => one.startsWith(`${key} `))
        ?.split(/ {2,}/);
    expect(line('language')).toEqual(['language', 'de', 'WAYPOST_LANGUAGE', 'WAYPOST_LANGUAGE']);
    expect(line('listen')).toEqual(['listen', '127.0.0.1:8550', 'default', 'WAYPOST_LISTEN']);
    expect(line('data')?.[2]).toMatch(/waypost\.toml:\d+$/);
    expect(out()).toMatch(/In order\.\n$/);
  });

  test.each([
    ['language = "xx"', 2, 'Write instead: language = "en"'],
    ['listen = "0.0.0.0:80"', 2, 'plain text'],
    ['data = "/dev/null/x"', 2, '/dev/null/x'],
    ['origin = "https://waypost.example.org"', 0, 'trusts no proxy'],
    ['public_ask = true', 0, 'without an origin'],
  ])('%s', async (text, code, words) => {
    const file = join(root, `check-${code}-${text.length}.toml`);
    writeFileSync(
      file,
      `${text}\n${text.startsWith('data') ? '' : `data = ${JSON.stringify(join(root, 'd'))}\n`}`,
    );
    const { io, out, err } = ioWith();
    expect([await runConfigCheck({ config: file }, io), `${out()}${err()}`.includes(words)]).toEqual([
      code,
      true,
    ]);
  });
});
