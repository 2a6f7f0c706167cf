import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { configFileText, findConfig } from './config-file.ts';
import { readConfig } from './read-config.ts';
import { configKeys } from './schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the file that init writes', () => {
  test('says every key and is in order, with nothing set and with every default set', () => {
    const text = configFileText(new Map());
    const bare = text.replaceAll(/^#(\w+ = )/gm, '$1');
    for (const one of [text, bare])
      expect(
        readConfig({ file: { path: 'a', text: one }, environment: {}, workingFolder: '/' }),
      ).toMatchObject({ ok: true });
    expect([...bare.matchAll(/^(\w+) = /gm)]).toHaveLength(configKeys.length);
  });

  test('sets what was chosen', () => {
    const text = configFileText(
      new Map([
        ['listen', '"127.0.0.1:1"'],
        ['proxy.trusted', '["192.0.2.1"]'],
      ]),
    );
    const read = readConfig({ file: { path: 'a', text }, environment: {}, workingFolder: '/' });
    expect(read.ok && [read.config.listen.port, read.config.proxy.trusted[0]?.text]).toEqual([
      1,
      '192.0.2.1',
    ]);
  });
});

describe('finding the file', () => {
  const find = (config?: string, environment: Readonly<Record<string, string>> = {}) =>
    findConfig({ ...(config !== undefined && { config }) }, environment, folder);

  test('none: everything by default', () => {
    const read = find();
    expect(read.ok && read.config.file).toBeUndefined();
  });

  test('the one in the working folder, of the environment, of the option', () => {
    for (const [name, port] of [
      ['waypost.toml', 1],
      ['b.toml', 2],
      ['c.toml', 3],
    ] as const)
      writeFileSync(join(folder, name), `listen = "127.0.0.1:${port}"\n`);
    const port = (read: ReturnType<typeof find>) => (read.ok ? read.config.listen.port : undefined);
    const b = { WAYPOST_CONFIG: join(folder, 'b.toml') };
    expect([port(find()), port(find(undefined, b)), port(find('c.toml', b))]).toEqual([1, 2, 3]);
  });

  test.each([
    ['missing.toml', undefined, 'run: waypost init --config'],
    ['latin.toml', Buffer.from('language = "\xfc"', 'latin1'), 'save it as UTF-8'],
    ['large.toml', Buffer.alloc(300 * 1024, '#'), 'a waypost.toml'],
  ])('%s is told with what to do', (name, content, instead) => {
    const path = join(folder, name);
    if (content !== undefined) writeFileSync(path, content);
    const read = find(path);
    expect(read.ok ? [] : read.faults).toEqual([
      expect.objectContaining({ code: 'unreadable', place: path, instead: expect.stringContaining(instead) }),
    ]);
  });

  test('a device and a pipe nobody writes to are told, without waiting', () => {
    const pipe = join(folder, 'pipe.toml');
    execFileSync('mkfifo', [pipe]);
    for (const path of ['/dev/null', pipe]) {
      const read = find(path);
      expect(read.ok ? '' : read.faults[0]?.message).toMatch(/device or a pipe/);
    }
  });

  test('a folder is no file', () => {
    const read = find(folder);
    expect(read.ok ? [] : read.faults.map(({ code }) => code)).toEqual(['unreadable']);
  });
});
