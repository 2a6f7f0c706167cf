import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSessionFaults } from './session-faults.ts';

describe('a session that went wrong', () => {
  test.each([
    [
      'Feb 24 01:46:44 mx postfix/submission/smtpd[11]: warning: unknown[192.0.2.33]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
      {
        format: 'postfix',
        phase: 'auth',
        clientIp: '192.0.2.33',
        text: 'SASL LOGIN authentication failed: UGFzc3dvcmQ6',
      },
    ],
    [
      '19.11.2018, 13:04:14 | warn | warning: unknown[192.0.2.33]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
      { format: 'postfix', phase: 'auth', clientIp: '192.0.2.33' },
    ],
    [
      'Jan 12 11:07:49 mx postfix/smtpd[13]: improper command pipelining after DATA from client.example.net[192.0.2.88]:',
      {
        clientIp: '192.0.2.88',
        text: 'improper command pipelining after DATA from client.example.net[192.0.2.88]:',
      },
    ],
    [
      '2013-06-02 09:22:05 [195] SMTP call from host.example.edu [192.0.2.161]:3767 I=[198.51.100.4]:25 dropped: too many nonmail commands (last was "RSET")',
      { format: 'exim', clientHost: 'host.example.edu', clientIp: '192.0.2.161' },
    ],
    [
      '2013-06-02 06:54:20 [133] SMTP protocol synchronization error (input sent without waiting for greeting): rejected "GET" H=[192.0.2.192]:25936 I=[198.51.100.4]:25',
      { clientIp: '192.0.2.192' },
    ],
    [
      '2013-06-10 10:10:59 H=example.org (srv.example.org) [192.0.2.211] sender verify fail for <a@example.com>: Unrouteable address',
      {
        phase: 'mail',
        clientIp: '192.0.2.211',
        text: 'sender verify fail for <a@example.com>: Unrouteable address',
      },
    ],
    [
      'Feb  9 05:33:28 mx postfix/smtps/smtpd[24431]: fatal: no SASL authentication mechanisms',
      { outcome: 'deferred', ownStep: 'delivery', text: 'no SASL authentication mechanisms' },
    ],
    [
      'Feb  9 05:33:28 mx postfix/smtpd[24431]: warning: SASL: Connect to private/auth failed: No such file or directory',
      {
        outcome: 'deferred',
        ownStep: 'delivery',
        text: 'SASL: Connect to private/auth failed: No such file or directory',
      },
    ],
    [
      'Feb 28 11:50:04 mx postfix/smtp[8399]: warning: CC44916C7A: defer service failure',
      { outcome: 'deferred', ownStep: 'delivery', queueId: 'CC44916C7A', text: 'defer service failure' },
    ],
    [
      'sendmail: fatal: parameter inet_interfaces: no local interface found for ::1',
      {
        format: 'postfix',
        outcome: 'deferred',
        ownStep: 'delivery',
        text: 'parameter inet_interfaces: no local interface found for ::1',
      },
    ],
    [
      'newaliases: fatal: open database /etc/aliases.db: No such file or directory',
      { format: 'postfix', ownStep: 'delivery', outcome: 'deferred' },
    ],
    [
      'Feb 24 01:46:44 mx mx-out/smtpd[11]: fatal: open database /etc/aliases.db: No such file or directory',
      { format: 'postfix', ownStep: 'delivery', outcome: 'deferred', loggingHost: 'mx' },
    ],
    [
      'Feb 24 01:46:44 mx postfix/cleanup[11]: 4ABCDEF12: warning: pcre:/etc/x lookup problem',
      { ownStep: 'delivery', outcome: 'deferred', queueId: '4ABCDEF12', text: 'pcre:/etc/x lookup problem' },
    ],
    [
      'Feb 24 01:46:44 mx postfix/cleanup[11]: warning: 4ABCDEF12: virtual_alias_maps map lookup problem for a@example.org -- deferring delivery',
      {
        ownStep: 'delivery',
        outcome: 'deferred',
        queueId: '4ABCDEF12',
        text: 'virtual_alias_maps map lookup problem for a@example.org -- deferring delivery',
      },
    ],
    [
      'Feb 24 01:46:44 mx postfix/trivial-rewrite[11]: warning: virtual_mailbox_domains: hash:/etc/postfix/vdomains: table lookup problem',
      { ownStep: 'delivery', outcome: 'deferred' },
    ],
    [
      'Feb 24 01:46:44 mx postfix/smtpd[11]: warning: connect to Milter service inet:localhost:8891: Connection refused',
      { ownStep: 'delivery', outcome: 'deferred' },
    ],
    [
      'procmail: Quota exceeded while writing "/home/anna/Maildir/new/x"',
      { format: 'procmail', ownStep: 'delivery', outcome: 'deferred' },
    ],
    ['maildrop: maildir over quota.', { format: 'maildrop', ownStep: 'delivery', outcome: 'deferred' }],
    [
      'lda(user@example.org): Error: Failed to open mailbox INBOX: Permission denied',
      { format: 'dovecot', ownStep: 'delivery', outcome: 'deferred', recipient: 'user@example.org' },
    ],
    [
      'Feb 24 01:46:44 mx dovecot: lmtp(anna)<123><abc>: msgid=<a@b>: save failed to INBOX: Quota exceeded',
      { format: 'dovecot', ownStep: 'delivery', outcome: 'deferred', loggingHost: 'mx' },
    ],
    [
      "dovecot: lmtp(anna)<123><abc>: sieve: msgid=<a@b>: failed to store into mailbox 'INBOX': Quota exceeded",
      { format: 'dovecot', ownStep: 'delivery', outcome: 'deferred' },
    ],
    [
      'Jun 22 10:27:40 mx postfix/smtp[28944]: warning: smtp_tls_policy_maps, next-hop destination "example.com": invalid attribute name: "servername"',
      { outcome: 'deferred', ownStep: 'delivery' },
    ],
    [
      'Sep  2 16:35:32 mx postfix/smtp[11158]: warning: TLS library problem: error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:',
      {
        outcome: 'deferred',
        phase: 'starttls',
        text: 'TLS library problem: error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:',
      },
    ],
    [
      'Apr 25 06:41:25 mx smtpd[29104]: smtp-out: Error on session 69738a26af1c7fa5: Connection closed unexpectedly',
      { format: 'opensmtpd', outcome: 'deferred', text: 'Connection closed unexpectedly' },
    ],
    [
      'Sep 30 15:55:50 mx sm-mta[3925]: p8UJto7v003923: p8UJto7v003925: DSN: Host unknown (Name server: relay.example.net: host not found)',
      { outcome: 'bounced', text: 'Host unknown (Name server: relay.example.net: host not found)' },
    ],
    [
      'Aug  5 10:45:13 mx sendmail[10817]: p75Ej6eu010817: SYSERR(root): Too many hops 26 (25 max): from <a@example.org>',
      {
        format: 'sendmail',
        outcome: 'deferred',
        ownStep: 'delivery',
        text: 'Too many hops 26 (25 max): from <a@example.org>',
      },
    ],
    [
      'Nov  3 11:35:30 mx sendmail[26254]: rA37ZTSC026250: <user@example.org>... No such user here',
      { format: 'sendmail', phase: 'rcpt', recipient: 'user@example.org' },
    ],
    [
      'Feb 25 04:02:27 mx sendmail[16]: 06I02CNi016764: AUTH failure (LOGIN): authentication failure (-13), relay=example.com [192.0.2.3]',
      { format: 'sendmail', phase: 'auth', clientHost: 'example.com', clientIp: '192.0.2.3' },
    ],
    [
      'Oct 11 22:14:15 mx postfix/smtpd[42]: NOQUEUE: reject_warning: RCPT from x[192.0.2.5]: 450 4.7.25 Client host rejected: cannot find your hostname; from=<s@example.net> to=<a@example.org> proto=ESMTP helo=<x>',
      { isWarning: true, phase: 'rcpt', clientIp: '192.0.2.5', recipient: 'a@example.org', replyCode: 450 },
    ],
    [
      '2026-05-01 10:00:00 dovecot_login authenticator failed for (User) [192.0.2.9]: 535 Incorrect authentication data (set_id=info@example.org)',
      { format: 'exim', phase: 'auth', clientIp: '192.0.2.9' },
    ],
    [
      'mail-1  | Nov 12 10:11:12 mail postfix/submission/smtpd[12]: warning: unknown[192.0.2.9]: SASL PLAIN authentication failed: authentication failure',
      { format: 'postfix', loggingHost: 'mail', phase: 'auth', clientIp: '192.0.2.9' },
    ],
  ])('%s', (line, event) => {
    expect(readSessionFaults(line)).toMatchObject([{ outcome: 'rejected-by-us', line: 1, ...event }]);
  });

  test.each([
    [
      'plain authenticator failed for (x [10.0.0.1] y) [203.0.113.44]:4711: 535 Incorrect authentication data',
      '203.0.113.44',
    ],
    [
      'plain authenticator failed for H=([10.0.0.1]) [203.0.113.44]: 535 Incorrect authentication data',
      '203.0.113.44',
    ],
    [
      'SMTP protocol synchronization error (next input sent too soon): rejected "ehlo [10.0.0.1]" H=[203.0.113.44] next input="x"',
      '203.0.113.44',
    ],
    [
      'plain authenticator failed for (x) [10.0.0.1]: y) [203.0.113.44]: 535 Incorrect authentication data',
      undefined,
    ],
    [
      'SMTP protocol synchronization error (next input sent too soon): rejected "ehlo x H=[10.0.0.1]" H=[203.0.113.44] next input="x"',
      undefined,
    ],
    [
      'H=(x [10.0.0.1]) [203.0.113.44] sender verify fail for <a@example.com>: mx.example.com [192.0.2.1] : no',
      '203.0.113.44',
    ],
  ])('Exim: what a client says is not its address: %s', (words, ip) => {
    expect(readSessionFaults(`2026-05-01 10:00:00 ${words}`)[0]?.clientIp).toBe(ip);
  });

  test.each([
    'postfix/cleanup[1]: 4ABCDEF12: info: header Subject: Nagios fatal: disk full from host.example[192.0.2.1]; from=<a@host.example>',
    'postfix/smtpd[1]: warning: Illegal address syntax from unknown[203.0.113.3] in MAIL command: <fatal: out of memory>',
    'kernel: fatal: disk error',
  ])('is no trouble of ours what others say: %s', (words) => {
    const faults = readSessionFaults(
      `Feb 24 01:46:44 mx ${words}\nFeb 24 01:46:45 mx postfix/smtpd[11]: connect from x[192.0.2.1]`,
    );
    expect(faults.filter(({ ownStep }) => ownStep !== undefined)).toEqual([]);
  });

  test('a command of Postfix that died behind a line of its log', () => {
    const log =
      'Feb 24 01:46:44 mx postfix/smtpd[11]: connect from x[192.0.2.1]\nfatal: open database /etc/aliases.db: No such file or directory';
    expect(readSessionFaults(log)).toMatchObject([{ line: 2, ownStep: 'delivery' }]);
  });

  test('what procmail tells of the message is none of its words', () => {
    const log =
      'procmail: Quota exceeded while writing "/home/a/x"\nFrom s@example.net  Tue Nov  2 10:14:13 2021\n Subject: Test';
    expect(readSessionFaults(log)).toMatchObject([
      { text: 'procmail: Quota exceeded while writing "/home/a/x"' },
    ]);
  });

  test.each([
    'Your message could not be delivered:\n\nmaildrop: maildir over quota.',
    'It says\nlda(user@example.org): Error: Quota exceeded',
    'procmail: Match on "^Subject: x"',
    'lda(user@example.org): msgid=<a@b>: saved mail to INBOX',
  ])('is not ours what others quote of their mailboxes, nor what went well: %s', (text) => {
    expect(readSessionFaults(text)).toEqual([]);
  });

  test('is none where a client came and went', () => {
    const lines = ['connect from unknown[192.0.2.1]', 'disconnect from unknown[192.0.2.1] commands=0/0'];
    const log = lines.map((words) => `Feb 24 01:46:44 mx postfix/smtpd[11]: ${words}`).join('\n');
    expect(readSessionFaults(log)).toEqual([]);
  });

  test('is not looked for in a whole log, nor in what is no log', () => {
    const line = 'Feb 24 01:46:44 mx postfix/smtpd[11]: lost connection after AUTH from unknown[192.0.2.1]\n';
    expect(readSessionFaults(line)).toHaveLength(1);
    expect(readSessionFaults(line.repeat(300))).toEqual([]);
    expect(readSessionFaults('we saw SASL LOGIN authentication failed')).toEqual([]);
  });

  test('nothing throws, whatever the text', () => {
    const lead = 'Feb 24 01:46:44 mx postfix/smtpd[11]: SMTP call from ';
    fc.assert(fc.property(fc.string(), (text) => void readSessionFaults(lead + text)));
  });
});

test('that a program of Postfix died is not told a second time where it has said of what', () => {
  const fatal =
    'Feb 13 04:56:17 mx postfix/smtpd[10324]: fatal: bad boolean configuration: smtpd_delay_reject = yes d';
  const echo =
    'Feb 13 04:56:18 mx postfix/master[8282]: warning: process /usr/lib/postfix/smtpd pid 10324 exit status 1';
  expect(readSessionFaults(`${fatal}\n${echo}`).map(({ line }) => line)).toEqual([1]);
  expect(readSessionFaults(echo)).toHaveLength(1);
});
