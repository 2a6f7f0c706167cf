import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { UsageError } from '../cli/io.ts';
import { readLogSelectors } from './log-selectors.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-logs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = (selector: string, domain: string): string =>
  `Nov 26 10:00:00 mx opendkim[1]: 4ABC12: DKIM-Signature field added (s=${selector}, d=${domain})\n`;
const fileOf = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const said = async (...paths: readonly string[]): Promise<readonly string[]> =>
  (await readLogSelectors(paths)).selectors.map(
    ({ selector, domain, origin }) => `${selector} ${domain} ${origin}`,
  );

describe('logs of programs that sign', () => {
  test('each selector once, of several logs, packed ones, too', async () => {
    const plain = fileOf(
      'mail.log',
      `${line('s1', 'example.org').repeat(3)}noise\n${line('s2', 'example.org')}`,
    );
    const packed = fileOf('mail.log.1.gz', gzipSync(line('S1', 'Example.ORG') + line('s3', 'example.net')));
    expect(await said(plain, packed)).toEqual([
      'S1 example.org log',
      's2 example.org log',
      's3 example.net log',
    ]);
  });

  test('lines across pieces of the file, without an end, and of any length', async () => {
    const filler = `${'x'.repeat(99)}\n`.repeat(2700);
    const endless = fileOf('long.log', `${filler}${line('s1', 'example.org')}${'y'.repeat(3_000_000)}`);
    expect(await said(endless)).toEqual(['s1 example.org log']);
    const last = fileOf('last.log', line('s1', 'example.org').trimEnd());
    expect(await said(last)).toEqual(['s1 example.org log']);
  });

  test('a log that tells of no signature is told', async () => {
    const path = fileOf('other.log', 'Nov 26 10:00:00 mx postfix/qmgr[1]: 4ABC12: removed\n');
    const { selectors, warnings } = await readLogSelectors([path]);
    expect({ selectors, codes: warnings.map(({ code }) => code) }).toEqual({
      selectors: [],
      codes: ['no-selectors'],
    });
  });

  test.each<[string, string, string]>([
    ['nothing there', join(folder, 'gone'), 'unreadable-path'],
    ['a folder', folder, 'no-regular-file'],
    ['a device', '/dev/zero', 'no-regular-file'],
    ['damaged gzip', fileOf('bad.gz', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3])), 'unreadable-path'],
  ])('%s', async (_, path, code) => {
    const error = await readLogSelectors([path]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).problem?.code).toBe(code);
  });
});
