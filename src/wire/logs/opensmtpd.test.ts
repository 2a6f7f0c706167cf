import { describe, expect, test } from 'vitest';
import { check, events } from './testing.ts';

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
      'into a mailbox, without quotes',
      'May  1 10:00:00 mx1 smtpd[42]: 0123456789abcdef mda delivery evpid=0123456789abcdee from=<"a result=Ok stat=b"@example.net> to=<a@example.org> rcpt=<a@example.org> user=a delay=1s result=TempFail stat=Error ("mail.maildir: /home/a/Maildir: stat=Permission denied")',
      {
        outcome: 'deferred',
        ownStep: 'delivery',
        recipient: 'a@example.org',
        text: 'Error ("mail.maildir: /home/a/Maildir: stat=Permission denied")',
      },
    ],
    [
      'delivered into a mailbox',
      'May  1 10:00:00 mx1 smtpd[42]: 0123456789abcdef mda delivery evpid=0123456789abcdee from=<> to=<a@example.org> rcpt=<-> user=a delay=1s result=Ok stat=Delivered',
      { outcome: 'sent' },
    ],
    [
      'refused by us',
      'May  1 10:00:00 mx1 smtpd[42]: 0123456789abcdef smtp failed-command command="RCPT TO:<a@example.org>" result="550 Invalid recipient"',
      { outcome: 'rejected-by-us', recipient: 'a@example.org', replyCode: 550, phase: 'rcpt' },
    ],
  ]);
});

test.each([
  'debug: SSL library error: certificate verify failed',
  'debug: using "fs" queue backend',
  'smtp-in: session 69738a26: connection from host',
  'mta: new session',
  'debug: mta: 0x1\ndebug: rule matched: user unknown',
])('in the foreground what it writes next is no word of the server: %s', (next) => {
  const line =
    'relay: TempFail for 1a2b3c4d5e6f7081: session=1a2b, from=<me@example.net>, to=<a@example.org>, rcpt=<->, source=192.0.2.9, relay=192.0.2.1 (mx.example.org), delay=1s, stat=451 4.7.1 try again';
  expect(events(`${line}\n${next}`)).toMatchObject([{ text: '451 4.7.1 try again' }]);
  expect(events(`${line}\nlater`)).toMatchObject([{ text: '451 4.7.1 try again later' }]);
});
