import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleAggregate } from '../../wire/dmarc-report/testing.ts';
import { mboxMessages } from './mbox-messages.ts';
import { readReportFiles } from './read-report-files.ts';
import type { ReportFilesOptions } from './types.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'waypost-reports-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, content: string | Uint8Array): string {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
  return full;
}

const mail = (id: string): string =>
  `From: r@receiver.example\nSubject: Report Domain: example.org Submitter: r Report-ID: ${id}\nContent-Type: application/xml\n\n${sampleAggregate({ id })}\n`;
const letter = 'From: a@example.org\nSubject: Hello\n\nHow are you?\n';

async function brief(paths: readonly string[], options: ReportFilesOptions = {}): Promise<string[]> {
  const lines: string[] = [];
  for await (const reading of readReportFiles(paths, options)) {
    const what = reading.kind === 'unreadable' ? reading.code : reading.kind;
    lines.push(
      [reading.path.slice(root.length + 1), reading.place, what].filter((part) => part !== '').join(': '),
    );
  }
  return lines;
}

describe('where reports lie', () => {
  test('files, folders, and what is wrong with each', async () => {
    put('folder/a.xml', sampleAggregate({ id: 'a' }));
    put('folder/b.xml.gz', gzipSync(Buffer.from(sampleAggregate({ id: 'b' }))));
    put('folder/deep/c.eml', mail('c'));
    put('folder/deep/again.eml', mail('a'));
    put('folder/deep/empty.xml', '');
    put('folder/letter.eml', letter);
    put('folder/.hidden', sampleAggregate({ id: 'h' }));
    put('folder/broken.xml', sampleAggregate({ id: 'x' }).slice(0, 800));
    expect(await brief([join(root, 'folder')])).toEqual([
      'folder/a.xml: report',
      'folder/b.xml.gz: report',
      'folder/broken.xml: xml-truncated',
      'folder/letter.eml: not-a-report',
      'folder/deep/again.eml: body: duplicate',
      'folder/deep/c.eml: body: report',
      'folder/deep/empty.xml: empty',
    ]);
  });

  test('a maildir, with the folders in it', async () => {
    for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(root, 'maildir', name), { recursive: true });
    put('maildir/new/1.host', mail('m1'));
    put('maildir/cur/2.host:2,S', mail('m2'));
    put('maildir/tmp/3.host', mail('m3'));
    put('maildir/.Reports/cur/4.host', mail('m4'));
    put('maildir/.Reports/new/5.host', letter);
    put('maildir/.git/6', mail('m6'));
    expect((await brief([join(root, 'maildir')])).sort()).toEqual([
      'maildir/.Reports/cur/4.host: body: report',
      'maildir/.Reports/new/5.host: not-a-report',
      'maildir/cur/2.host:2,S: body: report',
      'maildir/new/1.host: body: report',
    ]);
  });

  test('an mbox, message by message', async () => {
    const line = 'From r@receiver.example Thu Jan  1 00:00:00 2026\n';
    const path = put(
      'mbox',
      [mail('1'), letter, mail('2'), mail('1')].map((text) => `${line}${text}\n`).join(''),
    );
    expect(await brief([path])).toEqual([
      'mbox: message 1 > body: report',
      'mbox: message 2: not-a-report',
      'mbox: message 3 > body: report',
      'mbox: message 4 > body: duplicate',
    ]);
  });

  test('what failed can be given again, and nothing is counted twice', async () => {
    const path = put('again/a.xml', sampleAggregate({ id: 'again' }).slice(0, 800));
    const good = put('again/b.xml', sampleAggregate({ id: 'good' }));
    const seen = new Set<string>();
    expect(await brief([path, good], { seen })).toEqual([
      'again/a.xml: xml-truncated',
      'again/b.xml: report',
    ]);
    writeFileSync(path, sampleAggregate({ id: 'again' }));
    expect(await brief([path, good], { seen })).toEqual(['again/a.xml: report', 'again/b.xml: duplicate']);
  });

  test('the same id of another domain or another day is another report', async () => {
    const paths = [
      put('ids/a.xml', sampleAggregate({ id: '1' })),
      put('ids/b.xml', sampleAggregate({ id: '1', domain: 'example.com' })),
      put('ids/c.xml', sampleAggregate({ id: '1', begin: 1_767_312_000 })),
      put('ids/d.xml', sampleAggregate({ id: '1', org: 'other.example' })),
    ];
    expect((await brief(paths)).map((line) => line.slice(-6))).toEqual([
      'report',
      'report',
      'report',
      'report',
    ]);
  });
});

describe('limits and faults', () => {
  test.each<
    [string, () => readonly string[], Partial<NonNullable<ReportFilesOptions['limits']>>, readonly string[]]
  >([
    ['no file', () => [join(root, 'missing')], {}, ['missing: no-file']],
    ['no files', () => [dirname(put('void/.x', ''))], {}, ['void: empty']],
    ['a device', () => ['/dev/null'], {}, ['not-a-file']],
    [
      'many files',
      () => [put('many/1', 'x'), put('many/2', 'x')].slice(0, 1).map(dirname),
      { files: 1 },
      ['many/1: not-a-report', 'many: too-many-files'],
    ],
    ['deep folders', () => [join(put('deep/a/b/1', 'x'), '../../..')], { depth: 1 }, ['deep/a: too-deep']],
    ['a large file', () => [put('large', 'x'.repeat(100))], { fileBytes: 99 }, ['large: too-large']],
  ])('%s', async (_, paths, limits, lines) => {
    const found = await brief(paths(), { limits });
    expect(found.map((line) => line.replace(/^.*: not-a-file$|^null: /, 'not-a-file'))).toEqual(lines);
  });

  test('stops when told', async () => {
    put('stop/1.xml', sampleAggregate());
    const signal = AbortSignal.abort();
    await expect(brief([join(root, 'stop')], { signal })).rejects.toThrow();
  });
});

describe('a long mbox', () => {
  const line = 'From a@example.org Thu Jan  1 00:00:00 2026\n';
  const message = (size: number) =>
    `${line}Subject: x\n\n${'y'
      .repeat(79)
      .concat('\n')
      .repeat(size / 80)}\n`;
  const collect = async (text: string, chunk: number, max: number): Promise<(number | undefined)[]> => {
    const chunks = Array.from({ length: Math.ceil(text.length / chunk) }, (_, i) =>
      Buffer.from(text.slice(i * chunk, (i + 1) * chunk)),
    );
    const sizes: (number | undefined)[] = [];
    for await (const one of mboxMessages(Readable.from(chunks), max)) sizes.push(one?.length);
    return sizes;
  };

  test.each([1_000, 65_536, 700_001])('in chunks of %i', async (chunk) => {
    const texts = [800_000, 80, 1_600_000, 160, 80].map(message);
    expect(await collect(texts.join(''), chunk, 4_000_000)).toEqual(texts.map((text) => text.length));
  });

  test('a message over the limit is told and passed over', async () => {
    const texts = [80, 4_000_000, 160].map(message);
    expect(await collect(texts.join(''), 65_536, 2_000_000)).toEqual([
      texts[0]?.length,
      undefined,
      texts[2]?.length,
    ]);
  });
});
