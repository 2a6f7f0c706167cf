import { describe, expect, test } from 'vitest';
import { readBounce } from '../read-bounce.ts';
import { sampleMessage } from '../sample-messages.ts';

interface Case {
  readonly name: string;
  readonly from?: string;
  readonly subject: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly body: readonly string[];
  readonly recipients: readonly string[];
  readonly code?: number;
  readonly status?: string;
  readonly words?: string;
  readonly kind?: string;
  readonly format?: string;
  readonly phase?: string;
}

const ORIGINAL = [
  'Return-Path: <sender@example.com>',
  'Received: from out.example.com (out.example.com [192.0.2.9]) by mx.example.net with ESMTP; Mon, 1 Jun 2026 10:00:00 +0000',
  'From: Sender <sender@example.com>',
  'To: someone@example.org',
  'Subject: Hello',
  'Message-ID: <1@example.com>',
  '',
  'Text to other@example.org',
];

const CASES: readonly Case[] = [
  {
    name: 'qmail',
    subject: 'failure notice',
    body: [
      'Hi. This is the qmail-send program at mx.example.net.',
      "I'm afraid I wasn't able to deliver your message to the following addresses.",
      "This is a permanent error; I've given up. Sorry it didn't work out.",
      '',
      '<one@example.org>:',
      '192.0.2.25 does not like recipient.',
      'Remote host said: 550 5.1.1 no such user',
      'Giving up on 192.0.2.25.',
      '',
      '<two@example.org>:',
      'Sorry, no mailbox here by that name. (#5.1.1)',
      '',
      '--- Below this line is a copy of the message.',
      '',
      ...ORIGINAL,
    ],
    recipients: ['one@example.org', 'two@example.org'],
    code: 550,
    status: '5.1.1',
    format: 'qmail',
    phase: 'rcpt',
  },
  {
    name: 'Exim with a forwarded address',
    subject: 'Mail delivery failed: returning message to sender',
    fields: { 'X-Failed-Recipients': 'inner@example.org' },
    body: [
      'This message was created automatically by mail delivery software.',
      'A message that you sent could not be delivered to one or more of its',
      'recipients. This is a permanent error. The following address(es) failed:',
      '',
      '  inner@example.org',
      '    (generated from outer@example.net)',
      '    host mx.example.org [192.0.2.25]',
      '    SMTP error from remote mail server after end of data:',
      '    552 5.2.2 Mailbox full',
      '',
      '------ This is a copy of the message, including all the headers. ------',
      ...ORIGINAL,
    ],
    recipients: ['inner@example.org'],
    code: 552,
    status: '5.2.2',
    format: 'exim',
    phase: 'end-of-data',
  },
  {
    name: 'sendmail with two fates in one transcript',
    subject: 'Returned mail: see transcript for details',
    body: [
      '   ----- The following addresses had permanent fatal errors -----',
      '<one@example.org>',
      '<two@example.org>',
      '',
      '   ----- Transcript of session follows -----',
      '... while talking to mx.example.org.:',
      '>>> RCPT To:<one@example.org>',
      '<<< 550 5.1.1 no such person',
      '550 5.1.1 <one@example.org>... User unknown',
      '>>> RCPT To:<two@example.org>',
      '<<< 552 5.2.2 over quota',
      '554 5.0.0 <two@example.org>... Service unavailable',
      '',
      '   ----- Original message follows -----',
      ...ORIGINAL,
    ],
    recipients: ['one@example.org', 'two@example.org'],
    code: 550,
    words: 'no such person',
    format: 'sendmail',
    phase: 'rcpt',
  },
  {
    name: 'Postfix text without a status part',
    subject: 'Undelivered Mail Returned to Sender',
    body: [
      'This is the mail system at host mx.example.net.',
      '',
      "I'm sorry to have to inform you that your message could not",
      'be delivered to one or more recipients.',
      '',
      '<one@example.org>: host mx.example.org[192.0.2.25] said: 550 5.7.1 Refused',
      '    (in reply to RCPT TO command)',
    ],
    recipients: ['one@example.org'],
    code: 550,
    status: '5.7.1',
    format: 'postfix',
    phase: 'rcpt',
  },
  {
    name: 'Exchange 5.5',
    from: 'System Administrator <postmaster@example.org>',
    subject: 'Undeliverable: Hello',
    body: [
      'Your message',
      '',
      '  To:      staff@example.org',
      '  Subject: Hello',
      '  Sent:    Mon, 1 Jun 2026 10:00:00 +0000',
      '',
      'did not reach the following recipient(s):',
      '',
      'one@example.org on Mon, 1 Jun 2026 10:00:02 +0000',
      '    The recipient name is not recognized',
      '',
    ],
    recipients: ['one@example.org'],
    words: 'The recipient name is not recognized',
    format: 'exchange-2003',
  },
  {
    name: 'Microsoft 365 in HTML only',
    from: 'Microsoft Outlook <postmaster@example.org>',
    subject: 'Undeliverable: Hello',
    fields: { 'Content-Type': 'text/html; charset=utf-8' },
    body: [
      '<html><head><style>p { color: red }</style></head><body>',
      '<p>Delivery has failed to these recipients or groups:</p>',
      '<p><a href="mailto:one@example.org">one@example.org</a></p>',
      '<p>The email address you entered couldn&#39;t be found.</p>',
      '<p>Diagnostic information for administrators:</p>',
      '<p>Generating server: AM0.prod.outlook.com</p>',
      '<p>one@example.org<br>Remote Server returned &#39;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found&#39;</p>',
      '</body></html>',
    ],
    recipients: ['one@example.org'],
    code: 550,
    status: '5.1.10',
    format: 'microsoft-365',
  },
  {
    name: 'Domino',
    from: 'Postmaster@example.org',
    subject: 'DELIVERY FAILURE: User one (one@example.org) not listed in Domino Directory',
    body: [
      'Your message',
      '',
      '  Subject: Hello',
      '',
      'was not delivered to:',
      '',
      '  one@example.org',
      '',
      'because:',
      '',
      '  User one (one@example.org) not listed in Domino Directory',
    ],
    recipients: ['one@example.org'],
    words: 'not listed in Domino Directory',
    format: 'domino',
  },
  {
    name: 'Gmail as it was',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Delay)',
    body: [
      'THIS IS A WARNING MESSAGE ONLY.',
      '',
      'Delivery to the following recipient has been delayed:',
      '',
      '     one@example.org',
      '',
      'Message will be retried for 2 more day(s)',
      '',
      'Technical details of temporary failure: ',
      'The error that the other server returned was: 450 450 4.2.2 Mailbox full (state 14).',
      '',
      '----- Original message -----',
      ...ORIGINAL,
    ],
    recipients: ['one@example.org'],
    code: 450,
    kind: 'delay',
    format: 'gmail',
  },
  {
    name: 'Yahoo',
    from: 'MAILER-DAEMON@yahoo.com',
    subject: 'Failure Notice',
    body: [
      'Sorry, we were unable to deliver your message to the following address.',
      '',
      '<one@example.org>:',
      '554: delivery error: no such account',
      '',
      '--- Below this line is a copy of the message.',
      '',
      ...ORIGINAL,
    ],
    recipients: ['one@example.org'],
    code: 554,
    format: 'yahoo',
  },
  {
    name: 'DragonFly',
    subject: 'Mail delivery failed',
    body: [
      'This is the DragonFly Mail Agent v0.13 at host.example.net.',
      '',
      'There was an error delivering your mail to <one@example.org>.',
      '',
      'DNS lookup failure: host example.org not found',
      '',
      'Message headers follow.',
      '',
      ...ORIGINAL,
    ],
    recipients: ['one@example.org'],
    words: 'DNS lookup failure: host example.org not found',
    format: 'dragonfly',
  },
  {
    name: 'IMail',
    from: '"Postmaster" <postmaster@example.org>',
    subject: 'Undeliverable Mail',
    body: [
      'Invalid final delivery userid: one@example.org',
      '',
      'Original message follows.',
      '',
      ...ORIGINAL,
    ],
    recipients: ['one@example.org'],
    words: 'Invalid final delivery userid',
    format: 'imail',
  },
  {
    name: 'MDaemon',
    from: 'MDAEMON@example.net',
    subject: 'Permanent Delivery Failure',
    body: [
      'The attached message had PERMANENT fatal delivery errors!',
      '',
      'The following addresses did NOT receive a copy of your message:',
      '',
      '> one@example.org',
      '',
      '--- Session Transcript ---',
      ' --> RCPT To:<one@example.org>',
      ' <-- 550 5.1.1 <one@example.org>... User unknown',
      '--- End Transcript ---',
    ],
    recipients: ['one@example.org'],
    code: 550,
    status: '5.1.1',
    format: 'mdaemon',
  },
  {
    name: 'hMailServer',
    from: 'mailer-daemon@example.net',
    subject: 'Message undeliverable: Hello',
    body: [
      'Your message did not reach some or all of the intended recipients.',
      '',
      '   Sent: Mon, 1 Jun 2026 10:00:00 +0000',
      '   Subject: Hello',
      '',
      'The following recipient(s) could not be reached:',
      '',
      'one@example.org',
      '   Error Type: SMTP',
      '   Remote server (192.0.2.25) issued an error.',
      '   hMailServer sent: RCPT TO:<one@example.org>',
      '   Remote server replied: 550 5.1.1 Recipient not found.',
      '',
      'hMailServer',
    ],
    recipients: ['one@example.org'],
    code: 550,
    status: '5.1.1',
    format: 'hmailserver',
  },
  {
    name: 'OpenSMTPD',
    from: 'Mailer Daemon <MAILER-DAEMON@host.example.net>',
    subject: 'Delivery status notification: error',
    body: [
      '    Hi!',
      '',
      '    This is the MAILER-DAEMON, please DO NOT REPLY to this email.',
      '',
      '    An error has occurred while attempting to deliver a message for',
      '    the following list of recipients:',
      '',
      'one@example.org: 550 5.1.1 no such user',
      '',
      '    Below is a copy of the original message:',
      '',
      ...ORIGINAL,
    ],
    recipients: ['one@example.org'],
    code: 550,
    status: '5.1.1',
    format: 'opensmtpd',
  },
  {
    name: 'Apache James',
    from: 'postmaster@example.net',
    subject: 'Re: Hello',
    fields: { 'Return-Path': '<>' },
    body: [
      'Hi. This is the James mail server at host.example.net.',
      "I'm afraid I wasn't able to deliver your message to the following addresses.",
      "This is a permanent error; I've given up. Sorry it didn't work out.  Below",
      'I include the list of recipients and the reason why I was unable to deliver',
      'your message.',
      '',
      'Failed recipient(s):',
      'one@example.org',
      '',
      'Error message:',
      '550 5.1.1 unknown user',
      '',
    ],
    recipients: ['one@example.org'],
    code: 550,
    status: '5.1.1',
    format: 'james',
  },
  {
    name: 'KDDI',
    from: 'no-reply@example.ne.jp',
    subject: 'メールエラー通知',
    fields: { 'Return-Path': '<>' },
    body: [
      '送信先のメールボックスが一杯のため、送信できませんでした。',
      '',
      'Your mail sent on: Mon, 1 Jun 2026 10:00:00 +0900',
      '     Could not be delivered to: <one@example.org>',
      '     As their mailbox is full.',
    ],
    recipients: ['one@example.org'],
    words: 'mailbox is full',
    format: 'kddi',
  },
  {
    name: 'InterScan',
    from: 'postmaster@example.net',
    subject: 'Mail could not be delivered',
    body: [
      '****** Message from InterScan Messaging Security Suite ******',
      '',
      'Sent <<< RCPT TO:<one@example.org>',
      'Received >>> 550 5.1.1 unknown user.',
      '',
      'Unable to deliver message to <one@example.org>.',
      '',
      '************************     End of message     **********************',
      '',
      ...ORIGINAL,
    ],
    recipients: ['one@example.org'],
    code: 550,
    format: 'interscan',
  },
  {
    name: 'a provider that names local parts only',
    from: '"Mail Delivery Subsystem" <MAILER-DAEMON@example.org>',
    subject: 'Mail Delivery Problem',
    body: [
      'Your mail to the following recipients could not be delivered because they are not accepting mail from list@example.com:',
      '\tsomebody',
      '',
    ],
    recipients: ['somebody@example.org'],
    words: 'not accepting mail from',
  },
  {
    name: 'Amazon SES through SNS, wrapped',
    from: 'Notices <no-reply@sns.amazonaws.com>',
    subject: 'AWS Notification Message',
    body: [
      '{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":[{"emailAddress":"one@example.org",',
      '"action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]},"mail":{}}',
      '',
      '--',
      'If you wish to stop receiving notifications …',
    ],
    recipients: ['one@example.org'],
    code: 550,
    status: '5.1.1',
    format: 'amazon-sns',
  },
];

describe('each format gives its recipients and the words that say why', () => {
  test.each(CASES)('$name', (c) => {
    const from = c.from ?? 'Mail Delivery System <MAILER-DAEMON@mx.example.net>';
    const message = sampleMessage(
      { From: from, To: 'sender@example.com', Subject: c.subject, ...c.fields },
      c.body,
    );
    const report = readBounce(message);
    const first = report.recipients[0];
    expect(report.kind).toBe(c.kind ?? 'bounce');
    expect(report.recipients.map((r) => r.recipient)).toEqual(c.recipients);
    if (c.code) expect(first?.replyCode).toBe(c.code);
    if (c.status) expect(first?.enhancedStatus).toBe(c.status);
    if (c.words) expect(first?.diagnostic).toContain(c.words);
    if (c.phase) expect(first?.phase).toBe(c.phase);
    if (c.format) expect(report.format).toBe(c.format);
  });
});

test('two recipients of one transcript keep their own reasons', () => {
  const c = CASES.find((x) => x.name.startsWith('sendmail'));
  const message = sampleMessage(
    { From: 'MAILER-DAEMON@mx.example.net', Subject: c?.subject ?? '' },
    c?.body ?? [],
  );
  expect(readBounce(message).recipients.map((r) => r.replyCode)).toEqual([550, 552]);
});

test('the address a forwarder expanded is told as the original recipient', () => {
  const c = CASES.find((x) => x.name.startsWith('Exim'));
  const message = sampleMessage(
    { From: 'MAILER-DAEMON@mx.example.net', Subject: c?.subject ?? '' },
    c?.body ?? [],
  );
  expect(readBounce(message).recipients[0]?.originalRecipient).toBe('outer@example.net');
});
