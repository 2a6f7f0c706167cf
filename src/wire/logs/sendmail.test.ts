import { describe } from 'vitest';
import { check } from './testing.ts';

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
    [
      'a connection refused by us, before there is a queue id',
      'May  1 10:00:00 mx1 sm-mta[42]: ruleset=check_relay, arg1=c.example.net, arg2=192.0.2.2, relay=c.example.net [192.0.2.2], reject=421 4.3.2 Connection rate limit exceeded.',
      {
        outcome: 'rejected-by-us',
        clientHost: 'c.example.net',
        clientIp: '192.0.2.2',
        replyCode: 421,
        enhancedStatus: '4.3.2',
        phase: 'connect',
      },
    ],
  ]);
});
