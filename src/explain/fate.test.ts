/** What became of the message: still in the queue of our server, or given up. */
import { describe, expect, test } from 'vitest';
import { explained, said } from './testing.ts';

const PF =
  'Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, ';
const EX = '2024-05-01 10:00:00 1abcde-000001-AA ';

describe('is told by the log, whatever the code', () => {
  test.each([
    [
      `${PF}dsn=5.7.0, status=deferred (host mx.example.org[192.0.2.1] refused to talk to me: 554 try later)`,
      'waiting',
    ],
    [
      `${PF}dsn=4.2.2, status=bounced (host mx.example.org[192.0.2.1] said: 452 4.2.2 mailbox full)`,
      'given-up',
    ],
    [`${EX}== a@example.org R=dnslookup T=remote_smtp defer (110): Connection timed out`, 'waiting'],
    [`${EX}** a@example.org: retry timeout exceeded`, 'given-up'],
  ])('%s', async (line, fate) => {
    const { reply } = await explained(line);
    expect(reply.fate).toBe(fate);
    expect(/deferred it|not been able to deliver it yet/.test((await said(line)).headline)).toBe(
      fate === 'waiting',
    );
  });
});

test.each([
  "Sorry, I wasn't able to establish an SMTP connection. (#4.4.1) I'm not going to try again; this message has been in the queue too long.",
  '452 4.2.2 mailbox full. Please try to send your message again.',
])('is told by the words: %s', async (text) => {
  const { fixes } = await explained(text);
  expect(fixes.map(({ id }) => id)).not.toContain('wait/retry');
  expect((await said(text)).headline).not.toContain('deferred it');
});

test.each([
  [
    'Name service error for name=gmial.com type=MX: Host not found',
    'Your server could not deliver it because nothing at gmial.com',
  ],
  [`${EX}** a@example.org: retry timeout exceeded`, 'Your own server could not deliver it because'],
])('nobody refused %s', async (text, start) => {
  expect((await said(text)).headline).toContain(start);
});
