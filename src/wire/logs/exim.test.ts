import { describe, expect, test } from 'vitest';
import { check, EX, events } from './testing.ts';

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
