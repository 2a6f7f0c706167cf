import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import { UsageError } from '../io.ts';
import { subjectsOfFile } from './subject-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-names-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function said(content: string | Uint8Array): Promise<readonly string[]> {
  const path = join(folder, 'names.txt');
  writeFileSync(path, content);
  return read(path, Readable.from([]));
}

async function read(path: string, stdin: Readable): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { subject, problem, where } of subjectsOfFile(path, stdin, false))
    lines.push(subject?.name ?? `${where?.slice(where.lastIndexOf(':')) ?? ''} ${problem?.code}`.trim());
  return lines;
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('names of a file', () => {
  test.each<[string, string | Uint8Array, readonly string[]]>([
    [
      'blanks, comments, Windows line ends',
      '# mine\r\n\r\n example.org \r\nexample.net',
      ['example.org', 'example.net'],
    ],
    ['a byte order mark', '\ufeffexample.org\n', ['example.org']],
    [
      'UTF-16 from Windows',
      Buffer.from('\ufeffexample.org\r\nexample.net\r\n', 'utf16le'),
      ['example.org', 'example.net'],
    ],
    ['UTF-16, the other way round', utf16be('\ufeffexample.org\n'), ['example.org']],
    [
      'bad lines with their places',
      'example.org\n\nfoo bar\n10.0.0.1\n',
      ['example.org', ':3 not-a-name', ':4 private-ip'],
    ],
    ['nothing', '', ['no-names']],
    ['comments alone', '# a\n\n', ['no-names']],
    ['a line without end', `${'x'.repeat(300_000)}\nexample.org`, [':1 too-long', 'example.org']],
  ])('%s', async (_, content, expected) => {
    expect(await said(content)).toEqual(expected);
  });

  test('characters across pieces of standard input', async () => {
    const bytes = Buffer.from('b\u00fccher.example\nexample.org');
    const pieces = Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]);
    expect(await read('-', pieces)).toEqual(['xn--bcher-kva.example', 'example.org']);
  });

  test('what is no text is refused at once', async () => {
    const error = await said(Buffer.from([1, 2, 0, 3])).catch((reason: unknown) => reason);
    expect((error as UsageError).problem?.code).toBe('no-text');
    expect(error).toBeInstanceOf(UsageError);
  });
});
