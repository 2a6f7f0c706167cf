import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQueueListing } from './queue-listing.ts';

const HEAD = '-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n';
const ENTRY = '3F2A81C0A2      1843 Mon Mar  3 08:12:44  www-data@web1.example.net\n';
const SAID =
  '(host mx.example.org[192.0.2.9] said: 452 4.2.2 mailbox (a) is full (in reply to RCPT TO command))\n';
const TO = '                                         a@example.org\n';

const read = (text: string) =>
  readQueueListing(text)?.events.map(({ queueId, recipient, replyCode, remoteHost, text: words }) => [
    queueId,
    recipient,
    replyCode ?? remoteHost ?? words,
  ]);

describe('postqueue -p of Postfix', () => {
  const one = ['3F2A81C0A2', 'a@example.org', 452];
  test.each([
    ['with its head', `${HEAD}${ENTRY}${SAID}${TO}\n-- 1 Kbytes in 1 Request.\n`, [one]],
    ['without', `${ENTRY}${SAID}${TO}`, [one]],
    ['behind a prompt', `root@web1:~# postqueue -p\n${HEAD}${ENTRY}${SAID}${TO}`, [one]],
    ['quoted', `> ${HEAD}> ${ENTRY}> ${SAID}> ${TO}`, [one]],
    ['carriage returns', `${HEAD}${ENTRY}${SAID}${TO}`.replaceAll('\n', '\r\n'), [one]],
    ['without indents', `${HEAD}${ENTRY}${SAID}${TO.trim()}`, [one]],
    [
      'a reason broken over lines',
      `${HEAD}${ENTRY}${SAID.replace(' mailbox', '\nmailbox').replace(' (in', '\n  (in')}${TO}`,
      [one],
    ],
    [
      'several recipients of one reason',
      `${ENTRY}${SAID}${TO}${TO.replace('a@', 'b@')}`,
      [one, ['3F2A81C0A2', 'b@example.org', 452]],
    ],
    [
      'several reasons',
      `${ENTRY}${SAID}${TO}(connect to mx.example.com[192.0.2.7]:25: Connection timed out)\n${TO.replace('org', 'com')}`,
      [one, ['3F2A81C0A2', 'a@example.com', 'mx.example.com']],
    ],
    [
      'several messages, in work or held back',
      `${HEAD}${ENTRY}${SAID}${TO}\n${ENTRY.replace('3F2A81C0A2 ', '7B11D1C0B9*')}${SAID}${TO}\n${ENTRY.replace('3F2A81C0A2 ', '8B11D1C0B9!')}${TO}`,
      [one, ['7B11D1C0B9', 'a@example.org', 452]],
    ],
    [
      'recipients behind the reason',
      `${ENTRY}${SAID.trim()} a@example.org b@example.org\n\nThank you`,
      [one, ['3F2A81C0A2', 'b@example.org', 452]],
    ],
    ['the reason behind the sender', `${ENTRY.trim()}${SAID}${TO}`, [one]],
    [
      'a quoted local part',
      `${ENTRY}${SAID}  "a b"@example.org\n  "a@b"@example.org\n`,
      [
        ['3F2A81C0A2', '"a b"@example.org', 452],
        ['3F2A81C0A2', '"a@b"@example.org', 452],
      ],
    ],
    [
      'a reason without a recipient',
      `${ENTRY}${SAID}\n${ENTRY.replace('3F', '4F')}${SAID}${TO}`,
      [
        ['3F2A81C0A2', undefined, 452],
        ['4F2A81C0A2', 'a@example.org', 452],
      ],
    ],
    [
      'a reason whose parentheses do not close',
      `${ENTRY}(host mx.example.org[192.0.2.9] said: 452 4.2.2 sorry :( (in reply to RCPT TO command))\n${TO}\n${ENTRY.replace('3F', '4F')}${SAID}${TO}`,
      [one, ['4F2A81C0A2', 'a@example.org', 452]],
    ],
  ])('%s', (_name, text, events) => {
    expect(read(text)).toEqual(events);
  });

  test('the sender, the size and what stands around it', () => {
    const listing = readQueueListing(`Why?\n${HEAD}${ENTRY}${SAID}${TO}\nThank you for help`);
    expect(listing).toMatchObject({ format: 'postfix', rest: 'Why?\nThank you for help' });
    expect(listing?.events[0]).toMatchObject({
      outcome: 'deferred',
      sender: 'www-data@web1.example.net',
      messageSizeBytes: 1843,
      phase: 'rcpt',
    });
  });

  test('MAILER-DAEMON stands for the null sender', () => {
    const bounce = ENTRY.replace('www-data@web1.example.net', 'MAILER-DAEMON');
    expect(readQueueListing(`${bounce}${SAID}${TO}`)?.events[0]?.sender).toBe('');
  });
});

test("sendmail's mailq: with and without the type of the body, a reason over two lines", () => {
  const text = [
    '\t\t/var/spool/mqueue (2 requests)',
    '-----Q-ID----- --Size-- -----Q-Time----- ------------Sender/Recipient-----------',
    's1A2B3C4D5678*     1843 Mon Mar  3 08:12 <www-data@web1.example.net>',
    '                 (Deferred: Connection refused by mx.example.org.)',
    '\t\t\t\t\t <a@example.org>',
    '\t\t\t\t\t <root>',
    's1A2B3C4D5679     1843 Mon Mar  3 08:12 MAILER-DAEMON',
    '      8BITMIME   (Deferred: 451 4.7.1 Greylisting in action, please come',
    '      back)',
    '\t\t\t\t\t <b@example.com>',
    '\t\tTotal requests: 2',
  ].join('\n');
  expect(read(text)).toEqual([
    ['s1A2B3C4D5678', 'a@example.org', 'mx.example.org'],
    ['s1A2B3C4D5678', 'root', 'mx.example.org'],
    ['s1A2B3C4D5679', 'b@example.com', 451],
  ]);
  expect(readQueueListing(text)).toMatchObject({ format: 'sendmail', rest: '' });
});

test("Exim's listing tells no reasons", () => {
  const text =
    'root@web1:~# exim -bp\n25m  2.9K 0t5C6f-0000c8-00 <alice@example.net>\n          b@example.org\n\n 3h   12K 1tZ8Qk-0003Ab-7C <> *** frozen ***\n        D c@example.com\n';
  expect(readQueueListing(text)).toEqual({ format: 'exim', events: [], rest: 'root@web1:~# exim -bp' });
});

test("qmail's listing tells no reasons", () => {
  const text =
    '$ qmail-qread\n25 Nov 2026 10:00:00 GMT  #1234567  1234  <alice@example.net> \n\tremote\tb@example.org\n26 Nov 2026 10:00:00 GMT  #1234568  99  <>  bouncing\n  done\tremote\tc@example.com\n\tlocal\td@example.net\n';
  expect(readQueueListing(text)).toEqual({ format: 'qmail', events: [], rest: '$ qmail-qread' });
});

test.each([
  ['a reply', '550 5.1.1 User unknown'],
  [
    'a log',
    'Mar  3 08:12:44 web1 postfix/smtp[9]: 3F2A81C0A2: to=<a@example.org>, relay=none, delay=1, status=deferred (x)',
  ],
  ['the date of a message', 'On Mon Mar  3 08:12:44 2025 a@example.org wrote:\n(see below)\n  b@example.org'],
])('%s is no listing', (_name, text) => {
  expect(readQueueListing(text)).toBeUndefined();
});

test('any lines: no throw, each recipient named in the text', () => {
  const piece = fc.constantFrom(
    ENTRY,
    SAID,
    TO,
    HEAD,
    '(',
    ')',
    '\n',
    ' 25m 1K 0t5C6f-0000c8-00 <>\n',
    'x@y\n',
    'words\n',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      for (const { recipient = '' } of readQueueListing(text)?.events ?? [])
        expect(text).toContain(recipient);
    }),
  );
});
