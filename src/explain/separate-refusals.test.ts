import { describe, expect, test } from 'vitest';
import { factsIn } from './testing.ts';

const softwareIn = (text: string): readonly (string | undefined)[] =>
  factsIn(text).map(({ reportingSoftware }) => reportingSoftware);

test.each([
  'LastError : 451 4.4.0 Primary target IP address responded with: "421 4.4.2 Connection dropped due to SocketError." Attempted failover to alternate host',
  '{LED=441 4.4.1 Error encountered while communicating with primary target IP address: "Failed to connect. Winsock error code: 10060"};{MSG=}',
  'Generating server: ex01.example.org\n\nuser@example.net\nmx.example.net #550 5.1.1 User unknown ##',
])('Exchange tells of its own queue: %j', (text) => {
  expect(softwareIn(text)).toEqual(['exchange']);
});

test('what the Exchange of the recipient reports tells nothing of the server that sent', () => {
  const text =
    'Generating server: ex01.example.net\n\nuser@example.net\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##';
  expect(softwareIn(text)).toEqual([undefined]);
});

test('nor does a bare reply', () => {
  expect(softwareIn('550 5.1.1 User unknown')).toEqual([undefined]);
});

test.each([
  '550 5.4.316 Message expired, connection refused(Socket error code 10061)',
  '#550 4.4.7 QUEUE.Expired; message expired ##',
  "Generating server: ex01.example.org\nuser@example.net\nRemote Server returned '400 4.4.7 Message delayed'",
  "Remote Server returned '550 4.4.7 Message expired'",
  "11/25/2026 9:04:18 AM - Server at mx.example.net (192.0.2.7) returned '450 4.4.316 Connection refused [Message=Socket error code 10061]'",
])('Exchange names with it a server that it did not reach: %j', (text) => {
  expect(factsIn(text)).toMatchObject([{ ownStep: 'client' }]);
});

test.each([
  "11/25/2026 9:04:18 AM - Server at mx.example.net (192.0.2.7) returned '550 5.7.1 Blocked by policy'",
  '554 4.4.7 Message expired: unable to deliver in 840 minutes.',
  'host relay.example.net[192.0.2.7] said: 550 5.4.316 Message expired, connection refused(Socket error code 10061)',
])('but not where another server said it: %j', (text) => {
  expect(factsIn(text)).toMatchObject([{}]);
  expect(factsIn(text)[0]?.ownStep).toBeUndefined();
});

describe('what the server that Exchange tried last had said is its own', () => {
  const attempted = '[LastAttemptedServerName=mail.example.org] [LastAttemptedIP=192.0.2.7:25]';

  test.each([
    [
      `450 4.4.317 Cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail] ${attempted} [DB5EUR03FT001.eop-EUR03.prod.protection.outlook.com]`,
      'STARTTLS is required to send mail',
    ],
    [
      `450 4.4.317 Cannot connect to remote server [Message=550 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org] ${attempted}`,
      'Client host [192.0.2.1] blocked using zen.spamhaus.org',
    ],
  ])('%j', (text, said) => {
    const facts = factsIn(text);
    expect(facts).toMatchObject([{ text: said, speakerHost: 'mail.example.org', isHeardByServer: true }]);
    expect(facts[0]?.ownStep).toBeUndefined();
  });

  test('in a report, too', () => {
    const report = [
      'From: postmaster@example.com',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns;AM0PR01MB1234.eurprd01.prod.outlook.com',
      '',
      'Final-Recipient: rfc822;anna@example.org',
      'Action: failed',
      'Status: 5.4.317',
      `Diagnostic-Code: smtp;550 5.4.317 Message expired, cannot connect to remote server [Message=451 5.7.3 STARTTLS is required to send mail] ${attempted}`,
      '',
      '--b--',
      '',
    ].join('\r\n');
    expect(factsIn(report)).toMatchObject([
      {
        text: '451 5.7.3 STARTTLS is required to send mail',
        replyCode: 451,
        speakerHost: 'mail.example.org',
      },
    ]);
  });

  test('but an error of a socket is of its own client', () => {
    const text = `450 4.4.316 Connection refused [Message=Socket error code 10061] ${attempted}`;
    expect(factsIn(text)).toMatchObject([{ ownStep: 'client' }]);
  });
});

test('the attempt before an expiry tells why, and nobody tries again', () => {
  const text = [
    "11/25/2026 9:14:21 AM - Server at mx.example.net (192.0.2.7) returned '550 5.4.316 Message expired, connection refused'",
    "11/25/2026 9:04:18 AM - Server at mx.example.net (192.0.2.7) returned '450 4.4.316 Connection refused'",
  ].join('\n');
  expect(factsIn(text)).toMatchObject([{ text: 'Connection refused', replyCode: 450, fate: 'given-up' }]);
});

test.each([
  ['<mailto:user@example.org>: 550 5.1.1 User unknown', 'user@example.org'],
  ['*user@example.org*: 550 5.1.1 User unknown', 'user@example.org'],
  ['<*user@example.org*>: 550 5.1.1 User unknown', 'user@example.org'],
  ['[user@example.org](mailto:user@example.org): 550 5.1.1 User unknown', undefined],
])('a head without its mark-up: %j', (text, recipient) => {
  expect(factsIn(text)[0]?.recipient).toBe(recipient);
});

test.each([
  'Ihre Nachricht an info@example.org wurde zugestellt; eine andere nicht: 550 5.1.1 unbekannt',
  'Your message to a@example.org was rejected. Your message to b@example.org was rejected. 550 5.1.1 unknown',
])('a sentence of a report names nobody for sure: %j', (text) => {
  expect(factsIn(text)[0]?.recipient).toBeUndefined();
});

test('an address beside the code is the one that was refused', () => {
  const text = 'Your message to team@example.org was rejected: 550 5.1.1 <carl@example.net>: User unknown';
  expect(factsIn(text)[0]?.recipient).toBe('carl@example.net');
});

test.each([
  [
    'the reply in the reply of Exchange, on a line of its own',
    "Remote Server returned '554 5.7.1 <mx.example.org #5.7.1 smtp;\n550 5.7.1 Service unavailable; client [192.0.2.9] blocked using zen.spamhaus.org>'",
    550,
  ],
  [
    'what it waited for, told above in its own words',
    "Generating server: ex01.example.net\n\nReceiving server: example.org (192.0.2.7)\n\nRemote Server at example.org (192.0.2.7) returned '400 4.4.7 Message delayed'\n\n9/29/2026 8:13:49 AM - Remote Server at example.org (192.0.2.7) returned '451 4.4.0 Primary target IP address responded with: \"451 4.7.3 The admin has temporarily disallowed this secure domain.\" Attempted failover to alternate host'",
    451,
  ],
])('is one refusal: %s', (_name, text, replyCode) => {
  expect(factsIn(text)).toMatchObject([{ replyCode }]);
});

test.each([
  [
    'two paragraphs that do not lead from one to the other',
    "Remote Server returned '554 5.7.1 blocked'\n\nRemote Server returned '550 5.1.1 unknown'",
  ],
  [
    'a delay, and the answer about somebody else',
    "a@example.org\nRemote Server at example.org (192.0.2.7) returned '400 4.4.7 Message delayed'\n\nb@example.com\nRemote Server at example.com (192.0.2.8) returned '550 5.1.1 unknown'",
  ],
])('are two: %s', (_name, text) => {
  expect(factsIn(text)).toHaveLength(2);
});

test.each([
  ['root@web1:~# cat bounce\n550 5.7.1 Service unavailable', undefined],
  ['admin@web1:/var/log$ cat bounce\n550 5.7.1 Service unavailable', undefined],
  ['root@example.org:\n550 5.7.1 Service unavailable', 'root@example.org'],
])('a prompt is no recipient: %j', (text, recipient) => {
  expect(factsIn(text)[0]?.recipient).toBe(recipient);
});
