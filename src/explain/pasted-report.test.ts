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
  '220 mail.example.org ESMTP\nssl handshake failed: wrong version number',
  'Connected to mx.example.org.\n220 mx.example.org ESMTP\nConnection closed by foreign host.',
])('a greeting beside an error delivers nothing: %s', (text) => {
  const [arrival] = readOf(text);
  expect(arrival?.notice).toBeUndefined();
  expect(arrival?.kind).not.toBe('not-a-bounce');
});

const report = [
  'Final-Recipient: rfc822; anna@example.net',
  'Action: failed',
  'Status: 5.1.1',
  'Diagnostic-Code: smtp; 550 5.1.1 <anna@example.net>: User unknown',
];
const turnedAway =
  'NOQUEUE: reject: RCPT from unknown[192.0.2.77]: 554 5.7.1 Service unavailable; Client host [192.0.2.77] blocked using bl.spamcop.net; from=<x@y.example> to=<z@z.example> proto=ESMTP helo=<h>';
const recipientsIn = (lines: readonly string[]) =>
  readOf(lines.join('\n')).flatMap(({ refusals }) => refusals.map(({ facts }) => facts.recipient));

test.each([
  ['a line of a log', [...report, '', turnedAway], ['z@z.example']],
  ['a line of a log right behind it', [...report, turnedAway], ['z@z.example']],
  [
    'lines of a log before it',
    [
      'Nov 25 08:13:02 mail postfix/smtp[3012]: 3C3A2614B2: to=<bob@b.example>, relay=mx.b.example[192.0.2.20]:25, delay=1, dsn=4.2.2, status=deferred (host mx.b.example[192.0.2.20] said: 452 4.2.2 <bob@b.example>: Mailbox full (in reply to RCPT TO command))',
      '',
      ...report,
    ],
    ['bob@b.example'],
  ],
  [
    'the refusal of another recipient',
    [
      '<bob@b.example>: host mx.b.example[192.0.2.20] said: 552 5.2.2 Mailbox full (in reply to RCPT TO command)',
      '',
      '<anna@example.net>: host mx.example.net[192.0.2.30] said: 550 5.1.1 User unknown (in reply to RCPT TO command)',
      '',
      ...report,
    ],
    ['bob@b.example', 'anna@example.net'],
  ],
])('%s beside a report is not lost', (_, lines, recipients) => {
  expect(recipientsIn(lines)).toEqual(recipients);
});

test.each([
  [
    'the words for people',
    ['<anna@example.net>: host mx.example.net[192.0.2.30] said: 550 5.1.1 User unknown'],
  ],
  ['the code', ['It says 550 5.1.1, and I do not know why.']],
  ['nothing', ['I get this since today:']],
])('a report beside %s of the same refusal stays one', (_, lines) => {
  const [arrival, ...others] = readOf([...lines, '', ...report].join('\n'));
  expect(others).toEqual([]);
  expect(arrival?.input).toBe('message');
});

test.each([
  [
    'X-Supplementary-Info: <mx.example.net #5.0.0 smtp; 550-Verification failed for <a@example.org> 550 Sender verify failed>',
    'Sender verify failed',
  ],
  ['\nmx.example.net said: 550 5.7.1 [192.0.2.7] is on our blocklist of spammers', 'on our blocklist'],
  ['Diagnostic-Code: smtp; 550 5.7.1\n\nIt was 550 5.7.1 Blocked by our policy', 'Blocked by our policy'],
])('where the fields give only a status the words decide: %s', (line, words) => {
  const [arrival] = readOf(
    ['Final-Recipient: rfc822; anna@example.net', 'Action: failed', 'Status: 5.7.1', line].join('\n'),
  );
  expect(arrival?.input).toBe('reply');
  expect([...(arrival?.refusals ?? [])].map(({ facts }) => facts.text).join()).toContain(words);
});

test.each([
  ['451 4.3.0 First-time sender tempfailed; please try again', [], undefined],
  ['450 4.2.2 over quota', [], undefined],
  ['450 4.2.2 over quota', ['Action: failed'], 'given-up'],
  ['450 4.2.2 over quota', ['Action: delayed'], 'waiting'],
  ['550 5.1.1 User unknown', [], 'given-up'],
])('%s with %j: %s', (reply, action, fate) => {
  const [arrival] = readOf(
    ['Final-Recipient: rfc822; anna@example.net', ...action, `Diagnostic-Code: smtp; ${reply}`].join('\n'),
  );
  expect(arrival?.refusals[0]?.facts.fate).toBe(fate);
});

test.each([
  "telnet mx.example.org 25\nTrying 192.0.2.1...\nConnected to mx.example.org.\nEscape character is '^]'.\n220 mx.example.org ESMTP Postfix",
  'openssl s_client says Verify return code: 0 (ok)\n220 mx.example.org ESMTP Postfix',
  'Connected to mx.example.org, and there were no errors.\n220 mx.example.org ESMTP\n221 2.0.0 Bye\nConnection closed by foreign host.',
  'It looks like this when I connect to it by hand:\n220-mx.example.org ESMTP, unsolicited mail is refused\n220 and access is denied to who sends it',
])('a greeting beside words of no failure refuses nothing: %s', (text) => {
  expect([...readArrivals(Buffer.from(text))]).toMatchObject([
    { ok: false, problem: { code: 'positive-replies' } },
  ]);
});

test('a report beside its words without their status stays one', () => {
  const read = readOf(
    [
      'I got: 550 Relay denied for <a.example>',
      '',
      ...report.slice(0, 2),
      'Status: 5.0.0',
      'Diagnostic-Code: smtp; 550 Relay denied for <***>',
    ].join('\n'),
  );
  expect(read.map(({ input }) => input)).toEqual(['message']);
  const other = [
    'I got: 550 Blocked by our list',
    '',
    ...report.slice(0, 2),
    'Diagnostic-Code: smtp; 550 No such user',
  ];
  expect(readOf(other.join('\n')).every(({ input }) => input === 'reply')).toBe(true);
});

test('where nothing gives a reason the sentence above the fields is none', () => {
  const head = [
    'This is an automatically generated Delivery Status Notification.',
    'Delivery to the following recipients failed.',
    '   anna@example.net',
  ];
  const [arrival] = readOf([...head, ...report.slice(0, 2), 'Status: 5.0.0'].join('\n'));
  expect(arrival?.input).toBe('message');
  expect(arrival?.refusals[0]?.facts.text).not.toContain('failed.');
});

test.each([
  [
    'Exim',
    [
      'This message was created automatically by mail delivery software.',
      '',
      'A message that you sent could not be delivered to one or more of its',
      'recipients. This is a permanent error. The following address(es) failed:',
      '',
      '  anna@example.net',
      '    Unrouteable address',
      '  bob@example.net',
      '    host mx.example.net [192.0.2.1]',
      '    552 5.2.2 Mailbox full',
    ],
    ['Unrouteable address', '552 5.2.2 Mailbox full'],
  ],
  [
    'Outlook, in German',
    [
      'Ihre Nachricht hat einige oder alle Empfänger nicht erreicht.',
      '',
      "      'anna@example.net' am 12.03.2014 10:01",
      "            Serverfehler: '550 5.1.1 unknown'",
      "      'bob@example.net' am 12.03.2014 10:01",
      "            Serverfehler: '550 5.7.1 Unable to relay'",
    ],
    ['unknown', 'Unable to relay'],
  ],
])('the body of a report of %s is read as the report', (_, lines, texts) => {
  const [arrival, ...others] = readOf(lines.join('\n'));
  expect(others).toEqual([]);
  expect(arrival?.input).toBe('message');
  expect(arrival?.refusals.map(({ facts }) => facts.recipient)).toEqual([
    'anna@example.net',
    'bob@example.net',
  ]);
  for (const [at, text] of texts.entries()) expect(arrival?.refusals[at]?.facts.text).toContain(text);
});

const PARTS = (type: string, encoding: string, lines: readonly string[]) => [
  'This is a message in MIME format.',
  '',
  '--=_b1',
  `Content-Type: ${type}; charset=utf-8`,
  `Content-Transfer-Encoding: ${encoding}`,
  '',
  ...lines,
  '--=_b1--',
];
const base64 = (lines: readonly string[]): readonly string[] => [
  Buffer.from(lines.join('\n')).toString('base64'),
];

test.each([
  [
    'encoded words',
    PARTS(
      'text/plain',
      'base64',
      base64(['Zustellung fehlgeschlagen', '', 'Empfänger: anna@example.net', 'Grund: Postfach voll']),
    ),
  ],
  ['encoded fields', PARTS('message/delivery-status', 'base64', base64(report))],
  ['plain fields', PARTS('message/delivery-status', '7bit', report)],
])('the parts of a report without its header: %s', (_, lines) => {
  const [arrival, ...others] = readOf(lines.join('\n'));
  expect([arrival?.input, arrival?.kind, others]).toEqual(['message', 'bounce', []]);
  expect(arrival?.refusals.map(({ facts }) => facts.recipient)).toEqual(['anna@example.net']);
});

test('the parts of another message are none of a report', () => {
  const parcel = ['Your parcel could not be delivered.', 'Call us at desk@example.org.'];
  expect(readOf(PARTS('text/plain', '7bit', parcel).join('\n')).map(({ kind }) => kind)).toEqual(['unknown']);
});

test.each([
  ['names nobody', ['Your message could not be delivered.', '', '550 5.7.1 blocked']],
  [
    'tells of somebody else, too',
    [
      'Your message could not be delivered to:',
      'anna@example.net',
      '',
      '',
      'RCPT TO:<bob@example.org>',
      '552 5.2.2 Mailbox full',
    ],
  ],
  [
    'has lines of a log',
    [
      'Your message could not be delivered to:',
      'anna@example.net',
      '',
      'Oct 11 22:14:15 mx postfix/smtp[42]: 4E74613FE76: to=<bob@example.org>, relay=none, dsn=5.1.1, status=bounced (550 5.1.1 User unknown)',
    ],
  ],
  [
    'is of a delay',
    [
      'This is a warning message only.',
      'It could not be delivered to:',
      '<anna@example.net>: 452 4.2.2 Mailbox full',
    ],
  ],
])('a body that %s is read as text', (_, lines) => {
  expect(readOf(lines.join('\n')).map(({ input }) => input)).not.toContain('message');
});

test('the words of somebody who is away are his answer', () => {
  const [arrival, ...others] = readOf(
    'I am away from the office until Monday.\n\nPlease write to bob@example.net.',
  );
  expect([arrival?.kind, arrival?.notice, others]).toEqual(['auto-reply', 'auto-reply', []]);
});
