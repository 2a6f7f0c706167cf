import { describe, expect, test } from 'vitest';
import { isHarakaLine, parseHarakaLine } from './haraka.ts';
import { check, events } from './testing.ts';

const ID = '930E3B02-4254-4499-8294-70044A00835D';

describe('Haraka', () => {
  check('haraka', [
    [
      'another server refused',
      `Feb 17 21:53:28 mx1 haraka[48106]: [NOTICE] [${ID}.1.1] [outbound] recipient <a@example.org> rejected: 550 5.7.1 Service unavailable; Client host [192.0.2.1] blocked`,
      {
        outcome: 'bounced',
        loggingHost: 'mx1',
        queueId: `${ID}.1.1`,
        recipient: 'a@example.org',
        replyCode: 550,
        enhancedStatus: '5.7.1',
        phase: 'rcpt',
      },
    ],
    [
      'put off, without a time',
      `[NOTICE] [${ID}.1.1] [outbound] recipient <a@example.org> deferred: 450 4.2.0 Greylisted`,
      { outcome: 'deferred', recipient: 'a@example.org', replyCode: 450 },
    ],
    [
      'refused as a whole, without a host in syslog',
      `Oct 17 13:10:59 haraka[23821]: [INFO] [${ID}.1.1] [outbound] Temp failing 1539758017236_1539762057544_6_23821_XrUdrN_11_mx for 4096 seconds: Upstream error: 421 4.7.0 Try again later`,
      { outcome: 'deferred', replyCode: 421, text: 'Upstream error: 421 4.7.0 Try again later' },
    ],
    [
      'no connection',
      `[ERROR] [${ID}.1.1] [outbound] Ongoing connection failed to 192.0.2.1:25 : Error: connect ETIMEDOUT`,
      { outcome: 'deferred', phase: 'connect', remoteIp: '192.0.2.1' },
    ],
    [
      'no connection, as the pool says it',
      '[ERROR] [-] [core] [outbound] Failed to get pool entry: Outbound connection timed out to 192.0.2.1:25',
      { outcome: 'deferred', phase: 'connect', remoteIp: '192.0.2.1' },
    ],
    [
      'delivered',
      `[NOTICE] [${ID}.1.1] [outbound] delivered file=1_1_0_1_a_1_mx domain=example.org host=mx.example.org ip=192.0.2.1 port=25 mode=SMTP tls=Y auth=N response="2.0.0 OK" delay=1 fails=0 rcpts=1/0/0`,
      {
        outcome: 'sent',
        remoteHost: 'mx.example.org',
        remoteIp: '192.0.2.1',
        remotePort: 25,
        text: '2.0.0 OK',
      },
    ],
    [
      'a client refused by us',
      `[NOTICE] [${ID}.1] [core] recipient <a@example.org> code=DENY msg="I cannot deliver mail for <a@example.org>" sender="s@example.net"`,
      {
        outcome: 'rejected-by-us',
        recipient: 'a@example.org',
        sender: 's@example.net',
        text: 'I cannot deliver mail for <a@example.org>',
        phase: 'rcpt',
      },
    ],
    [
      'a client refused by us, told at its end',
      `[NOTICE] [${ID}] [core] disconnect ip=192.0.2.9 rdns=NXDOMAIN helo=pc.example.net relay=N early=N esmtp=Y tls=N pipe=N errors=0 txns=1 rcpts=0/0/1 msgs=0/0/0 bytes=0 lr="550 5.7.1 No \\"thanks\\"" time=1.1`,
      {
        outcome: 'rejected-by-us',
        clientIp: '192.0.2.9',
        helo: 'pc.example.net',
        replyCode: 550,
        text: '550 5.7.1 No \\"thanks\\"',
      },
    ],
  ]);

  const LINE = `[INFO] [${ID}.1] [core] `;

  test.each([
    [
      'hook=rcpt plugin=rcpt_to.in_host_list function=hook_rcpt params="<a@example.org>" retval=DENY msg="I cannot deliver mail for <a@example.org>"',
      { recipient: 'a@example.org', phase: 'rcpt', text: 'I cannot deliver mail for <a@example.org>' },
    ],
    [
      ' hook=mail plugin=spf function=hook_mail params=<s@example.net> retval=DENYSOFT msg="Too soon"',
      { sender: 's@example.net', phase: 'mail', text: 'Too soon' },
    ],
    [
      'hook=rcpt plugin=x function=y params="<"a> retval=DENY msg=\\"no\\""@example.org>" retval=DENY msg="550 5.1.1 gone"',
      { phase: 'rcpt', text: '550 5.1.1 gone', replyCode: 550 },
    ],
    [
      'hook=data_post plugin=rspamd function=hook_data_post params="" retval=DENYDISCONNECT msg="Spam"',
      { phase: 'end-of-data', text: 'Spam' },
    ],
    ['queue code=DENY msg="Message denied"', { phase: 'end-of-data', text: 'Message denied' }],
    [
      'message mid="<x code=CONT@example.net>" size=1 rcpts=1/0/0 delay=0.1 code=DENY msg="Spam"',
      { phase: 'end-of-data', text: 'Spam' },
    ],
  ])('a client refused by us: %s', (words, expected) => {
    expect(events(LINE + words)).toMatchObject([
      { outcome: 'rejected-by-us', queueId: `${ID}.1`, ...expected },
    ]);
  });

  test('the client is known of the beginning of the connection, and one refusal is told by its first line', () => {
    const log = `[NOTICE] [${ID}] [core] connect ip=192.0.2.9 port=4711 local_ip=192.0.2.1 local_port=25
${LINE}hook=rcpt plugin=x function=y params="<a@example.org>" retval=DENY msg="no"
[NOTICE] [${ID}.1] [core] recipient <a@example.org> code=DENY msg="no" sender="s@example.net"
[NOTICE] [${ID}.1] [core] recipient <b@example.org> code=DENY msg="no" sender="s@example.net"
[INFO] [${ID}.2] [core] hook=data_post plugin=x function=y params="" retval=DENY msg="spam"
[NOTICE] [${ID}.2] [core] message mid="<m@example.net>" size=1 rcpts=1/0/0 delay=0.1 code=DENY msg="spam"
[NOTICE] [${ID}] [core] disconnect ip=192.0.2.9 rdns=x.example.net lr="550 no" time=1`;
    expect(events(log).map(({ recipient, clientIp, text }) => [recipient, clientIp, text])).toEqual([
      ['a@example.org', '192.0.2.9', 'no'],
      ['b@example.org', '192.0.2.9', 'no'],
      [undefined, '192.0.2.9', 'spam'],
    ]);
  });

  test('one refusal is told once', () => {
    const log = `[NOTICE] [${ID}.1.1] [outbound] recipient <a@example.org> rejected: 550 5.1.1 no
[INFO] [${ID}.1.1] [outbound] bouncing mail: Some recipients failed: <a@example.org>
[NOTICE] [${ID}.1] [core] recipient <b@example.org> code=DENY msg="no" sender=""
[NOTICE] [${ID}] [core] disconnect ip=192.0.2.9 rdns=x.example.net lr="550 no" time=1`;
    expect(events(log).map(({ recipient }) => recipient)).toEqual(['a@example.org', 'b@example.org']);
  });

  test('what no line before told is told', () => {
    expect(
      events(`[INFO] [${ID}.1.1] [outbound] Temp failing 1_1_0_1_a_1_mx for 64 seconds: Tried all MXs`),
    ).toHaveLength(1);
  });

  test.each([
    `[INFO] [${ID}.1.1] [outbound] Attempting to deliver to: 192.0.2.1:25 (0) (0)`,
    `[NOTICE] [${ID}.1] [core] recipient <a@example.org> code=OK msg="" sender="s@example.net"`,
    `[NOTICE] [${ID}] [core] disconnect ip=192.0.2.9 rdns=x.example.net lr="" time=1`,
    `[DEBUG] [${ID}.1] [core] hook=rcpt plugin=x function=y params="<a@example.org>" retval=CONT msg="retval=DENY "`,
    `[NOTICE] [${ID}.1] [core] recipient <"x> code=DENY y"@example.org> code=OK msg="" sender="s@example.net"`,
    `[NOTICE] [${ID}.1] [spamassassin] recipient <a@example.org> rejected: 550 by x`,
    `[NOTICE] [${ID}.1] [core] recipient <a@example.org> rejected: 550 by x`,
  ])('tells no refusal: %s', (line) => {
    expect(isHarakaLine(line)).toBe(true);
    expect(parseHarakaLine(line)).toBeUndefined();
  });

  test('other logs with brackets are not Haraka’s', () => {
    expect(isHarakaLine('[ERROR] [main] [http] 550 failed')).toBe(false);
  });

  test.each([
    ['queue/smtp_forward', 'bounced'],
    ['queue/lmtp', 'bounced'],
    ['queue/rails', 'rejected-by-us'],
    ['data.headers', 'rejected-by-us'],
  ])('%s: %s', (plugin, outcome) => {
    const hook = `[INFO] [${ID}.1] [core] hook=queue plugin=${plugin} function=hook_queue params="" retval=DENY msg="5.6.0 no"`;
    expect(events(hook).map((event) => event.outcome)).toEqual([outcome]);
  });
});
