import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dsn, runCommand as run } from '../testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

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
        .replaceAll(/550 5\.1\.1 .*/g, `550 5.1.2 <nobody@example${i}.org>: Host not found`)
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
