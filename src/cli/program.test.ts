import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { CliIo } from './io.ts';
import { withVerb } from './pick-command.ts';
import { runProgram } from './program.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

class Sink extends Writable {
  text = '';
  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

async function run(args: readonly string[], stdin = '', environment: Record<string, string> = {}) {
  const stdout = new Sink();
  const stderr = new Sink();
  const io: CliIo = {
    stdin: Readable.from(stdin === '' ? [] : [Buffer.from(stdin)]),
    stdout,
    stderr,
    environment,
    nowMs: () => 0,
  };
  const code = await runProgram(args, io, {
    version: '9.9.9',
    loadExplain: () => import('../main/explain-host.ts'),
    loadAudit: () => import('../main/audit-host.ts'),
    loadCheck: () => import('../main/check-host.ts'),
    loadVerb: () => import('../main/pick-verb.ts'),
    loadServe: async () => (await import('../main/serve-host.ts')).host,
  });
  return { code, out: stdout.text, err: stderr.text };
}

const dsn = `From: MAILER-DAEMON@mail.example.com
To: me@example.com
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver your message.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.com

Final-Recipient: rfc822; nobody@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 <nobody@example.org>: Recipient address rejected: User unknown in virtual mailbox table

--b--
`;

describe('waypost', () => {
  test('help names the commands and gives examples', async () => {
    const { code, out } = await run(['--help']);
    expect([code, out.includes('explain'), out.includes('Examples')]).toEqual([0, true, true]);
  });

  test.each([
    [['550 no'], ['explain', '550 no']],
    [['./bounce.eml'], ['explain', './bounce.eml']],
    [
      ['explain', 'x'],
      ['explain', 'x'],
    ],
    [['--help'], ['--help']],
    [
      ['--json', 'x'],
      ['explain', '--json', 'x'],
    ],
  ])('%j is read as %j', (args, expected) => {
    expect(withVerb(args, ['explain'])).toEqual(expected);
  });

  test.each(['bash', 'zsh', 'fish'])('completion for %s names the options of explain', async (shell) => {
    const { code, out } = await run(['completion', shell]);
    expect([code, out.includes('sender-ip')]).toEqual([0, true]);
  });

  test('completion for an unknown shell is a usage error', async () => {
    expect((await run(['completion', 'tcsh'])).code).toBe(2);
  });
});

const hello = 'From: a@example.org\r\nTo: b@example.com\r\nSubject: Hello\r\n\r\nHow are you?\r\n';
const page = '<!-- May -->\n<h1>Hello {{name}}</h1>\n';
const reply = '550 5.1.1 User unknown';

describe('without a command, what comes in or stands in the file picks one', () => {
  test.each<[why: string, content: string, schema: string]>([
    ['ordinary mail', hello, 'waypost/check/1'],
    ['an mbox of it', `From a\n${hello.replaceAll('\r', '')}`, 'waypost/check/1'],
    ['HTML', page, 'waypost/check/1'],
    ['a bounce', dsn, 'waypost/explain/1'],
    [
      'an mbox in which a bounce stands',
      `From a\n${hello.replaceAll('\r', '')}\nFrom b\n${dsn}`,
      'waypost/explain/1',
    ],
    ['a reply', reply, 'waypost/explain/1'],
    [
      'a page in which a refusal stands',
      `<html><body><pre>${reply}</pre></body></html>`,
      'waypost/explain/1',
    ],
    [
      'a long log',
      `${'Oct 11 22:14:15 mx1 postfix/qmgr[1]: 4E74613FE76: removed\n'.repeat(200)}Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, relay=none, dsn=5.1.1, status=bounced (${reply})\n`,
      'waypost/explain/1',
    ],
  ])('%s', async (_, content, schema) => {
    const path = file('any', content);
    const outs = [
      await run(['-', '--offline', '--json'], content),
      await run(['--offline', '--json'], content),
      await run(['--offline', '--json', '--lang', 'en', '-'], content),
      await run([path, '--offline', '--json']),
      await run(['--offline', '--json', path]),
    ];
    const schemas = outs.map(({ out }) => {
      const answer = JSON.parse(out);
      return (Array.isArray(answer) ? answer[0] : answer).schema;
    });
    expect(schemas).toEqual(outs.map(() => schema));
  });

  test('all of standard input reaches the command, however it was cut', async () => {
    const long = `${hello}${'A line of words.\r\n'.repeat(2000)}`;
    const [report] = JSON.parse((await run(['-', '--offline', '--json'], long)).out);
    expect(report.message.octets).toBe(long.length);
  });

  test('an option that explain alone has says what is wanted', async () => {
    const { out } = await run(['--offline', '--json', '--recipient', 'b@example.com', '-'], hello);
    expect(JSON.parse(out).schema).toBe('waypost/explain/1');
  });

  test('an unknown option is told with the name of the program', async () => {
    expect((await run(['check', '--nonsense'])).err).toMatch(/^waypost: error: .*--nonsense/);
  });
});

describe('waypost explain', () => {
  test('explains a reply given as words', async () => {
    const { code, out } = await run(['--offline', '--json', '550 5.1.1 User unknown']);
    const answer = JSON.parse(out);
    expect([code, answer.schema, answer.explanations[0].verdict.category]).toEqual([
      0,
      'waypost/explain/1',
      'recipient.unknown',
    ]);
  });

  test('words without quotes are one text', async () => {
    const { out } = await run(['explain', '--offline', '--json', '550', 'User', 'unknown']);
    expect(JSON.parse(out).explanations[0].verdict.category).toBe('recipient.unknown');
  });

  test('explains a bounce from a file and from standard input alike', async () => {
    const fromFile = JSON.parse((await run(['explain', '--offline', '--json', file('b.eml', dsn)])).out);
    const fromPipe = JSON.parse((await run(['explain', '--offline', '--json', '-'], dsn)).out);
    for (const answer of [fromFile, fromPipe]) {
      expect(answer.explanations[0]).toMatchObject({
        input: 'message',
        kind: 'bounce',
        verdict: {
          category: 'recipient.unknown',
          reply: { recipient: 'nobody@example.org', speakerHost: 'mx.example.org' },
        },
      });
    }
  });

  test('many bounces of one cause are told once', async () => {
    const mbox = Array.from(
      { length: 12 },
      (_, i) => `From x\n${dsn.replaceAll('nobody@', `nobody${i}@`)}\n`,
    ).join('');
    const answer = JSON.parse((await run(['explain', '--offline', '--json', file('m.mbox', mbox)])).out);
    expect([answer.total, answer.explanations.length, answer.explanations[0].count]).toEqual([12, 1, 12]);
  });

  test('failures come first, notices after them, ordinary mail last and in one line', async () => {
    const answer = `From: bob@example.org\nTo: me@example.com\nAuto-Submitted: auto-replied\nSubject: Out of office\n\nI am away.\n`;
    const hello = 'From: bob@example.org\nTo: me@example.com\nSubject: Hello\n\nHow are you?\n';
    const mails = [...Array.from({ length: 30 }, () => hello), answer, answer, dsn, hello];
    const mbox = file('mixed.mbox', mails.map((mail) => `From x\n${mail}\n`).join(''));
    const json = JSON.parse((await run(['explain', '--offline', '--json', mbox])).out);
    expect(
      json.explanations.map(({ count, verdict }: never) => [
        count,
        (verdict as { category: string }).category,
      ]),
    ).toEqual([
      [1, 'recipient.unknown'],
      [2, 'notice.auto-reply'],
      [31, 'not-a-bounce'],
    ]);
    for (const form of ['text', 'html']) {
      const { out } = await run(['explain', '--offline', '--format', form, mbox]);
      const places = [
        '31 ordinary messages',
        '1 of 3: The mailbox does not exist',
        '2 of 3: An automatic answer',
      ].map((words) => [out.indexOf(words), out.lastIndexOf(words)]);
      expect(places.flat()).not.toContain(-1);
      expect(out).not.toContain('This is an ordinary message');
      expect(out.indexOf('1 of 3: The mailbox')).toBeLessThan(out.indexOf('2 of 3: An automatic'));
      expect(out.split('ordinary message').length).toBe(2);
    }
  });

  test('of very many causes the largest are told whole and the rest in a line each, with --verbose all', async () => {
    const mails = Array.from({ length: 15 }, (_, i) =>
      dsn
        .replaceAll('nobody@example.org', `nobody@example${i}.org`)
        .replaceAll(
          /550 5\.1\.1 .*/g,
          `550 5.1.2 <nobody@example${i}.org>: Host not found ${'zork'.repeat(i + 1)}`,
        )
        .replaceAll('5.1.1', '5.1.2'),
    );
    const mbox = file('many.mbox', mails.map((mail) => `From x\n${mail}\n`).join(''));
    const count = async (...more: readonly string[]) =>
      (await run(['explain', '--offline', ...more, mbox])).out.split(/^ {2}tell /m).length - 1;
    expect([await count(), await count('--verbose')]).toEqual([10, 15]);
  });

  test('a page is self-contained and escapes what mail says', async () => {
    const { out } = await run([
      'explain',
      '--offline',
      '--format',
      'html',
      '550 5.7.1 <script>alert(1)</script> blocked',
    ]);
    expect(out).toContain('<!doctype html>');
    expect(out).not.toContain('<script');
    expect(out).not.toMatch(/(src|href)="http/);
  });

  test('without looking up a page says so, and a narrow pipe is heeded', async () => {
    const said = 'Nothing was looked up';
    expect((await run(['explain', '--offline', '--format', 'html', '550 no'])).out).toContain(said);
    const { out } = await run(['explain', '--offline', '550 no'], '', { COLUMNS: '50' });
    expect(out).toContain(said);
    expect(
      Math.max(
        ...out
          .split('\n')
          .filter((line) => !line.includes('$ '))
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(50);
  });

  test('the letter withholds addresses unless asked', async () => {
    const reply = '550 5.1.1 <secret.person@example.org>: User unknown';
    expect((await run(['explain', '--offline', '--report', reply])).out).not.toContain('secret.person');
    expect((await run(['explain', '--offline', '--report', '--show-addresses', reply])).out).toContain(
      'secret.person@example.org',
    );
  });

  test.each(['letter', 'problem'])(
    'no control character of mail reaches the terminal by a %s',
    async (what) => {
      const hostile = `\u001b]0;title\u0007${what === 'letter' ? '550 5.1.1 User unknown' : ''}`;
      const name = file(`${what}\u001b[31m.txt`, what === 'letter' ? hostile : 'hello');
      const { out, err } = await run(['explain', '--offline', '--report', name]);
      expect(out + err).not.toBe('');
      for (const control of ['\u0007', '\u001b']) expect(out + err).not.toContain(control);
    },
  );

  const NAMED = ['anna@example.org', 'bob@example.net'];
  const BODY = [
    'Hi. This is the qmail-send program at mail.example.com.',
    "I'm afraid I wasn't able to deliver your message to the following addresses.",
    '',
    '<anna@example.org>:',
    'Remote host said: 550 5.1.1 User unknown',
    '',
    '<bob@example.net>:',
    'Remote host said: 552 5.2.2 Mailbox full',
  ].join('\n');

  test('batch answers in order, and a bad line spoils no other', async () => {
    const lines = [
      '{"id":1,"reply":"550 5.1.1 User unknown"}',
      'nonsense',
      '',
      '{"id":3,"file":"/nonexistent"}',
      '{"id":4,"reply":"452 4.2.2 over quota"}',
      '{"id":5,"reply":" "}',
      '{"id":6,"file":"/dev/null"}',
      JSON.stringify({ id: 7, file: file('body.txt', `${BODY}\n`) }),
      JSON.stringify({
        id: 8,
        file: file('m.eml', `From: MAILER-DAEMON\nSubject: failure notice\n\n${BODY}\n`),
      }),
      JSON.stringify({ id: 9, file: file('two.txt', '550 5.1.1 User unknown\n\n452 4.2.2 over quota\n') }),
      JSON.stringify({ id: 10, file: file('b.bin', new Uint8Array(5000)) }),
    ];
    const { code, out } = await run(['explain', '--offline', '--batch'], lines.join('\n'));
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(
      answers.map((answer) => [answer.id, answer.verdicts.at(-1)?.category ?? answer.problem.code]),
    ).toEqual([
      [1, 'recipient.unknown'],
      [null, 'bad-json'],
      [3, 'unreadable'],
      [4, 'recipient.full'],
      [5, 'empty'],
      [6, 'unreadable'],
      [7, 'recipient.full'],
      [8, 'recipient.full'],
      [9, 'recipient.full'],
      [10, 'binary'],
    ]);
    const recipientsOf = (id: number) =>
      answers[id - 1].verdicts.map(({ recipient }: { recipient: string | null }) => recipient);
    expect([recipientsOf(7), recipientsOf(8)]).toEqual([NAMED, NAMED]);
    expect(answers.slice(5).map(({ kind }) => kind)).toEqual([
      'unknown',
      'bounce',
      'bounce',
      'bounce',
      'unknown',
    ]);
  });

  const longLog = `${'Oct 11 22:14:15 mx1 postfix/qmgr[1]: 4E74613FE76: removed\n'.repeat(40_000)}Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, relay=none, dsn=5.1.1, status=bounced (550 5.1.1 User unknown)\n`;
  test.each([
    ['a long log with one refusal', longLog],
    ['a refusal with a long tail', `550 5.1.1 User unknown\n${'lorem ipsum\n'.repeat(200_000)}`],
  ])('%s: nothing is said of the pieces that hold none', async (_, text) => {
    const { code, out, err } = await run(['explain', '--offline', '-'], text);
    expect([code, err, out.includes('recipient.unknown')]).toEqual([0, '', true]);
  });

  test('files that hold nothing are named, in the language asked for', async () => {
    const names = [file('e.eml', ''), file('bin1', new Uint8Array(5000)), file('bin2', new Uint8Array(5000))];
    const { code, err } = await run(['explain', '--offline', '--lang', 'de', ...names]);
    const lines = err.trim().split('\n');
    expect([code, lines.length]).toEqual([1, 2]);
    expect(lines[0]).toContain(`${names[0]} ist leer`);
    expect(lines[1]).toContain(`2 Dateien sind Binärdaten, keine Mail: ${names[1]}, ${names[2]}.`);
  });

  const OUTLOOK = Buffer.from('d0cf11e0a1b11ae10000', 'hex');
  const bad: readonly [args: readonly string[], stdin: string, code: number, says: RegExp, why: string][] = [
    [['explain', '--offline'], '', 1, /empty/, 'nothing on standard input'],
    [['explain', '--offline', 'roses are red'], '', 1, /no SMTP reply/, 'text without a reply'],
    [['explain', '--offline', file('z.bin', new Uint8Array(5000))], '', 1, /binary/, 'binary data'],
    [['explain', '--offline', './missing.eml'], '', 1, /no file/, 'a missing file'],
    [['explain', '--offline', '--sender-ip', 'x', '550 no'], '', 2, /--sender-ip/, 'a bad IP'],
    [['explain', '--format', 'pdf', '550 no'], '', 2, /--format/, 'an unknown format'],
    [['explain', '--lang', 'xx', '550 no'], '', 2, /--lang/, 'an unknown language'],
    [['explain', '--batch', '--json'], '{}', 2, /--batch/, 'another form beside --batch'],
    [['explain', '--report', '--json', '550 no'], '', 2, /--report/, 'a letter as JSON'],
    [['explain', '--report', '--format', 'html', '550 no'], '', 2, /--report/, 'a letter as a page'],
    [['explain', '--json', '--format', 'html', '550 no'], '', 2, /--json/, 'two forms at once'],
    [['explain', '--batch', 'x'], '{}', 2, /--batch/, 'an input beside --batch'],
    [['explain', '--nonsense', '550 no'], '', 2, /nonsense/, 'an unknown option'],
    [
      ['explain', '--message', '/nonexistent', '550 no'],
      '',
      2,
      /--message.*no such file/,
      'a missing message file',
    ],
    [['explain', '--from', 'nix', '550 no'], '', 2, /--from nix.*user@/, 'a sender that is no domain'],
    [['explain', '--offline', file('x.pdf', '%PDF-1.7 550 no')], '', 1, /is a PDF/, 'a PDF'],
    [['explain', '--offline', file('x.msg', OUTLOOK)], '', 1, /Outlook.*\.eml/, 'a message of Outlook'],
    [['explian', '550 no'], '', 2, /unknown command 'explian'/, 'a command with two letters changed'],
    [['chek', 'x.eml'], '', 2, /unknown command 'chek'/, 'a command without a letter'],
  ];
  test.each(bad.map((row) => [row[4], ...row] as const))('%s is told', async (_, args, stdin, code, says) => {
    const got = await run(args, stdin);
    expect(got.code).toBe(code);
    expect(got.err).toMatch(says);
  });
});

test('a file of a report is audited, packed or not, and no other archive is', async () => {
  const record =
    '<feedback><report_metadata><org_name>example.com</org_name><email>a@example.com</email><report_id>1</report_id><date_range><begin>1764000000</begin><end>1764086400</end></date_range></report_metadata><policy_published><domain>example.org</domain><p>none</p></policy_published></feedback>';
  for (const path of [file('report.xml', record), file('report', gzipSync(record))]) {
    const { out } = await run([path, '--json']);
    expect(JSON.parse(out)).toMatchObject({ schema: 'waypost/audit/1', subject: { name: 'example.org' } });
  }
  const { code, err } = await run([file('other.gz', gzipSync('good morning'))]);
  expect(code).toBe(1);
  expect(err).toContain('binary data');
});
