import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArrivals } from './read-arrivals.ts';
import { lines } from './testing.ts';

describe('a message that breaks off', () => {
  const header =
    'From: MAILER-DAEMON@mail.example.net (Mail Delivery System)\r\nSubject: Undelivered Mail Returned to Sender\r\n' +
    'To: me@example.net\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n';
  const notice = '--b\r\nContent-Type: text/plain\r\n\r\nThis is the mail system.\r\n\r\n';
  const reason = '<bob@example.org>: host mx.example.org[192.0.2.1] said: 550 5.1.1 User unknown\r\n\r\n';
  test.each<readonly [where: string, text: string, kind: string, isCut: boolean]>([
    ['in its From field', 'Date: Mon, 23 Nov 2026 12:00:00 +0100\r\nFrom: MAIL', 'unknown', true],
    ['behind its header', header, 'bounce', true],
    ['before the reply', header + notice, 'bounce', true],
    ['nowhere', `${header}${notice}${reason}--b--\r\n`, 'bounce', false],
    [
      'nowhere, ordinary mail',
      'From: a@example.org\r\nSubject: hello\r\n\r\nhello\r\n',
      'not-a-bounce',
      false,
    ],
  ])('%s', (_where, text, kind, isCut) => {
    const [arrival] = [...readArrivals(Buffer.from(text))];
    expect(arrival?.ok && [arrival.value.kind, arrival.value.isCut === true]).toEqual([kind, isCut]);
  });
});

test.each([
  'Organization: 451 Research\nSubject: Figures',
  'From: 500 Startups <hello@example.org>\nSubject: Batch',
  'Comments: 450 people came\nSubject: Party',
])('%j is the header of a message', (header) => {
  const [arrival] = readArrivals(Buffer.from(`${header}\nTo: bob@example.org\n\nHello`));
  expect(arrival?.ok && arrival.value.input).toBe('message');
});

describe('UTF-16 with a byte order mark is read as text', () => {
  const reply = '550 5.1.1 <a@example.org>: user unknown';
  const message = lines(
    'From: MAILER-DAEMON@example.net',
    'Subject: failure notice',
    '',
    'Hi.',
    '',
    '<a@example.org>:',
    'Remote host said: 550 User unknown',
    '',
  );
  const log =
    'Oct 11 22:14:15 mx1 postfix/smtp[42]: 4E74613FE76: to=<a@example.org>, relay=none, status=bounced (550 no)';
  test.each([
    ['reply', reply, 'reply'],
    ['message', message, 'message'],
    ['mbox', `From x\n${message}`, 'message'],
    ['log', log, 'log'],
  ])('%s', (_, text, input) => {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le');
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      const [arrival] = [...readArrivals(bytes)];
      expect(
        arrival?.ok === true && [arrival.value.input, arrival.value.refusals[0]?.facts.replyCode],
      ).toEqual([input, 550]);
    }
  });
});

test('reading takes time in proportion to the text, and never throws', () => {
  const piece = fc.constantFrom(
    '550 5.1.1 no\n',
    '550-a\n',
    '<a@b.example>: host x said: ',
    '250 ok\n',
    '\n',
    '>>> ',
    'x',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      for (const arrival of readArrivals(Buffer.from(pieces.join('')))) expect(arrival).toBeDefined();
    }),
  );
});
