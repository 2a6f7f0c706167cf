import { describe } from 'vitest';
import { check } from './testing.ts';

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
