/** How reports without a machine-readable part put their recipient: as older mail servers, tables and other languages do. */
import { describe, expect, test } from 'vitest';
import { readBounce } from './read-bounce.ts';
import { sampleMessage } from './sample-messages.ts';

const FROM = { From: 'Mail Delivery System <postmaster@mx.example.net>', To: 'me@example.com' };

const FRAMES: readonly (readonly [frame: string, lines: readonly string[]])[] = [
  [
    'an arrow',
    ['Your mail item could not be delivered to these users:', '', 'User is unknown  ----> one@example.org'],
  ],
  ['its type before it', ['These destination addresses were unknown:', '', 'SMTP <one@example.org>']],
  ['what was tried', ['The message you tried to send to <one@example.org>', 'has been bounced.']],
  [
    'he could not',
    ['----- Unsent reason follows --', 'one@example.org could not receive a mail that you had sent'],
  ],
  [
    'where it was addressed',
    [
      'Your message has encountered delivery problems',
      'to local user o.',
      '(Originally addressed to one@example.org)',
    ],
  ],
  [
    'a sentence that goes on',
    ['We could not deliver your message to the address', 'one@example.org because the mailbox is full.'],
  ],
  ['a table without colons', ['您的邮件被退回', '    主  题 Hello', '    收件人 one@example.org']],
  [
    'a German table',
    [
      'Ihre Nachricht konnte nicht zugestellt werden.',
      '',
      'Empfänger   one@example.org',
      'Grund       Postfach voll',
    ],
  ],
  [
    'a label of its own',
    ['The original message was rejected.', '', 'Error-For: one@example.org', 'Error-Code: 550 No such user'],
  ],
  ['Hungarian', ['Az üzenetet nem sikerült kézbesíteni.', '', 'Címzett: one@example.org']],
  ['Greek', ['Το μήνυμά σας δεν παραδόθηκε.', '', 'Παραλήπτης: one@example.org']],
  ['Finnish', ['Viestiä ei voitu toimittaa.', '', 'Vastaanottaja: one@example.org']],
  ['Ukrainian', ['Лист не вдалося доставити.', '', 'Одержувач: one@example.org']],
  [
    'Outlook in French',
    [
      "Votre message n'est pas parvenu à certains destinataires.",
      '',
      "'one@example.org' le 12/03/2014 10:01",
      '  550 5.1.1 unknown',
    ],
  ],
  [
    'Outlook in Polish',
    [
      'Wiadomość nie dotarła do niektórych adresatów.',
      '',
      'one@example.org dn. 2014-03-12 10:01',
      '  550 5.1.1 unknown',
    ],
  ],
  [
    'the address it was first sent to, of a name without a dot',
    [
      'Your message cannot be delivered to the following recipients:',
      '',
      '  Recipient address: one@example.org',
      '  Original address: one@gateway',
      '  Reason: Illegal host/domain name found',
    ],
  ],
];

describe('the recipient is found in', () => {
  test.each(FRAMES)('%s', (_, body) => {
    const { kind, recipients } = readBounce(
      sampleMessage({ ...FROM, Subject: 'Mail delivery failed' }, body),
    );
    expect(kind).toBe('bounce');
    expect(recipients.map(({ recipient, originalRecipient }) => originalRecipient ?? recipient)).toEqual([
      'one@example.org',
    ]);
  });
});

test.each([
  [
    'a sentence about help',
    ['Your message could not be delivered.', 'Questions should be addressed to help@example.org.'],
  ],
  [
    'a sentence that goes on to help',
    ['Your message could not be delivered. If you need help, write', 'to desk@example.org on weekdays.'],
  ],
])('nobody is named by %s', (_, body) => {
  const { recipients } = readBounce(sampleMessage({ ...FROM, Subject: 'Mail delivery failed' }, body));
  expect(recipients.map(({ recipient }) => recipient)).toEqual([undefined]);
});

describe('a report whose header was lost', () => {
  const read = (fields: Readonly<Record<string, string>>, body: readonly string[]) =>
    readBounce(sampleMessage({ Received: 'by mx.example.net', ...fields }, body));

  test('is known by its words', () => {
    const { kind, recipients } = read({}, [
      'A message that you have sent could not be delivered to one or more recipients.',
      '',
      '  <one@example.org>: 550 5.1.1 <one@example.org>... User unknown',
    ]);
    expect([kind, recipients[0]?.recipient]).toEqual(['bounce', 'one@example.org']);
  });

  test('so is one of a delay', () => {
    const body = [
      'THIS IS A WARNING MESSAGE ONLY',
      '',
      '<one@example.org>: 452 4.3.1 Insufficient system resources',
    ];
    expect(read({}, body).kind).toBe('delay');
  });

  test.each([
    ['a parcel', {}, ['Your parcel could not be delivered today.']],
    ['a question', {}, ['Why could my mail not be delivered to one@example.org?']],
    ['somebody writes', { From: 'one@example.net' }, ['My mail could not be delivered to one@example.org']],
    ['it has a title', { Subject: 'Hello' }, ['My mail could not be delivered to one@example.org']],
  ])('none where it is %s', (_, fields, body) => {
    expect(read(fields, body).kind).toBe('not-a-bounce');
  });
});

describe('a notice to the sender', () => {
  const read = (subject: string, body: readonly string[], fields = {}) =>
    readBounce(
      sampleMessage({ From: 'desk@example.org', To: 'me@example.com', Subject: subject, ...fields }, body),
    );

  test.each([
    [
      'quarantined',
      'Dear Sir/Madam, your e-mail from me@example.com sent to one@example.org has been quarantined.',
    ],
    [
      'rejected',
      'Your message to one@example.org was rejected because of its attachment; it was not delivered.',
    ],
  ])('tells that the mail was %s', (_, words) => {
    const { kind, recipients } = read('AutoNotify: Figures', [words]);
    expect([kind, recipients[0]?.recipient]).toEqual(['bounce', 'one@example.org']);
  });

  test.each([
    ['a person', 'Figures', ['Hi Anna,', 'your message to one@example.org was rejected by our filter.']],
    [
      'an answer',
      'Re: Figures',
      ['Your message to one@example.org was rejected by our filter, it was not delivered.'],
    ],
    ['a lure', 'Figures', ['Your message to one@example.org was blocked. Message was blocked. Click here.']],
    [
      'about the reader',
      'Your mailbox',
      ['Your mail for me@example.com has been blocked. Message was blocked by us.'],
    ],
  ])('none is from %s', (_, subject, body) => {
    expect(read(subject, body).kind).toBe('not-a-bounce');
  });

  test('to the reverse-path it need not speak of mail, where it lists whom it means', () => {
    const body = ['Delivery failed', '', 'Recipient: one@example.org', 'Reason: no such user'];
    expect(read('Figures', body, { 'Return-Path': '<>' }).kind).toBe('bounce');
    expect(read('Figures', body, { 'Return-Path': '<desk@example.org>' }).kind).toBe('not-a-bounce');
  });
});

test('fields that were pasted for the first of many leave out no other', () => {
  const body = [
    'This is the mail system at host mx.example.net.',
    '',
    '<one@example.org>: Spam message rejected',
    '',
    '<two@example.org>: mailbox is full',
    '',
    'Final-Recipient: rfc822; one@example.org',
    'Action: failed',
    'Status: 5.7.1',
  ];
  const { recipients } = readBounce(
    sampleMessage({ ...FROM, Subject: 'Undelivered Mail Returned to Sender' }, body),
  );
  expect(recipients.map(({ recipient }) => recipient)).toEqual(['one@example.org', 'two@example.org']);
});

test('Exchange names its kind of failure first, and what its connector said below', () => {
  const body = [
    'Your message did not reach some or all of the intended recipients.',
    '',
    'one@example.org on 3/11/2000 4:05 PM',
    'A syntax error was detected in the content of the message',
    'MSEXCH:IMS:ORG:Site:SERVER 3903 (000B099C) Message exceeds size limit.',
  ];
  const { recipients } = readBounce(sampleMessage({ ...FROM, Subject: 'Undeliverable: Figures' }, body));
  expect(recipients).toMatchObject([
    { recipient: 'one@example.org', diagnostic: expect.stringContaining('size limit') },
  ]);
});

test('what failed was not delivered, whatever a sentence of the report says', () => {
  const body = [
    'This is the MAILER-DAEMON.',
    '',
    'Your message was successfully delivered to these recipients.',
    '',
    'one@example.org: Envelope expired',
  ];
  const { kind, recipients } = readBounce(
    sampleMessage({ ...FROM, Subject: 'Delivery status notification' }, body),
  );
  expect([kind, recipients[0]?.diagnostic]).toEqual(['bounce', 'Envelope expired']);
  expect(recipients[0]?.otherDiagnostics.join()).not.toContain('successfully');
});

test('those whom one sentence names share its reason', () => {
  const body = [
    'Your message could not be delivered to one@example.org, <two@example.org> and three@example.org.',
    '',
    '550 5.7.1 Message rejected as spam',
  ];
  const { recipients } = readBounce(sampleMessage({ ...FROM, Subject: 'Mail delivery failed' }, body));
  expect(recipients.map(({ recipient, replyCode }) => `${recipient} ${replyCode}`)).toEqual(
    ['one', 'two', 'three'].map((name) => `${name}@example.org 550`),
  );
});

test('the field of Exim and Gmail tells a report whoever seems to write it', () => {
  const of = (fields: Readonly<Record<string, string>>) =>
    readBounce(
      sampleMessage({ From: 'noreply@mx.example.net', To: 'me@example.com', Subject: 'Hello', ...fields }, [
        'Something went wrong:',
        '550 5.1.1 User unknown',
      ]),
    );
  expect(of({ 'X-Failed-Recipients': 'one@example.org' }).recipients).toMatchObject([
    { recipient: 'one@example.org', replyCode: 550 },
  ]);
  expect(of({}).kind).toBe('not-a-bounce');
});
