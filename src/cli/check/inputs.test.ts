import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../base/result.ts';
import { readDataFolder } from '../../main/data-folder.ts';
import { catalogueOf } from '../../main/services.ts';
import type { GivenMail } from '../../preflight/mails-in-bytes.ts';
import { sayProblem } from '../say-problem.ts';
import { type InputLimits, type MailSources, readMails } from './inputs.ts';
import { type RawCheckOptions, readCheckOptions, unusedOptions } from './options.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-inputs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const mail = (subject: string) => `From: a@example.org\nSubject: ${subject}\n\nText\n`;
const mbox = (count: number) =>
  Array.from({ length: count }, (_, i) => `From a Thu Jan  1 00:00:00 2026\n${mail(`m${i}`)}\n`).join('');

async function read(
  sources: readonly string[],
  more: Partial<MailSources> & { readonly limits?: InputLimits } = {},
): Promise<readonly GivenMail[]> {
  const { limits, ...rest } = more;
  const given = { sources, stdin: Readable.from([]), stdinName: 'stdin', compose: {}, nowMs: 0, ...rest };
  const all: GivenMail[] = [];
  for await (const one of readMails(given, limits)) all.push(one);
  return all;
}
const seen = (given: readonly GivenMail[]) =>
  given.map((one) =>
    one.kind === 'mail' ? one.mail.name.replace(`${folder}/`, '') : `${one.kind} ${one.problem.code}`,
  );

const small: InputLimits = { maxBytes: 1024 * 1024, maxMessages: 3 };

describe('what is given', () => {
  test('a message, an mbox and HTML, in order', async () => {
    const given = await read([file('a.eml', mail('a')), file('box', mbox(2)), file('t.html', '<p>x')]);
    expect(seen(given)).toEqual(['a.eml', 'box:1', 'box:2', 't.html']);
    expect(given.map((one) => one.kind === 'mail' && one.mail.composed !== undefined)).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test('standard input, once', async () => {
    expect(seen(await read([], { stdin: Readable.from([Buffer.from(mail('x'))]) }))).toEqual(['stdin']);
  });

  test('of an mbox beyond the limit the first are given, and the rest is a problem that counts them', async () => {
    const given = await read([file('many', mbox(5))], { limits: small });
    expect(seen(given)).toEqual(['many:1', 'many:2', 'many:3', 'problem mail-more']);
    expect(given.at(-1)).toMatchObject({ problem: { data: { count: 5, limit: 3 } } });
  });

  test('a maildir: every message below it, hidden files and indexes passed over with a word', async () => {
    for (const name of ['cur/1', 'new/2', '.Trash/cur/3', 'cur/.hidden']) file(`md/${name}`, mail(name));
    file('md/dovecot-uidlist', '3 V1 N1\n');
    expect(seen(await read([join(folder, 'md')]))).toEqual(['md/cur/1', 'md/new/2', 'note mail-others']);
  });

  test('a folder beyond the limit is told', async () => {
    for (const name of ['1', '2', '3', '4']) file(`full/${name}`, mail(name));
    const given = await read([join(folder, 'full')], { limits: small });
    expect(seen(given)).toEqual(['full/1', 'full/2', 'full/3', 'problem mail-more-files']);
  });

  test('options for HTML that meet a message are told once', async () => {
    const sources = [file('b.eml', mail('b')), file('c.eml', mail('c')), file('u.html', '<p>x')];
    const given = await read(sources, { compose: { subject: 's', textFile: file('u.txt', 'x') } });
    expect(seen(given)).toEqual(['note mail-unused', 'b.eml', 'c.eml', 'u.html']);
    expect(given[0]).toMatchObject({ problem: { data: { options: '--subject, --text' } } });
  });
});

const faults: readonly [why: string, given: () => Promise<readonly GivenMail[]>, code: string][] = [
  ['no file', () => read([join(folder, 'nowhere')]), 'mail-no-file'],
  ['a device', () => read(['/dev/null']), 'mail-special'],
  ['an empty file', () => read([file('e', '')]), 'mail-empty'],
  ['words', () => read([file('w', 'words\n')]), 'mail-none'],
  [
    'a file of Outlook',
    () => read([file('a.msg', Buffer.from('d0cf11e0a1b11ae1000000', 'hex'))]),
    'mail-outlook',
  ],
  ['UTF-16', () => read([file('u16.html', Buffer.from('\ufeff<p>', 'utf16le'))]), 'mail-utf-16'],
  ['too much', () => read([file('l', mail('x'))], { limits: { ...small, maxBytes: 9 } }), 'mail-too-large'],
  [
    'too much on standard input',
    () => read(['-'], { limits: { ...small, maxBytes: 9 }, stdin: Readable.from([Buffer.alloc(10)]) }),
    'mail-too-large',
  ],
  [
    'an empty folder',
    async () => {
      mkdirSync(join(folder, 'nothing'), { recursive: true });
      return read([join(folder, 'nothing')]);
    },
    'mail-empty-folder',
  ],
  ['a folder of other files', () => read([dirname(file('other/x.txt', 'x'))]), 'mail-none-in-folder'],
  [
    'a text part that is not there',
    () => read([file('v.html', '<p>')], { compose: { textFile: '/no' } }),
    'mail-no-file',
  ],
];

test.each(faults)('%s is a problem', async (_, given, code) => {
  expect(seen(await given())).toEqual([`problem ${code}`]);
});

test('every message is said in English as it is written here, in German otherwise', async () => {
  const data = readDataFolder('data');
  const rawOptions: readonly RawCheckOptions[] = [
    { profile: 'x' },
    { receivers: 'x' },
    { senderIp: 'x' },
    { tracking: ['x'] },
    { mailFrom: 'x' },
    { rspamd: 'ftp://x' },
    { spamd: 'a b' },
    { rspamdPassword: 'x' },
    { offline: true, fetch: true },
    { fix: true, json: true },
  ];
  const problems: Problem[] = rawOptions.flatMap((raw) => {
    const options = readCheckOptions(raw, ['en', 'de'], undefined);
    return options.ok ? [] : [options.problem];
  });
  expect(problems.length).toBe(rawOptions.length);
  problems.push(...unusedOptions({ fix: true, fetch: true }), ...unusedOptions({ offline: true, helo: 'x' }));
  for (const [, given] of faults)
    for (const one of await given()) if (one.kind !== 'mail') problems.push(one.problem);
  for (const one of await read([join(folder, 'md'), join(folder, 'many')], { limits: small }))
    if (one.kind !== 'mail') problems.push(one.problem);
  for (const problem of problems) {
    expect(sayProblem(problem, catalogueOf(data, 'en'))).toBe(problem.message);
    const german = sayProblem(problem, catalogueOf(data, 'de'));
    expect(german).not.toBe(problem.message);
    expect(german).not.toMatch(/[{}]/);
  }
});

describe('options without an effect', () => {
  test.each<[RawCheckOptions, readonly string[]]>([
    [{}, []],
    [{ helo: 'x' }, []],
    [{ offline: true, helo: 'x', resolver: 'y' }, ['--resolver, --helo']],
    [{ offline: true, helo: 'x', resolver: 'y', spamd: 'z' }, ['--resolver']],
    [{ fix: true, rspamd: true, senderIp: '192.0.2.1' }, ['--rspamd, --sender-ip']],
  ])('%j: %j', (raw, options) => {
    expect(unusedOptions(raw).map(({ data }) => data?.['options'])).toEqual(options);
  });
});
