/** What people and attackers really give: nothing hangs, nothing crashes, and the words say what to do instead. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFaultServer } from '../dns/fault-server.ts';
import { explainJson, runWaypost } from './program.ts';

const MIB = 1024 * 1024;
let folder: string;
const at = (name: string): string => join(folder, name);
const explain = (...args: readonly string[]) =>
  runWaypost(['explain', '--offline', '--no-progress', ...args]);

const report = `From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
To: sender@example.com
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

<user@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; user@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 User unknown

--b--
`;

/** Every name there is falls silent. */
const silence: Readonly<Record<string, 'silence'>> = new Proxy({}, { get: () => 'silence' });

/** 5 MB of which 10,000 parts stand in each other. */
function bomb(): string {
  const parts = Array.from(
    { length: 10_000 },
    (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
  );
  const text = `${report.slice(0, report.indexOf('Content-Type'))}${parts.join('')}\r\n550 5.1.1 User unknown\r\n`;
  return text + `${'x'.repeat(78)}\r\n`.repeat((5 * MIB - text.length) / 80);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-bad-input-'));
  writeFileSync(at('empty'), '');
  writeFileSync(at('binary'), Buffer.from(Array.from({ length: 20_000 }, (_, n) => (n * 7919) % 256)));
  writeFileSync(at('prose.txt'), 'Hello, see you tomorrow at the meeting.\n');
  writeFileSync(at('bomb.eml'), bomb());
  writeFileSync(at('cut.eml'), report.slice(0, report.indexOf('Diagnostic-Code') + 12));
  writeFileSync(at('whole.eml'), report);
  mkdirSync(at('folder'));
  for (const [name, head] of [
    ['zeros', ''],
    ['long.eml', report],
  ] as const) {
    writeFileSync(at(name), head);
    truncateSync(at(name), 200 * MIB);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('nothing that could be explained: exit code 1, and a sentence that says what to give', () => {
  test.each([
    ['an empty file', 'empty', 'empty'],
    ['binary data', 'binary', 'binary'],
    ['text without a reply', 'prose.txt', 'three-digit code'],
    ['a folder without files', 'folder', 'no files'],
    ['a file that is not there', 'gone.eml', 'no file'],
    ['200 MB of zero octets', 'zeros', 'binary'],
  ])('%s', async (_, name, words) => {
    const { code, stdout, stderr } = await explain(at(name));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toMatch(/\n\s+at |undefined|\{\w+\}/);
  });

  // Permissions do not stop root; this file gives everybody an input error.
  test.skipIf(!existsSync('/proc/self/mem'))('a file that cannot be read', async () => {
    const { code, stdout, stderr } = await explain('/proc/self/mem');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('cannot be read');
  });

  test('an empty pipe', async () => {
    expect(await runWaypost(['explain', '--offline'])).toMatchObject({ code: 1, stdout: '' });
  });
});

test('one of two files that cannot be read: the other is explained', async () => {
  const { code, stdout, stderr } = await explain(at('gone.eml'), at('whole.eml'));
  expect(code).toBe(0);
  expect(stdout).toContain('recipient.unknown');
  expect(stderr).toContain('gone.eml');
});

test('a MIME bomb ends in time, without a crash', async () => {
  const { code, elapsedMs, stderr } = await explain(at('bomb.eml'));
  expect([0, 1]).toContain(code);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(elapsedMs).toBeLessThan(60_000);
});

test('a truncated bounce is explained by what is there', async () => {
  const { explanations } = await explainJson(['--offline', at('cut.eml')]);
  expect(explanations[0]?.verdict).toMatchObject({
    category: 'recipient.unknown',
    reply: { recipient: 'user@example.org' },
  });
});

/**
 * Run from source the program first compiles its rules, which the package has done already: there it begins at about
 * 80 MiB. What a long input adds must leave it under 200 MiB.
 */
test('a 200 MB file adds little memory', async () => {
  const [least, zeros, message] = await Promise.all([
    explain(at('empty')),
    explain(at('zeros')),
    explain(at('long.eml')),
  ]);
  expect(zeros.peakMiB - least.peakMiB).toBeLessThan(110);
  expect(message.peakMiB - least.peakMiB).toBeLessThan(110);
  expect(message.stdout).toContain('recipient.unknown');
});

test('a resolver that never answers: within 5 s, shown as not checked', async () => {
  const silent = await startFaultServer({}, silence);
  try {
    const given = [
      '--sender-ip',
      '192.0.2.7',
      '--from',
      'me@example.com',
      '--resolver',
      `${silent.host}:${silent.port}`,
    ];
    const reply = '554 5.7.1 Client host [192.0.2.7] blocked using zen.spamhaus.org';
    const { code, stdout, elapsedMs } = await runWaypost(['explain', '--no-progress', ...given, reply]);
    expect(code).toBe(0);
    expect(stdout).toContain('not checked');
    expect(stdout).toContain('reputation.ip-listed');
    expect(stdout).not.toMatch(/^ +(fail|pass) /m);
    expect(silent.asked.length).toBeGreaterThan(0);
    // The start of the program from source is not the resolver's doing.
    const offline = await explain(...given, reply);
    expect(elapsedMs - offline.elapsedMs).toBeLessThan(5000);
  } finally {
    await silent.close();
  }
});

test('a reader that went away is no failure', async () => {
  const { code, stderr } = await runWaypost(['explain', '--offline', '--json', at('whole.eml')], {
    output: 'closed',
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test.skipIf(!existsSync('/dev/full'))('a full disk is told, with exit code 3', async () => {
  const { code, stderr } = await runWaypost(['explain', '--offline', at('whole.eml')], {
    output: '/dev/full',
  });
  expect(code).toBe(3);
  expect(stderr).toContain('ENOSPC');
});

test.each([
  ['an option that does not exist', ['explain', '--nonsense']],
  ['a resolver that is none', ['explain', '--resolver', 'no:such:thing', '550 no']],
  ['a language that is not there', ['explain', '--lang', 'xx', '550 no']],
])('%s: exit code 2 and a sentence', async (_, args) => {
  const { code, stdout, stderr } = await runWaypost(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('--batch: a line that is no request is answered as such, the others go on', async () => {
  const input = `nonsense\n{"id":1}\n{"id":2,"file":"${at('gone.eml')}"}\n\n{"id":3,"reply":"550 5.1.1 User unknown"}\n`;
  const { code, stdout } = await runWaypost(['explain', '--batch', '--offline'], { input });
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(answers.map(({ id, problem }) => [id, problem?.code])).toEqual([
    [null, 'bad-json'],
    [1, 'bad-request'],
    [2, 'unreadable'],
    [3, undefined],
  ]);
});
