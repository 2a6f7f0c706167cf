/** The real program checks messages: what is refused, required, scored; every form; fixes; bad input. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runWaypost } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const crlf = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n`;
const head = [
  'From: Example <news@example.org>',
  'To: reader@example.com',
  'Subject: Hello',
  `Date: ${new Date().toUTCString().replace('GMT', '+0000')}`,
  'Message-ID: <1.2@example.org>',
  'MIME-Version: 1.0',
];
const good = file(
  'good.eml',
  crlf(...head, 'Content-Type: text/plain; charset=utf-8', '', 'A plain text that says hello to its reader.'),
);
const twoFroms = file(
  'two-froms.eml',
  crlf(
    ...head,
    'From: Other <other@example.org>',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Text of a message.',
  ),
);
const broken = file(
  'broken.eml',
  crlf(
    ...head,
    'Content-Type: text/html; charset=utf-8',
    '',
    '<html lang="en"><head><title>x</title></head><body><table><tr><td><b>Hello {{name}}</td></tr></body></html>',
  ),
);

interface CheckJson {
  readonly schema: string;
  readonly message: { readonly name: string };
  readonly leftOut?: { readonly failures: number; readonly refused: number };
  readonly findings: readonly {
    readonly check: string;
    readonly message: string;
    readonly outcome: string;
    readonly class: string;
    readonly place?: {
      readonly raw: { readonly start: number; readonly end: number };
      readonly snippet: string;
    };
  }[];
}

const check = (...args: readonly string[]) => runWaypost(['check', '--offline', ...args]);
const json = async (...args: readonly string[]): Promise<readonly CheckJson[]> =>
  JSON.parse((await check('--json', ...args)).stdout) as readonly CheckJson[];
const failures = (report: CheckJson | undefined) =>
  (report?.findings ?? []).filter(({ outcome }) => outcome === 'fail');

describe('waypost check', () => {
  test('a plain message has nothing above a note', async () => {
    const [report] = await json(good);
    expect(report?.schema).toBe('waypost/check/1');
    expect(failures(report).filter((finding) => finding.class !== 'information')).toEqual([]);
  });

  test('what a receiver refuses comes first, with the reply it publishes', async () => {
    const { stdout, code } = await check(twoFroms);
    expect(code).toBe(0);
    expect(stdout).toContain('Gmail would refuse it');
    expect(stdout).toMatch(/reply of Gmail\s+550/);
    const [report] = await json(twoFroms);
    expect(failures(report)[0]).toMatchObject({ class: 'refused', check: 'headers/from-single' });
  });

  test('every place holds its snippet in the raw bytes', async () => {
    const raw = readFileSync(broken, 'latin1');
    const [report] = await json(broken);
    const placed = failures(report).filter(({ place }) => place !== undefined);
    expect(placed.length).toBeGreaterThan(1);
    for (const { place } of placed) {
      const slice = raw.slice(place?.raw.start, place?.raw.end).replaceAll(/\s+/g, ' ').trim();
      expect(slice.startsWith((place?.snippet ?? '').slice(0, 10)), JSON.stringify(place)).toBe(true);
    }
  });

  test('several messages are told one after another, an mbox message by message', async () => {
    expect((await json(good, twoFroms)).map(({ message }) => message.name)).toEqual([good, twoFroms]);
    const mbox = file(
      'box',
      [good, twoFroms]
        .map(
          (path) =>
            `From a@example.org Thu Jan  1 00:00:00 2026\n${readFileSync(path, 'latin1').replaceAll('\r\n', '\n')}\n`,
        )
        .join(''),
    );
    expect((await json(mbox)).length).toBe(2);
  });

  test('an HTML file becomes a message', async () => {
    const html = file(
      'page.html',
      '<!doctype html><html lang="en"><body><p>Hello to the reader of this page.</p></body></html>',
    );
    const text = file('page.txt', 'Hello to the reader of this page.');
    const [report] = await json(html, '--subject', 'Hello', '--text', text, '--from', 'a@example.org');
    expect(failures(report).filter((finding) => finding.class === 'refused')).toEqual([]);
  });

  test('--fail-on gives exit code 4, --receivers narrows', async () => {
    expect((await check(twoFroms, '--fail-on', 'refused')).code).toBe(4);
    expect((await check(good, '--fail-on', 'refused')).code).toBe(0);
    expect((await check(good, '--receivers', 'gmail,outlook')).code).toBe(0);
    const [narrowed] = await json(twoFroms, '--receivers', 'outlook');
    expect(narrowed?.leftOut?.refused).toBe(1);
  });

  test('--fix writes the mended message, shows the change, and proves it', async () => {
    const noMime = file(
      'no-mime.eml',
      crlf(...head.slice(0, 5), 'Content-Type: text/plain; charset=utf-8', '', 'Text of a message.'),
    );
    const { stdout, stderr, code } = await check('--fix', noMime);
    expect(code).toBe(0);
    expect(stderr).toContain('+MIME-Version: 1.0');
    const mended = file('mended.eml', stdout);
    const [report] = await json(mended);
    expect(failures(report).map((finding) => finding.check)).not.toContain('headers/mime-version');
    expect((await check('--fix', noMime, '--output', mended)).code).toBe(2);
  });

  test('a page holds the message in a frame that may do nothing', async () => {
    const hostile = file(
      'hostile.eml',
      crlf(
        ...head,
        'Content-Type: text/html; charset=utf-8',
        '',
        '<script>alert(1)</script><img src="https://example.net/x.png"></iframe>"><form action=x>',
      ),
    );
    const { stdout } = await check('--format', 'html', hostile);
    expect(stdout).toContain('<iframe sandbox=""');
    expect(stdout).toContain("default-src 'none'");
    // Everything of the message stands in an attribute, escaped.
    expect(stdout.replaceAll(/srcdoc="[^"]*"/g, '')).not.toMatch(/<script>|<form|src="https/);
  });

  test('in German', async () => {
    const { stdout } = await check(twoFroms, '--lang', 'de');
    expect(stdout).toContain('Abweisen würden sie: Gmail.');
    expect(stdout).not.toMatch(/[{}]|undefined/);
  });

  test.each([
    [['/nowhere.eml'], 1, 'no file'],
    [[file('empty.eml', '')], 1, 'is empty'],
    [[file('words.txt', 'just words\n')], 1, 'is no message'],
    [[file('binary', Buffer.alloc(5000, 1))], 1, 'is no message'],
    [['/dev/zero'], 1, 'is no file'],
    [[good, '--profile', 'spam'], 2, '--profile'],
    [[good, '--receivers', 'nobody'], 2, '--receivers'],
    [[good, '--format', 'pdf'], 2, '--format'],
    [[good, '--fail-on', 'all'], 2, '--fail-on'],
    [[good, '--sender-ip', 'x'], 2, '--sender-ip'],
    [[good, '--fetch'], 2, '--fetch'],
    [[good, twoFroms, '--fix'], 2, '--fix'],
    [[good, '--output', 'x'], 2, '--output'],
    [[good, '--fix', '--json'], 2, '--fix and --json'],
    [[good, '--subject', 'x'], 0, '--subject'],
    [[good, '--helo', 'mx.example.org'], 0, '--helo'],
  ] as const)('%j: a sentence and exit code', async (args, code, words) => {
    const outcome = await check(...args);
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toContain(words);
  });

  test('30 MB, 10,000 parts and 5 MB of HTML are read in time', async () => {
    const large = file(
      'large.eml',
      Buffer.concat([
        Buffer.from(
          crlf(...head, 'Content-Type: application/octet-stream', 'Content-Transfer-Encoding: base64', ''),
        ),
        Buffer.alloc(30_000_000, 'QUFB\n'),
      ]),
    );
    const parts = file(
      'parts.eml',
      crlf(
        ...head,
        'Content-Type: multipart/mixed; boundary=b',
        '',
        ...Array.from({ length: 10_000 }, () => '--b\r\nContent-Type: text/plain\r\n\r\nx'),
        '--b--',
      ),
    );
    const html = file(
      'html.eml',
      crlf(
        ...head,
        'Content-Type: text/html; charset=utf-8',
        '',
        '<div><a href="https://example.org/x">y</a>'.repeat(120_000),
      ),
    );
    for (const path of [large, parts, html]) {
      const outcome = await check(path);
      expect(outcome.code, path).toBe(0);
      expect(outcome.peakMiB, path).toBeLessThan(700);
    }
  });
});
