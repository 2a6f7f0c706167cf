/** sendmail's texts of its exit codes are no words of the receiver. */
import { describe, expect, test } from 'vitest';
import { explained, idsOf } from './testing.ts';

const line = (dsn: string, stat: string, mailer = 'esmtp', relay = 'mx.west.example. [192.0.2.7]'): string =>
  `Nov 25 03:14:15 host sm-mta[12345]: 5AP2EFxx012345: to=<x@west.example>, delay=00:00:02, mailer=${mailer}, relay=${relay}, dsn=${dsn}, stat=${stat}`;

const SENDMAIL_DSN = `From: MAILER-DAEMON@host.east.example
Subject: Returned mail: see transcript for details
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

   ----- The following addresses had permanent fatal errors -----
<x@west.example>
    (reason: 554 Service unavailable)

   ----- Transcript of session follows -----
... while talking to mx.west.example.:
>>> DATA
<<< 554 Service unavailable
554 5.0.0 Service unavailable
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; host.east.example

Final-Recipient: RFC822; x@west.example
Action: failed
Status: 5.0.0
Remote-MTA: DNS; mx.west.example
Diagnostic-Code: SMTP; 554 Service unavailable

--b--
`;

describe('the words do not say why; a code that sendmail did not fill in does', () => {
  test.each([
    [line('5.7.1', 'Service unavailable'), 'policy.unspecified'],
    [line('5.0.0', 'Service unavailable'), 'unknown'],
    [line('5.6.0', 'Data format error'), 'unknown'],
    [line('5.7.1', 'User unknown'), 'policy.unspecified'],
    ['554 5.0.0 Service unavailable', 'unknown'],
  ])('%s', async (text, category) => {
    const verdict = await explained(text);
    expect(verdict.category).toBe(category);
    expect(verdict.suppress).toBe(false);
    expect(idsOf(verdict)[0]).toBe('reply/find');
  });
});

test('a code that names the mailbox says what the words do not', async () => {
  const verdict = await explained(line('5.2.2', 'Service unavailable'));
  expect(verdict.category).toBe('recipient.full');
});

describe('what was said stands', () => {
  test.each([
    [line('5.1.1', 'User unknown'), 'recipient.unknown'],
    [line('5.0.0', 'Service unavailable', 'local', 'local'), 'server.error'],
    ['421 4.3.2 Service unavailable', 'server.error'],
    ['451 4.7.1 Service unavailable - try again later', 'server.error'],
    [
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
      'reputation.ip-listed',
    ],
  ])('%s', async (text, category) => {
    const verdict = await explained(text);
    expect(verdict.category).toBe(category);
    expect(idsOf(verdict)).not.toContain('reply/find');
  });
});

describe('a final answer that somebody quotes is the receiver’s, and was refused', () => {
  test.each([
    'SMTP error from remote mail server after end of data: 554 Service unavailable',
    'x@west.example\n host: mx.west.example (192.0.2.7) reason: 554 Service unavailable',
    '>>> DATA\n<<< 554 Service unavailable',
    '>>> DATA\n<<< 554 Service unavailable\n554 5.0.0 Service unavailable',
    '<x@west.example>\n    (reason: 554 5.0.0 Service unavailable)',
    '<x@west.example>: host mx.west.example[192.0.2.7] said: 554 Service unavailable (in reply to end of DATA command)',
    '554 Service unavailable',
    SENDMAIL_DSN,
  ])('%s', async (text) => {
    const { category, reply, fixes } = await explained(text);
    expect(category).toBe('server.error');
    expect(reply.replyCode).toBe(554);
    expect(fixes.map(({ id }) => id)).not.toContain('reply/find');
    expect(fixes.map(({ id }) => id)).not.toContain('wait/retry');
  });
});

test.each([
  '554 5.7.1 Service unavailable',
  'The response from the remote server was: 554 5.7.1 Service unavailable',
])('the code of a policy says more than the words, and they are not called sendmail’s: %s', async (text) => {
  const verdict = await explained(text);
  expect(verdict.category).toBe('policy.unspecified');
  expect(idsOf(verdict)).not.toContain('reply/find');
});
