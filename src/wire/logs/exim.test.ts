import fc from 'fast-check';
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
    [
      'failed, with the name of the certificate before the reply',
      `${EX} ** a@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.4] X=TLS1.3:x:256 CV=yes DN="CN=mx.example.org": SMTP error from remote mail server after RCPT TO:<a@example.org>: 550 5.1.1 no such user`,
      {
        outcome: 'bounced',
        recipient: 'a@example.org',
        remoteIp: '192.0.2.4',
        replyCode: 550,
        enhancedStatus: '5.1.1',
        phase: 'rcpt',
        text: 'SMTP error from remote mail server after RCPT TO:<a@example.org>: 550 5.1.1 no such user',
      },
    ],
    [
      'deferred, with the name of the certificate before the reply',
      `${EX} == a@example.org R=dnslookup T=remote_smtp defer (-44) H=mx.example.org [192.0.2.4] X=TLS1.3:x:256 CV=yes DN="CN=mx.example.org": SMTP error from remote mail server after RCPT TO:<a@example.org>: 451 greylisted`,
      { outcome: 'deferred', remoteIp: '192.0.2.4', replyCode: 451, phase: 'rcpt' },
    ],
    [
      'failed, with a quoted word in the reply',
      `${EX} ** a@example.org R=r T=t H=mx.example.org [192.0.2.4] DN="CN=mx.example.org": SMTP error from remote mail server after RCPT TO:<a@example.org>: 550 5.1.1 user "a" is unknown`,
      {
        replyCode: 550,
        text: 'SMTP error from remote mail server after RCPT TO:<a@example.org>: 550 5.1.1 user "a" is unknown',
      },
    ],
    [
      'delivered, with a quoted word in the reply',
      `${EX} => a@example.org R=r T=t H=mx.example.org [192.0.2.4] X=TLS1.3:x:256 CV=yes DN="CN=mx.example.org" C="250 2.0.0 \\"a\\" H=x [192.0.2.9] is well" QT=1s`,
      {
        outcome: 'sent',
        remoteIp: '192.0.2.4',
        replyCode: 250,
        text: '250 2.0.0 "a" H=x [192.0.2.9] is well',
      },
    ],
    [
      "delivered, with an answer in a certificate's name",
      `${EX} => a@example.org R=r T=t H=mx.example.org [192.0.2.4] DN="CN=x C="550 y" C="250 2.0.0 OK" QT=1s`,
      { outcome: 'sent', replyCode: 250, text: '250 2.0.0 OK' },
    ],
    [
      'a scanner that gave no answer',
      `${EX} spam acl condition: all spamd servers failed`,
      {
        outcome: 'deferred',
        ownStep: 'filter',
        queueId: '1qabcd-0001Ab-2C',
        text: 'spam acl condition: all spamd servers failed',
      },
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
      'refused by us, a client that had logged in',
      `${EX} H=(laptop) [203.0.113.44]:51230 X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no F=<clerk@example.org> A=dovecot_plain:clerk@example.org rejected after DATA: This message contains a virus (Eicar)`,
      {
        outcome: 'rejected-by-us',
        clientIp: '203.0.113.44',
        sender: 'clerk@example.org',
        login: 'clerk@example.org',
        phase: 'end-of-data',
        text: 'This message contains a virus (Eicar)',
      },
    ],
    [
      'put off by us, a client that had logged in',
      '2024-05-01 10:00:00 H=(laptop) [203.0.113.44]:51230 F=<clerk@example.org> A=dovecot_plain:clerk temporarily rejected RCPT <a@example.net>: Sender rate overlimit',
      { login: 'clerk', recipient: 'a@example.net', text: 'Sender rate overlimit' },
    ],
    [
      'refused by us, an authenticator that names no account',
      '2024-05-01 10:00:00 H=(laptop) [203.0.113.44] U=root F=<clerk@example.org> A=plain rejected RCPT <a@example.net>: Sender verify failed',
      { login: '', recipient: 'a@example.net' },
    ],
    [
      'refused by us before there was a name',
      '2024-05-01 10:00:00 rejected EHLO from [203.0.113.44]: syntactically invalid argument(s): (x)',
      {
        outcome: 'rejected-by-us',
        clientIp: '203.0.113.44',
        phase: 'ehlo',
        text: 'syntactically invalid argument(s): (x)',
      },
    ],
    [
      'refused by us with the client behind it',
      `${EX} rejected from <a@example.net> H=(copier) [192.0.2.1]: message too big: read=501 max=500`,
      {
        sender: 'a@example.net',
        clientIp: '192.0.2.1',
        helo: 'copier',
        text: 'message too big: read=501 max=500',
      },
    ],
    [
      'refused to a process of this machine',
      '2024-05-01 10:00:00 U=www-data F=<www-data@web1.example.org> rejected by non-SMTP ACL: too many messages',
      { outcome: 'rejected-by-us', clientHost: 'localhost', clientIp: '127.0.0.1', login: 'www-data' },
    ],
    [
      'refused to a process of this machine that is not named',
      `${EX} F=<www-data@web1.example.org> rejected by non-SMTP ACL: too many messages`,
      { outcome: 'rejected-by-us', clientIp: '127.0.0.1', sender: 'www-data@web1.example.org' },
    ],
    [
      'its own client could not log in',
      `${EX} plain authenticator failed H=smtp.relay.example [192.0.2.1] 535 5.7.8 Error: authentication failed`,
      {
        outcome: 'deferred',
        remoteHost: 'smtp.relay.example',
        remoteIp: '192.0.2.1',
        phase: 'auth',
        replyCode: 535,
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

  const client = 'H=(x) [203.0.113.44]';
  const refusal = 'F=<s@example.com> rejected RCPT <a@example.org>: relay not permitted';

  test.each([
    `H=((x) A=plain:clerk ) [203.0.113.44] ${refusal}`,
    `H=(a(b) A=plain:clerk) [203.0.113.44] ${refusal}`,
    `H=(x [10.0.0.1] A=plain:clerk) [203.0.113.44] ${refusal}`,
    `H=(F=<s@example.com> A=plain:clerk rejected RCPT <ceo@example.org>: no) [203.0.113.44] ${refusal}`,
    `${client} X=TLS1.3:x:256 CV=no DN="/CN=x A=plain:clerk y" ${refusal}`,
    `${client} X=TLS1.3:x:256 SNI="x A=plain:clerk y" ${refusal}`,
    `${client} F=<"> A=plain:boss rejected RCPT <ceo@example.org>: greylisted"@evil.example> rejected RCPT <a@example.org>: relay not permitted`,
    `${client} F=<"x\\"> A=plain:boss rejected RCPT <ceo@example.org>: "@evil.example> rejected RCPT <a@example.org>: relay not permitted`,
    `${client} U=x P=esmtpsa A=plain:boss ${refusal}`,
  ])('what the client says of itself is no login and no recipient: %s', (words) => {
    const [event] = events(`2024-05-01 10:00:00 ${words}`);
    expect(event).toMatchObject({
      outcome: 'rejected-by-us',
      clientIp: '203.0.113.44',
      recipient: 'a@example.org',
      text: 'relay not permitted',
    });
    expect(event).not.toHaveProperty('login');
  });

  test.each([
    `${client} DN="x" F=<b@example.com> A=plain:boss rejected RCPT <c@example.org>: y" ${refusal}`,
    `${client} DN="x" F=<b@example.com> A=plain:boss rejected RCPT <c@example.org>: y" rejected MAIL <a@example.org>`,
    `${client} U=me F=<b@example.com> A=plain:boss ${refusal}`,
    `${client} U=me F=<b@example.com> A=plain:boss: ${refusal}`,
    `${client} X=TLS1.3:x:256 CV=no DN="CN=a" F=<b@example.com> A=plain:boss x="" ${refusal}`,
    `${client} X=TLS1.3:x:256 CV=no DN="CN=a" P=esmtpsa A=plain:boss x="" ${refusal}`,
    `H=(x) [10.0.0.1] F=<b@example.com> A=plain:boss rejected RCPT <c@example.org>: y) [203.0.113.44] ${refusal}`,
    `H=(x) [10.0.0.1] rejected RCPT <c@example.org>: y) [203.0.113.44] ${refusal}`,
    `${client} U=me F=<b@example.com> A=plain:boss rejected RCPT <c@example.org>: y rejected MAIL <a@example.org>`,
  ])('a line that tells two refusals tells of none of our users: %s', (words) => {
    const [event] = events(`2024-05-01 10:00:00 ${words}`);
    expect(event).toMatchObject({ outcome: 'rejected-by-us' });
    expect(event).not.toHaveProperty('login');
    expect(event?.clientIp).not.toBe('10.0.0.1');
  });

  test.each([
    'X=TLS1.3:x:256 CV=no DN="CN=a" F=<b@example.com> A=plain:boss x="" rejected EHLO or HELO x: no',
    'X=TLS1.3:x:256 CV=no DN="CN=a" P=esmtpsa A=plain:boss x="" rejected EHLO or HELO x: no',
    'SNI="a" F=<b@example.com> A=plain:boss x="" rejected MAIL <e@example.com>: Sender verify failed',
    'U=me P=esmtpsa A=plain:boss rejected EHLO or HELO x: no',
    'U=me F=<a@example.com> A=plain:boss rejected connection in "connect" ACL: no',
    'U=me F=<a@example.com> A=plain:boss rejected AUTH PLAIN: no',
    'U=me F=<a@example.com> A=plain:boss rejected STARTTLS: no',
  ])('where Exim writes no sender, it tells no login: %s', (words) => {
    const [event] = events(`2024-05-01 10:00:00 ${client} ${words}`);
    expect(event).toMatchObject({ outcome: 'rejected-by-us', clientIp: '203.0.113.44' });
    expect(event).not.toHaveProperty('login');
  });

  test.each([
    'rejected RCPT <c@example.com>: Sender rate 101 / 1h F=<e@example.org>',
    'rejected after DATA: no T="Re: F=<x>"',
    'rejected during MIME ACL checks: no',
    'temporarily rejected RCPT <c@example.com>: "x" rejected it',
  ])('the words of an ACL take nobody his login: %s', (words) => {
    const [event] = events(`2024-05-01 10:00:00 ${client} F=<e@example.org> A=plain:clerk ${words}`);
    expect(event?.login).toBe('clerk');
  });

  test.each([
    ['P=esmtpsa X=TLS1.3:x:256 CV=no A=plain:clerk S=1234 id=m@example.net', 'clerk'],
    ['P=esmtpsa S=1234 id=m@example.net', ''],
    ['P=esmtp S=1234 id=m A=plain:clerk', undefined],
    ['P=esmtps X=TLS1.3:x:256 CV=no DN="/CN=x" A=plain:clerk S=1" S=1234', undefined],
    ['U=x P=esmtpa A=plain:clerk P=esmtp S=1234', undefined],
  ])('of who wrote a message that arrived, %s tells the account %s', (fields, login) => {
    const log = `${EX} <= s@example.net ${client} ${fields}\n${EX} F=<s@example.net> rejected after DATA: no`;
    expect(events(log)[0]?.login).toBe(login);
  });

  test.each([
    'SMTP protocol synchronization error (next input sent too soon): rejected "x F=<a@b> rejected by non-SMTP ACL: no" H=[203.0.113.44]',
    'plain authenticator failed for (U=www-data rejected RCPT <a@example.org>: no) [203.0.113.44]: 535 no',
  ])('a command or a HELO name is no refusal: %s', (words) => {
    expect(events(`2024-05-01 10:00:00 ${words}`)).toEqual([]);
  });

  test('a HELO name that names another client is not remembered of what arrived', () => {
    const host = 'H=(x) [10.0.0.1] y) [203.0.113.44]';
    const log = `${EX} <= s@example.net ${host} P=esmtp S=1\n${EX} ${host} F=<s@example.net> rejected after DATA: no`;
    expect(events(log)[0]).not.toHaveProperty('clientIp');
  });

  test('an address that arrived is one word, whatever it quotes', () => {
    const sender = '"a\\" A=plain:boss x"@evil.example';
    const log = `${EX} <= ${sender} ${client} P=esmtp S=1\n${EX} ${client} F=<${sender}> rejected after DATA: no`;
    expect(events(log)).toMatchObject([{ sender, clientIp: '203.0.113.44' }]);
    expect(events(log)[0]).not.toHaveProperty('login');
  });
});

const piece = fc.constantFrom(
  '"',
  '\\',
  '<',
  '>',
  '(',
  ')',
  ' ',
  ' [10.0.0.1]',
  ' A=plain:boss',
  ' F=<',
  ' P=esmtpsa',
  ' rejected RCPT <c@example.org>: ',
);
const words = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

test('whatever a HELO name holds, it makes no user of ours', () => {
  fc.assert(
    fc.property(words, (helo) => {
      const line = `2024-05-01 10:00:00 H=(${helo}) [203.0.113.44] F=<s@example.com> rejected RCPT <a@example.org>: no`;
      const event = events(line)[0];
      expect([undefined, '203.0.113.44']).toContain(event?.clientIp);
      expect(event?.login).toBeUndefined();
    }),
  );
});

test('whatever a quoted sender holds, it makes no user of ours and names no recipient', () => {
  fc.assert(
    fc.property(words, (local) => {
      const quoted = `"${local.replaceAll(/["\\]/g, '\\$&')}"`;
      const line = `2024-05-01 10:00:00 H=(x) [203.0.113.44] F=<${quoted}@example.com> rejected RCPT <a@example.org>: no`;
      expect(events(line)[0]).toMatchObject({ recipient: 'a@example.org' });
      expect(events(line)[0]?.login).toBeUndefined();
    }),
  );
});
