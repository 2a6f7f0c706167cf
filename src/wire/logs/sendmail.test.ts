import { describe, expect, test } from 'vitest';
import { check, events } from './testing.ts';

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

  const LINE = 'May  1 10:00:00 mx1 sm-mta[42]: 34IA1b2c012345: ';
  const client = { clientHost: 'x.example.com', clientIp: '203.0.113.44' };

  test.each([
    [
      'ruleset=check_mail, arg1=<"x, relay=localhost [127.0.0.1], y"@evil.example>, relay=x.example.com [203.0.113.44], reject=553 5.1.8 <"x, relay=localhost [127.0.0.1], y"@evil.example>... Domain of sender address does not exist',
      { sender: '"x, relay=localhost [127.0.0.1], y"@evil.example', phase: 'mail', replyCode: 553 },
    ],
    [
      'ruleset=check_rcpt, arg1=<"x, relay=localhost [127.0.0.1], reject=550 y"@example.org>, relay=x.example.com [203.0.113.44], reject=550 5.7.1 Relaying denied',
      {
        text: '550 5.7.1 Relaying denied',
        recipient: '"x, relay=localhost [127.0.0.1], reject=550 y"@example.org',
      },
    ],
  ])('an address holds no fields: %s', (words, expected) => {
    expect(events(`${LINE}${words}`)).toMatchObject([{ ...client, ...expected }]);
  });

  test.each([
    'from=<"x, relay=localhost [127.0.0.1], y"@evil.example>, size=1, class=0, nrcpts=1, msgid=<m@example.net>, relay=x.example.com [203.0.113.44]',
    'from=<s@example.net>, size=1, class=0, nrcpts=1, msgid=x, relay=localhost [127.0.0.1], proto=ESMTP, daemon=MTA, relay=x.example.com [203.0.113.44]',
  ])('of who wrote a message that arrived, the last relay tells: %s', (words) => {
    const log = `${LINE}${words}\n${LINE}Milter: to=<"data, reject="@example.org>, reject=550 5.7.1 no`;
    expect(events(log)).toMatchObject([{ ...client, phase: 'rcpt', text: '550 5.7.1 no' }]);
  });

  test('an argument without brackets that names a relay leaves none', () => {
    const words =
      'ruleset=check_vrfy, arg1=x, relay=localhost [127.0.0.1], relay=x.example.com [203.0.113.44]';
    expect(events(`${LINE}${words}, reject=550 no`)[0]).not.toHaveProperty('clientIp');
  });
});
