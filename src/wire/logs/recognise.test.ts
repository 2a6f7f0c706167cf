import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEximLine } from './exim.ts';
import { parseHarakaLine } from './haraka.ts';
import { parseMaddyLine } from './maddy.ts';
import { parseOpensmtpdLine } from './opensmtpd.ts';
import { parsePostfixLine } from './postfix.ts';
import { parseQmailLine } from './qmail.ts';
import { readLog, recogniseLog } from './recognise.ts';
import { parseSendmailLine } from './sendmail.ts';
import { parseStalwartLine } from './stalwart.ts';
import { EX, events, PF } from './testing.ts';

test.each([
  '',
  'Roses are red',
  '550 5.1.1 User unknown',
  'Oct 11 22:14:15 mx1 sshd[42]: Accepted publickey for root',
  '{"a": 1}',
  '192.0.2.1 - - [11/Oct/2024:22:14:15 +0000] "GET / HTTP/1.1" 200 12',
  // PHPMailer's debug output, which has a time where Exim has one.
  '2024-01-24 20:07:12 SMTP ERROR: Failed to connect to server',
  '2024-01-24 20:07:12 SMTP connect() failed.',
])('is no mail log: %j', (text) => {
  expect(recogniseLog(text)).toBeUndefined();
  expect(events(text)).toEqual([]);
});

test('max limits the events', () => {
  expect([...readLog(`${PF}, dsn=2.0.0, status=sent (250 ok)\n`.repeat(20), 3)]).toHaveLength(3);
});

const REJECT =
  'NOQUEUE: reject: RCPT from c.example.net[192.0.2.5]: 554 5.7.1 no; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<x>';

describe('lines as they are pasted', () => {
  test.each<readonly [title: string, text: string, expected: object]>([
    [
      'in Markdown',
      '`Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, relay=none, delay=1, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.1]:25: Connection refused)`',
      {
        format: 'postfix',
        outcome: 'deferred',
        recipient: 'a@example.org',
        text: 'connect to mx.example.org[192.0.2.1]:25: Connection refused',
      },
    ],
    [
      'quoted and wrapped, without a time',
      '> mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>,\n> relay=mx.example.org[192.0.2.1]:25, delay=1, dsn=5.1.1, status=bounced (host\n> mx.example.org[192.0.2.1] said: 550 5.1.1 no)',
      { format: 'postfix', outcome: 'bounced', loggingHost: 'mx1', replyCode: 550 },
    ],
    [
      "from mailcow's pages",
      '25.3.2020, 13:24:07 | info | lost connection after RCPT from c.example.net[192.0.2.5]\n25.3.2020, 13:24:07 | info | NOQUEUE: reject: RCPT from c.example.net[192.0.2.5]: 554 5.7.1 no; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<x>\n25.3.2020, 13:24:07 | info | connect from c.example.net[192.0.2.5]',
      { format: 'postfix', outcome: 'rejected-by-us', clientIp: '192.0.2.5', helo: 'x' },
    ],
    ...(
      [
        [
          'coloured by a terminal',
          '\x1b[36mmail              |\x1b[0m Apr 29 14:16:26 mail postfix/smtpd[1701]: ',
        ],
        [
          'coloured, the octets written out',
          'ESC[36mmail              |ESC[0m Apr 29 14:16:26 mail postfix/smtpd[1701]: ',
        ],
        ['coloured within its time', '\x1b[32mApr 29\x1b[0m 14:16:26 mail postfix/smtpd[1701]: \x1b[K'],
        ['the same, written out', 'ESC[32mApr 29ESC[0m 14:16:26 mail postfix/smtpd[1701]: '],
        ['coloured, the escape lost', '[33mpostfix-mailcow-1 |[0m '],
        ['coloured by syslog', '#033[33m'],
        ['behind what was left out', '[...]: '],
        ['behind what was left out, in words', '(snip) '],
        ['of a table copied with its tabs', '19.11.2018, 13:04:14\tinfo\t'],
        ['of a table with the program', '19.11.2018, 13:04:14 | warn | postfix/smtpd | '],
        ['of a container, its name cut', '_smtp_1       | postfix/smtpd[56]: '],
        ['from a table that broke it', '19.11.2018, 13:04:14 | info | ', '  '],
      ] as const
    ).map(
      ([title, before, space = ' ']) =>
        [
          title,
          `${before}${REJECT.replaceAll('; ', `;${space}`)}`,
          { format: 'postfix', outcome: 'rejected-by-us', clientIp: '192.0.2.5', helo: 'x' },
        ] as const,
    ),
    [
      'a delivery from its address on',
      'to=<a@example.org>, relay=none, delay=0.64, delays=0.1/0.02/0.51/0, dsn=4.7.5, status=deferred (no TLSA records found)',
      { format: 'postfix', outcome: 'deferred', recipient: 'a@example.org', enhancedStatus: '4.7.5' },
    ],
    [
      'Exim in the foreground',
      '    9 LOG: MAIN REJECT\n    9   H=(x) [172.22.0.1] F=<s@example.net> rejected RCPT <a@example.org>: relay not permitted\n    9 LOG: lost_incoming_connection MAIN',
      {
        format: 'exim',
        outcome: 'rejected-by-us',
        clientIp: '172.22.0.1',
        recipient: 'a@example.org',
        text: 'relay not permitted',
      },
    ],
    [
      'OpenSMTPD in the foreground',
      '    lookup: lookup "foo" as USERINFO in table getpwnam:<getpwnam> -> -1\n    smtp-in: Failed command on session a6ee64eda205f046: "RCPT TO:<a@example.org>" => 451 Temporary failure',
      { format: 'opensmtpd', outcome: 'rejected-by-us', recipient: 'a@example.org', replyCode: 451 },
    ],
  ])('%s', (_, text, expected) => {
    expect(events(text)).toMatchObject([expected]);
  });
});

const pieces = fc.constantFrom(
  'Oct 11 22:14:15 mx1 ',
  'postfix/smtp[1]: ',
  '4E74613FE76: ',
  'to=<',
  'a@example.org',
  '>, ',
  'relay=',
  'status=bounced (',
  ')',
  'stat=',
  'result="',
  '"',
  '\n',
  `${EX} ** `,
  ' == ',
  'H=x [',
  '192.0.2.1]',
  ': ',
  '2024-05-01T10:00:00.000Z,',
  ',',
  '550 5.1.1 no',
  ' rejected RCPT <',
  'reject=',
  '{LED=',
  '};{',
  'mta delivery ',
  'delivery 1: ',
  'failure: ',
  'Remote_host_said:_',
  '[NOTICE] [930E3B02-4254-4499-8294-70044A00835D.1] ',
  '[outbound] ',
  'recipient <',
  '> rejected: ',
);

test('property: no reader throws; lines are in order and inside the text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(pieces, { maxLength: 30 }).map((words) => words.join('')),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const lineCount = text.split('\n').length;
      let line = 0;
      for (const event of readLog(text)) {
        expect(event.line).toBeGreaterThan(line);
        expect(event.line).toBeLessThanOrEqual(lineCount);
        line = event.line;
      }
      for (const parse of [
        parsePostfixLine,
        parseEximLine,
        parseSendmailLine,
        parseOpensmtpdLine,
        parseQmailLine,
        parseHarakaLine,
        parseStalwartLine,
        parseMaddyLine,
      ])
        parse(text);
    }),
    { numRuns: 500 },
  );
});

describe('the corpus of logs (../shared needed)', () => {
  const root = new URL('../../../../shared/corpora/logs/', import.meta.url);
  const tally = (folder: string): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const name of readdirSync(new URL(folder, root))) {
      for (const event of readLog(readFileSync(new URL(folder + name, root), 'latin1'))) {
        const key = `${event.format} ${event.outcome}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
    }
    return counts;
  };

  test.skipIf(!existsSync(root))('Exim: at least as many events as measured', () => {
    const counts = tally('exim/test/log/');
    expect(counts['exim sent']).toBeGreaterThanOrEqual(1_750);
    expect(counts['exim bounced']).toBeGreaterThanOrEqual(395);
    expect(counts['exim deferred']).toBeGreaterThanOrEqual(430);
    expect(counts['exim expired']).toBeGreaterThanOrEqual(30);
    expect(counts['exim rejected-by-us']).toBeGreaterThanOrEqual(170);
  });

  test.skipIf(!existsSync(root))('Postfix: at least as many events as measured', () => {
    const counts = tally('controlcenter/test_files/postfix_logs/individual_files/');
    expect(counts['postfix sent']).toBeGreaterThanOrEqual(37);
    expect(counts['postfix bounced']).toBeGreaterThanOrEqual(3);
    expect(counts['postfix deferred']).toBeGreaterThanOrEqual(3);
    expect(counts['postfix rejected-by-us']).toBeGreaterThanOrEqual(6);
  });
});

test.each([
  'relay: client [192.0.2.9] has no PTR record',
  'delivery: not allowed here',
  'delivery 5: failure: client is not known',
])('the wrapped rest of a reply is no line of its own: %s', (rest) => {
  const log = `Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, dsn=5.7.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.7.1 unable to\n${rest} (in reply to RCPT TO command))`;
  const [event, ...others] = [...readLog(log)];
  expect(others).toEqual([]);
  expect(event?.text).toContain(rest);
});

test.each(['> `', '- `', '* ``', '> - `'])('code in a quote or a list: %s', (mark) => {
  const line =
    'Nov 20 10:00:00 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, relay=none, status=deferred (no)';
  expect([...readLog(`${mark}${line}\``)]).toMatchObject([{ outcome: 'deferred', text: 'no' }]);
});
