import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEximLine } from './exim.ts';
import { parseOpensmtpdLine } from './opensmtpd.ts';
import { parsePostfixLine } from './postfix.ts';
import { readLog, recogniseLog } from './recognise.ts';
import { parseSendmailLine } from './sendmail.ts';
import type { LogEvent, LogFormat } from './types.ts';

type Case = readonly [title: string, log: string, expected: Partial<LogEvent>];
const events = (text: string): readonly LogEvent[] => [...readLog(text)];
const last = (text: string): LogEvent | undefined => events(text).at(-1);
const PF =
  'Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=1, delays=0/0/0/1';
const EX = '2024-05-01 10:00:00 1qabcd-0001Ab-2C';

function check(format: LogFormat, cases: readonly Case[]): void {
  test.each(cases)('%s', (_, log, expected) => {
    expect(recogniseLog(log)).toBe(format);
    expect(last(log)).toMatchObject({ format, ...expected });
  });
}

describe('Postfix', () => {
  const refusal = {
    outcome: 'bounced',
    recipient: 'a@example.org',
    remoteHost: 'mx.example.org',
    remoteIp: '192.0.2.1',
    replyCode: 550,
    enhancedStatus: '5.1.1',
    phase: 'rcpt',
  } as const;
  const bounced =
    'dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 no (in reply to RCPT TO command))';
  check('postfix', [
    [
      'bounced',
      `${PF}, ${bounced}`,
      { ...refusal, queueId: '4E74613FE76', loggingHost: 'mx1', at: 'Oct 11 22:14:15' },
    ],
    ['with a priority before', `<22>${PF}, ${bounced}`, refusal],
    [
      'RFC 5424',
      `<22>1 ${PF.replace('Oct 11 22:14:15', '2024-05-01T10:00:00.1Z').replace('postfix/smtp[42]:', 'postfix/smtp 42 - -')}, ${bounced}`,
      { ...refusal, at: '2024-05-01T10:00:00.1Z', loggingHost: 'mx1' },
    ],
    ['ISO time', `${PF.replace('Oct 11 22:14:15', '2024-05-01T10:00:00.123456+02:00')}, ${bounced}`, refusal],
    ['without time and host', `${PF.slice(20)}, ${bounced}`, refusal],
    ['without any prefix', `${PF.slice(38)}, ${bounced}`, refusal],
    ['after grep', `/var/log/mail.log:12:${PF}, ${bounced}`, refusal],
    ['wrapped', `${PF}, ${bounced}`.replaceAll(', ', ',\n  '), refusal],
    ['quoted', `> ${PF},\n> ${bounced}`, refusal],
    ['second instance', `${PF.replace('postfix/', 'postfix-out/')}, ${bounced}`, refusal],
    [
      'several lines of the reply on one',
      `${PF}, dsn=5.7.1, status=bounced (host mx.example.org[192.0.2.1] said: 550-5.7.1 a 550-5.7.1 b 550 5.7.1 c (in reply to end of DATA command))`,
      { replyCode: 550, enhancedStatus: '5.7.1', phase: 'end-of-data' },
    ],
    [
      'sent',
      `${PF}, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as F12)`,
      { outcome: 'sent', replyCode: 250, enhancedStatus: '2.0.0' },
    ],
    [
      'original recipient',
      `${PF.replace('relay', 'orig_to=<b@example.org>, relay')}, dsn=2.0.0, status=sent (250 ok)`,
      { originalRecipient: 'b@example.org' },
    ],
    ['undeliverable', `${PF}, ${bounced.replace('bounced', 'undeliverable')}`, refusal],
    [
      'no connection',
      `${PF.replace('mx.example.org[192.0.2.1]:25', 'none')}, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.1]:25: Connection timed out)`,
      {
        outcome: 'deferred',
        remoteHost: 'mx.example.org',
        remoteIp: '192.0.2.1',
        phase: 'connect',
        enhancedStatus: '4.4.1',
      },
    ],
    [
      'connection lost',
      'Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: lost connection with mx.example.org[192.0.2.1] while sending RCPT TO',
      { outcome: 'deferred', remoteHost: 'mx.example.org', phase: 'rcpt' },
    ],
    [
      'no name',
      `${PF.replace('mx.example.org[192.0.2.1]:25', 'none')}, dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name=example.org type=AAAA: Host not found)`,
      { outcome: 'bounced', enhancedStatus: '5.4.4' },
    ],
    [
      'local',
      'Oct 11 22:14:15 mx1 postfix/local[42]: 892A0205B6: to=<a@example.org>, relay=local, delay=0, delays=0/0/0/0, dsn=5.1.1, status=bounced (unknown user: "a")',
      { outcome: 'bounced', enhancedStatus: '5.1.1', text: 'unknown user: "a"' },
    ],
    [
      'a remark before the next host',
      'Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: host mx.example.org[192.0.2.1] refused to talk to me: 554 5.7.1 go',
      { outcome: 'deferred', replyCode: 554, phase: 'connect' },
    ],
    [
      'refused by us',
      'Oct 11 22:14:15 mx1 postfix/smtpd[42]: NOQUEUE: reject: RCPT from unknown[192.0.2.5]: 550 5.1.1 <a@example.org>: no; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<z>',
      {
        outcome: 'rejected-by-us',
        clientIp: '192.0.2.5',
        sender: 's@example.net',
        recipient: 'a@example.org',
        helo: 'z',
        replyCode: 550,
        phase: 'rcpt',
        text: '550 5.1.1 <a@example.org>: no',
      },
    ],
    [
      'refused by a milter',
      'Oct 11 22:14:15 mx1 postfix/cleanup[42]: B37FD2E05B9: milter-reject: END-OF-MESSAGE from c.example.net[192.0.2.4]: 4.7.1 Later; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<c>',
      {
        outcome: 'rejected-by-us',
        clientHost: 'c.example.net',
        enhancedStatus: '4.7.1',
        phase: 'end-of-data',
        queueId: 'B37FD2E05B9',
      },
    ],
    [
      'refused by postscreen',
      'Oct 11 22:14:15 mx1 postfix/postscreen[42]: NOQUEUE: reject: RCPT from [192.0.2.6]:2413: 550 5.5.1 Protocol error; from=<s@example.net>, to=<a@example.org>, proto=SMTP, helo=<h>',
      { outcome: 'rejected-by-us', clientIp: '192.0.2.6', replyCode: 550, helo: 'h' },
    ],
  ]);

  test('sender, size and message id come from other lines; an expiry carries the last cause', () => {
    const lines = [
      'Oct 11 22:14:14 mx1 postfix/cleanup[1]: 4E74613FE76: message-id=<m@example.net>',
      'Oct 11 22:14:14 mx1 postfix/qmgr[1]: 4E74613FE76: from=<s@example.net>, size=1234, nrcpt=1 (queue active)',
      `${PF}, dsn=4.2.0, status=deferred (host mx.example.org[192.0.2.1] said: 450 4.2.0 later (in reply to RCPT TO command))`,
      'Oct 16 22:14:14 mx1 postfix/qmgr[1]: 4E74613FE76: from=<s@example.net>, status=expired, returned to sender',
    ];
    const facts = {
      sender: 's@example.net',
      messageSizeBytes: 1234,
      messageId: '<m@example.net>',
      recipient: 'a@example.org',
      replyCode: 450,
      enhancedStatus: '4.2.0',
    };
    expect(events(lines.join('\n'))).toMatchObject([
      { ...facts, outcome: 'deferred', line: 3 },
      { ...facts, outcome: 'expired', line: 4 },
    ]);
  });

  test.each([
    'reject_warning: RCPT from x[192.0.2.5]: 550 no; from=<> to=<>',
    'lost connection after DATA from unknown[192.0.2.5]',
    'connect from x[192.0.2.5]',
  ])('%s is no event', (words) => {
    expect(parsePostfixLine(`Oct 11 22:14:15 mx1 postfix/smtpd[42]: NOQUEUE: ${words}`)).toBeUndefined();
  });
});

describe('Exim', () => {
  check('exim', [
    [
      'failed',
      `${EX} ** a@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.1] X=TLS1.2:ECDHE:256 CV=yes: SMTP error from remote mail server after RCPT TO:<a@example.org>: 550 5.1.1 No`,
      {
        outcome: 'bounced',
        queueId: '1qabcd-0001Ab-2C',
        recipient: 'a@example.org',
        remoteHost: 'mx.example.org',
        remoteIp: '192.0.2.1',
        replyCode: 550,
        enhancedStatus: '5.1.1',
        phase: 'rcpt',
      },
    ],
    [
      'failed, long message id',
      '2024-05-01 10:00:00 1rabcd-00000001Abc-0000 ** a@example.org: Unrouteable address',
      { outcome: 'bounced', recipient: 'a@example.org', text: 'Unrouteable address' },
    ],
    [
      'through syslog',
      `May  1 10:00:00 mx1 exim[42]: ${EX} ** a@example.org: Unrouteable address`,
      { outcome: 'bounced', loggingHost: 'mx1', recipient: 'a@example.org' },
    ],
    [
      'deferred',
      `${EX} == a@example.org <b@example.org> R=r T=t defer (-44) H=mx.example.org [192.0.2.1]: SMTP error from remote mail server after end of data: 451 4.7.1 later`,
      {
        outcome: 'deferred',
        recipient: 'a@example.org',
        originalRecipient: 'b@example.org',
        replyCode: 451,
        phase: 'end-of-data',
      },
    ],
    [
      'no connection',
      `${EX} == a@example.org R=r T=t defer (111): Connection refused`,
      { outcome: 'deferred', text: 'Connection refused', phase: 'connect' },
    ],
    ['given up', `${EX} ** a@example.org: retry timeout exceeded`, { outcome: 'expired' }],
    [
      'delivered',
      `${EX} => a <a@example.org> R=r T=t H=mx.example.org [192.0.2.1] C="250 2.0.0 OK id=1"`,
      { outcome: 'sent', recipient: 'a@example.org', replyCode: 250 },
    ],
    [
      'refused by us',
      '2024-05-01 10:00:00 H=c.example.net (helo.example.net) [192.0.2.7]:4711 F=<s@example.net> rejected RCPT <a@example.org>: relay not permitted',
      {
        outcome: 'rejected-by-us',
        clientHost: 'c.example.net',
        clientIp: '192.0.2.7',
        helo: 'helo.example.net',
        sender: 's@example.net',
        recipient: 'a@example.org',
        phase: 'rcpt',
        text: 'relay not permitted',
      },
    ],
    [
      'wrapped',
      `${EX} ** a@example.org R=r T=t H=mx.example.org\n    [192.0.2.1]: SMTP error from remote mail server after RCPT\n    TO:<a@example.org>: 550 No`,
      { outcome: 'bounced', remoteIp: '192.0.2.1', replyCode: 550, phase: 'rcpt' },
    ],
  ]);

  test('sender, size and client come from the arrival', () => {
    const log = `${EX} <= s@example.net H=c.example.net [192.0.2.7] P=esmtps S=1234 id=m@example.net\n${EX} ** a@example.org: Unrouteable address`;
    expect(events(log)).toMatchObject([
      {
        sender: 's@example.net',
        messageSizeBytes: 1234,
        clientIp: '192.0.2.7',
        messageId: '<m@example.net>',
        line: 2,
      },
    ]);
  });
});

describe('sendmail', () => {
  const base =
    'May  1 10:00:00 mx1 sm-mta[42]: 341A0x1C012345: to=<a@example.org>, ctladdr=<s@example.net> (1000/1000), delay=00:00:01, mailer=esmtp, pri=120000, relay=mx.example.org. [192.0.2.1]';
  check('sendmail', [
    [
      'failed',
      `${base}, dsn=5.1.1, stat=User unknown`,
      {
        outcome: 'bounced',
        recipient: 'a@example.org',
        remoteHost: 'mx.example.org',
        remoteIp: '192.0.2.1',
        enhancedStatus: '5.1.1',
        text: 'User unknown',
      },
    ],
    [
      'deferred with words that hold commas',
      `${base}, dsn=4.0.0, stat=Deferred: 450 4.7.1 busy, try later`,
      { outcome: 'deferred', replyCode: 450, text: 'Deferred: 450 4.7.1 busy, try later' },
    ],
    ['sent', `${base}, dsn=2.0.0, stat=Sent (Ok: queued as 1)`, { outcome: 'sent' }],
    [
      'refused by us',
      'May  1 10:00:00 mx1 sendmail[42]: 341A0x1C012345: ruleset=check_rcpt, arg1=<a@example.org>, relay=c.example.net [192.0.2.2], reject=550 5.7.1 <a@example.org>... Relaying denied',
      {
        outcome: 'rejected-by-us',
        recipient: 'a@example.org',
        clientHost: 'c.example.net',
        replyCode: 550,
        enhancedStatus: '5.7.1',
        phase: 'rcpt',
      },
    ],
  ]);
});

describe('OpenSMTPD', () => {
  const base =
    'May  1 10:00:00 mx1 smtpd[42]: 0123456789abcdef mta delivery evpid=0123456789abcdee from=<s@example.net> to=<a@example.org> rcpt=<-> source="192.0.2.9" relay="192.0.2.1 (mx.example.org)" delay=1s';
  check('opensmtpd', [
    [
      'failed',
      `${base} result="PermFail" stat="550 5.1.1 "a": unknown"`,
      {
        outcome: 'bounced',
        queueId: '0123456789abcdee',
        sender: 's@example.net',
        recipient: 'a@example.org',
        remoteHost: 'mx.example.org',
        remoteIp: '192.0.2.1',
        replyCode: 550,
        text: '550 5.1.1 "a": unknown',
      },
    ],
    ['deferred', `${base} result="TempFail" stat="450 later"`, { outcome: 'deferred', replyCode: 450 }],
    ['delivered', `${base} result="Ok" stat="250 2.0.0 Ok"`, { outcome: 'sent' }],
    [
      'before 6.0',
      'May  1 10:00:00 mx1 smtpd[42]: relay: PermFail for 0123456789abcdef: session=0123456789abcde0, from=<s@example.net>, to=<a@example.org>, rcpt=<->, source=192.0.2.9, relay=192.0.2.1 (mx.example.org), delay=1s, stat=550 no',
      { outcome: 'bounced', remoteIp: '192.0.2.1', text: '550 no' },
    ],
    [
      'refused by us',
      'May  1 10:00:00 mx1 smtpd[42]: 0123456789abcdef smtp failed-command command="RCPT TO:<a@example.org>" result="550 Invalid recipient"',
      { outcome: 'rejected-by-us', recipient: 'a@example.org', replyCode: 550, phase: 'rcpt' },
    ],
  ]);
});

describe('Exchange', () => {
  const row =
    '2024-05-01T10:00:00.000Z,192.0.2.9,EX01,,,,Internet,SMTP,FAIL,12345,<m@example.net>,guid,a@example.org,"[{LRT=5/1/2024};{LED=550 5.1.1 User ""a"" unknown};{FQDN=mx.example.org};{IP=192.0.2.1}]",2345,1,,,Subject,s@example.net,s@example.net,,Originating,,,,';
  const failed = {
    outcome: 'bounced',
    recipient: 'a@example.org',
    sender: 's@example.net',
    messageSizeBytes: 2345,
    replyCode: 550,
    enhancedStatus: '5.1.1',
    remoteHost: 'mx.example.org',
    remoteIp: '192.0.2.1',
    text: '550 5.1.1 User "a" unknown',
  } as const;
  const session = (rows: readonly string[]): string =>
    [
      '#Software: Microsoft Exchange Server',
      '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
      ...rows.map(
        (data, index) =>
          `2024-05-01T10:00:00.000Z,Internet,08DC,${index},192.0.2.9:1234,192.0.2.1:25,${data},`,
      ),
    ].join('\n');
  check('exchange', [
    ['message tracking, one row alone', row, failed],
    [
      'message tracking with its head',
      `#Software: Microsoft Exchange Server\n#Log-type: Message Tracking Log\n#Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,network-message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address\n${row}`,
      failed,
    ],
    [
      'message tracking, braces in the words and nothing behind them',
      '"Timestamp","EventId","Source","Sender","Recipients","RecipientStatus"\n"5/1/2024","FAIL","SMTP","s@example.net","a@example.org","[{FQDN=mx.example.org};{LED=550 5.1.1 {x} no}]"',
      { text: '550 5.1.1 {x} no', remoteHost: 'mx.example.org' },
    ],
    [
      'Export-Csv',
      '"Timestamp","EventId","Source","Sender","Recipients","RecipientStatus"\n"5/1/2024","FAIL","SMTP","s@example.net","a@example.org","550 5.7.1 Denied"',
      { outcome: 'bounced', recipient: 'a@example.org', sender: 's@example.net', replyCode: 550 },
    ],
    [
      'protocol log, sending',
      session([
        '>,EHLO ex.example.net',
        '>,MAIL FROM:<s@example.net>',
        '>,RCPT TO:<a@example.org>',
        '<,550 5.1.1 unknown',
      ]),
      {
        outcome: 'bounced',
        recipient: 'a@example.org',
        sender: 's@example.net',
        remoteIp: '192.0.2.1',
        phase: 'rcpt',
        replyCode: 550,
      },
    ],
    [
      'protocol log, receiving',
      session(['<,EHLO c.example.net', '<,MAIL FROM:<s@example.net>', '>,550 5.7.1 no']),
      {
        outcome: 'rejected-by-us',
        sender: 's@example.net',
        clientIp: '192.0.2.1',
        phase: 'mail',
        helo: 'c.example.net',
      },
    ],
  ]);

  test('message tracking: an empty field of the status says nothing', () => {
    const event = last(
      row.replace(/\[\{LRT.*?\}\]/, '[{LED=550 5.1.10 Not found};{MSG=};{FQDN=};{IP=};{LRT=}]'),
    );
    expect(event).toMatchObject({ text: '550 5.1.10 Not found', enhancedStatus: '5.1.10' });
    expect([event?.remoteHost, event?.remoteIp]).toEqual([undefined, undefined]);
  });
});

test.each([
  '',
  'Roses are red',
  '550 5.1.1 User unknown',
  'Oct 11 22:14:15 mx1 sshd[42]: Accepted publickey for root',
  '{"a": 1}',
  '192.0.2.1 - - [11/Oct/2024:22:14:15 +0000] "GET / HTTP/1.1" 200 12',
])('is no mail log: %j', (text) => {
  expect(recogniseLog(text)).toBeUndefined();
  expect(events(text)).toEqual([]);
});

test('max limits the events', () => {
  expect([...readLog(`${PF}, dsn=2.0.0, status=sent (250 ok)\n`.repeat(20), 3)]).toHaveLength(3);
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
      for (const parse of [parsePostfixLine, parseEximLine, parseSendmailLine, parseOpensmtpdLine])
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
