import { expect, test } from 'vitest';
import { readArrivals } from './read-arrivals.ts';

const readOf = (text: string) =>
  [...readArrivals(Buffer.from(text))].flatMap((read) => (read.ok ? [read.value] : []));

const fields = [
  'Reporting-MTA: dns; mail.example.org',
  'X-Postfix-Queue-ID: 5D9B966EA',
  'X-Postfix-Sender: rfc822; paul@example.org',
  '',
  'Final-Recipient: rfc822; anna@example.net',
  'Action: failed',
  'Status: 5.4.4',
  'Diagnostic-Code: X-Postfix; Host or domain name not found. Name service error',
  '    for name=example.net type=A: Host not found',
];

test.each([
  ['alone', fields],
  ['behind a sentence', ['I get this since today:', '', ...fields]],
  ['quoted', ['Somebody wrote:', '', ...fields.map((line) => `> ${line}`)]],
  ['indented', ['It says', '', ...fields.map((line) => `    ${line}`)]],
])('the fields of a report, %s, are read as a report', (_, lines) => {
  const [arrival, ...others] = readOf(lines.join('\n'));
  expect(others).toEqual([]);
  expect(arrival?.refusals).toMatchObject([
    {
      facts: {
        recipient: 'anna@example.net',
        enhancedStatus: '5.4.4',
        reportingHost: 'mail.example.org',
        text: expect.stringContaining('Host or domain name not found'),
      },
    },
  ]);
});

test('one field in a sentence is no report', () => {
  const [arrival] = readOf('The field Final-Recipient: was empty, and 550 5.1.1 User unknown came back');
  expect(arrival?.refusals).toMatchObject([{ facts: { replyCode: 550 } }]);
});

test.each([
  'jakarta.mail.AuthenticationFailedException: 220 2.0.0 Ready to start TLS; nested exception is: javax.net.ssl.SSLHandshakeException: PKIX path building failed',
  'It is deferred: Host or domain name not found. Name service error for name=mx.example.net type=A. Telnet works: 220 mx.example.net ESMTP',
])('a greeting beside an error delivers nothing: %s', (text) => {
  const [arrival] = readOf(text);
  expect(arrival?.notice).toBeUndefined();
  expect(arrival?.kind).not.toBe('not-a-bounce');
});
