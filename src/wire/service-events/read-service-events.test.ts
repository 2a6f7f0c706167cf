import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readServiceEvents } from './read-service-events.ts';

const read = (value: unknown) => readServiceEvents(JSON.stringify(value))?.events;
const RECIPIENT = 'user@example.org';

describe('the events of mail services', () => {
  test.each([
    [
      'Amazon SES',
      {
        notificationType: 'Bounce',
        bounce: {
          bounceType: 'Permanent',
          bouncedRecipients: [
            { emailAddress: RECIPIENT, status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
            { emailAddress: 'other@example.org', diagnosticCode: 'smtp; 552 5.2.2 mailbox full' },
          ],
          remoteMtaIp: '192.0.2.25',
        },
        mail: { source: 'a@example.com', sourceIp: '198.51.100.7' },
      },
      [
        {
          words: 'smtp; 550 5.1.1 user unknown',
          recipient: RECIPIENT,
          enhancedStatus: '5.1.1',
          remoteIp: '192.0.2.25',
        },
        { words: 'smtp; 552 5.2.2 mailbox full', recipient: 'other@example.org', remoteIp: '192.0.2.25' },
      ],
    ],
    [
      'Mailgun, whose envelope holds the sender and the IP',
      {
        event: 'failed',
        severity: 'temporary',
        recipient: RECIPIENT,
        'delivery-status': { code: 450, message: '4.7.1 [CS01] Rejected' },
        envelope: { sender: 'bounce@mg.example.com', 'sending-ip': '198.51.100.7' },
      },
      [
        {
          words: '4.7.1 [CS01] Rejected',
          recipient: RECIPIENT,
          replyCode: 450,
          sender: 'bounce@mg.example.com',
          sendingIp: '198.51.100.7',
          outcome: 'delayed',
        },
      ],
    ],
    [
      'SendGrid',
      [
        { email: RECIPIENT, event: 'bounce', status: '5.1.1', reason: '550 5.1.1 no such user' },
        { email: RECIPIENT, event: 'delivered', response: '250 2.0.0 OK queued' },
        { email: RECIPIENT, event: 'deferred', response: '451 4.7.1 Greylisted' },
      ],
      [
        { words: '550 5.1.1 no such user', recipient: RECIPIENT, enhancedStatus: '5.1.1' },
        { words: '451 4.7.1 Greylisted', recipient: RECIPIENT, outcome: 'delayed' },
      ],
    ],
    [
      'Mailgun',
      {
        'event-data': {
          event: 'failed',
          reason: 'bounce',
          recipient: RECIPIENT,
          'delivery-status': { code: 550, message: '5.1.1 does not exist', 'mx-host': 'mx.example.org' },
          message: { headers: { to: RECIPIENT, subject: 'Hello there' } },
        },
      },
      [{ words: '5.1.1 does not exist', recipient: RECIPIENT, replyCode: 550, remoteHost: 'mx.example.org' }],
    ],
    [
      'Postmark',
      {
        RecordType: 'Bounce',
        Description: 'The server was unable to deliver your message.',
        Details: 'smtp;550 5.1.1 does not exist',
        Email: RECIPIENT,
        From: 'a@example.com',
      },
      [{ words: 'smtp;550 5.1.1 does not exist', recipient: RECIPIENT, sender: 'a@example.com' }],
    ],
    [
      'KumoMTA',
      {
        type: 'TransientFailure',
        recipient: RECIPIENT,
        response: {
          code: 421,
          enhanced_code: { class: 4, subject: 7, detail: 0 },
          content: '[TSS04] temporarily deferred',
        },
        peer_address: { name: 'mx.example.org.', addr: '192.0.2.25' },
      },
      [
        {
          words: '[TSS04] temporarily deferred',
          outcome: 'delayed',
          recipient: RECIPIENT,
          replyCode: 421,
          enhancedStatus: '4.7.0',
          remoteHost: 'mx.example.org',
          remoteIp: '192.0.2.25',
        },
      ],
    ],
  ])('%s', (_, value, events) => {
    expect(read(value)).toEqual(events);
  });

  test('an object a line', () => {
    const lines = ['a@example.org', 'b@example.org'].map((email) =>
      JSON.stringify({ email, event: 'bounce', reason: '550 no such user' }),
    );
    const recipients = (text: string) => readServiceEvents(text)?.events.map(({ recipient }) => recipient);
    expect(recipients(`${lines.join('\n')}\n`)).toEqual(['a@example.org', 'b@example.org']);
    // A remark, and a last line that was cut: what else is there is read, and they are given back.
    const cut = `# export of today\n${lines.join('\n')}\n${lines[0]?.slice(0, 30)}`;
    expect(recipients(`${cut}\n${lines.join('\n')}`)).toHaveLength(4);
    expect(readServiceEvents(`${lines.join('\n')}\n550 5.7.1 no`)?.rest).toBe('550 5.7.1 no');
  });

  test('what was delivered, opened or clicked is no failure', () => {
    const events = ['delivered', 'open', 'click', 'processed'].map((event) => ({
      event,
      email: RECIPIENT,
      response: '250 2.0.0 OK queued',
    }));
    expect(read(events)).toEqual([]);
    expect(
      read({ type: 'Delivery', recipient: RECIPIENT, response: { code: 250, content: 'OK queued' } }),
    ).toEqual([]);
  });
});

describe('the forms that services really send', () => {
  test('Mandrill: what was said in the end, not the attempts before', () => {
    const event = (tries: unknown[]) => ({
      event: 'hard_bounce',
      msg: { email: RECIPIENT, diag: 'smtp;550 5.1.1 no such user', smtp_events: tries },
    });
    for (const tries of [
      [{ type: 'deferred', diag: '451 4.7.1 greylisted' }],
      [{ type: 'sent', diag: '250 OK' }],
    ])
      expect(read([event(tries)])).toEqual([{ words: 'smtp;550 5.1.1 no such user', recipient: RECIPIENT }]);
  });

  test('Amazon SNS: the event is a string', () => {
    const inner = (type: string, bounced: readonly string[]) => ({
      Type: 'Notification',
      Message: JSON.stringify({
        notificationType: type,
        bounce: {
          bouncedRecipients: bounced.map((emailAddress) => ({
            emailAddress,
            action: 'failed',
            diagnosticCode: 'smtp; 550 5.1.1 user unknown',
          })),
        },
        mail: { destination: bounced },
      }),
    });
    const both = ['a@example.org', 'b@example.org'];
    expect(read(inner('Bounce', both))?.map(({ recipient }) => recipient)).toEqual(both);
    expect(read(inner('Delivery', []))).toBeUndefined();
  });

  test('the command that was answered, and a list of one recipient', () => {
    const event = {
      type: 'Bounce',
      recipient: [RECIPIENT],
      response: { code: 550, content: '5.1.1 no such user', command: 'MAIL FROM:<a@example.com>' },
    };
    expect(read(event)).toMatchObject([{ recipient: RECIPIENT, phase: 'mail' }]);
    expect(read({ ...event, recipient: ['a@example.org', 'b@example.org'] })?.[0]?.recipient).toBeUndefined();
  });

  test.each(['group_unsubscribe', 'spam', 'email.delivered', 'Relayed'])('%s is no failure', (event) => {
    expect(read({ event, email: RECIPIENT, message: '550 user not found' })).toEqual([]);
  });

  test("Postmark: 'SpamNotification' beside 'Bounce'", () => {
    const event = {
      RecordType: 'Bounce',
      Type: 'SpamNotification',
      Email: RECIPIENT,
      Details: 'user unknown to us',
    };
    expect(read(event)).toEqual([]);
  });
});

describe('what is none', () => {
  test.each([
    [
      'a message to be sent',
      { to: RECIPIENT, from: 'a@example.com', content: 'Dear John, the user does not exist any more.' },
    ],
    ['an answer of HTTP', { email: RECIPIENT, code: 500, message: 'User not found' }],
    ['an alert', { to: RECIPIENT, type: 'alert', description: 'User bob: mailbox does not exist on server' }],
    ['goods', { sku: '1', email: RECIPIENT, description: 'Mailbox, full size, closed front, steel' }],
  ])('%s', (_, value) => {
    expect(read(value)).toBeUndefined();
  });

  test.each([
    ['no JSON', '550 5.1.1 no such user'],
    ['JSON that was cut', '{"email":"user@example.org","reason":"550 no such'],
    ['an object and text', '{"reason":"550 5.1.1 no such user"}\n550 5.1.1 no such user'],
    ['JSON of something else', '{"code":404,"message":"The page was not found"}'],
    ['a single word', '{"email":"user@example.org","reason":"bounce"}'],
    ['a string', '"550 5.1.1 no such user"'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(readServiceEvents(text)).toBeUndefined();
  });
});

describe('what travels with an event', () => {
  const words = 'user unknown';
  test.each<readonly [string, object, object]>([
    ['a delay', { event: 'deferred', email: RECIPIENT, response: words }, { outcome: 'delayed' }],
    [
      'a severity',
      { event: 'failed', severity: 'temporary', recipient: RECIPIENT, reason: words },
      { outcome: 'delayed' },
    ],
    [
      'a flag',
      { event: 'bounce', permanent: false, email: RECIPIENT, reason: words },
      { outcome: 'delayed' },
    ],
    [
      'a type of SES, lent to its recipients',
      {
        notificationType: 'Bounce',
        bounce: {
          bounceType: 'Transient',
          bouncedRecipients: [{ emailAddress: RECIPIENT, diagnosticCode: words }],
        },
      },
      { outcome: 'delayed', recipient: RECIPIENT },
    ],
    [
      'a complaint, which needs no words',
      { RecordType: 'SpamComplaint', Email: RECIPIENT },
      { outcome: 'complained', recipient: RECIPIENT, words: '' },
    ],
    [
      'a trouble of the service',
      {
        RecordType: 'Bounce',
        Type: 'SMTPApiError',
        Email: RECIPIENT,
        Description: 'The account does not exist',
      },
      { reason: 'service' },
    ],
    [
      'a subtype without words',
      {
        notificationType: 'Bounce',
        bounce: {
          bounceType: 'Permanent',
          bounceSubType: 'NoEmail',
          bouncedRecipients: [{ emailAddress: RECIPIENT }],
        },
      },
      { reason: 'no-mailbox', words: '', recipient: RECIPIENT },
    ],
    [
      'that it may be no mail',
      { event: 'failed', recipient: RECIPIENT, message: 'no such user' },
      { doubt: 'mail' },
    ],
    [
      'that it was sent otherwise',
      { event: 'bounce', recipient: RECIPIENT, channel: 'sms', message: words },
      { doubt: 'mail' },
    ],
  ])('%s', (_, value, expected) => {
    expect(read(value)).toMatchObject([expected]);
  });

  test('an event says more than the history in it', () => {
    const history = [{ event: 'deferred', response: '451 4.7.1 greylisted' }];
    expect(read({ event: 'bounce', email: RECIPIENT, reason: '550 5.1.1 no such user', history })).toEqual([
      { words: '550 5.1.1 no such user', recipient: RECIPIENT },
    ]);
  });

  test('an address around an event is not its own, unless it is a part of it', () => {
    const inner = { reason: '550 5.1.1 no such user' };
    expect(read({ email: 'owner@example.com', recent: [inner] })).toEqual([
      { words: inner.reason, doubt: 'recipient' },
    ]);
    expect(read({ email: 'owner@example.com', recent: [{ ...inner, address: RECIPIENT }] })).toEqual([
      { words: inner.reason, recipient: RECIPIENT },
    ]);
    expect(read({ email: RECIPIENT, bounce: inner })).toMatchObject([{ doubt: 'recipient' }]);
    expect(read({ email: RECIPIENT, event: 'failed', bounce: inner })).toEqual([
      { words: inner.reason, recipient: RECIPIENT },
    ]);
  });
});

test.each([
  { event: 'bounce_resolved' },
  { event: 'recovered' },
  { event: 'suppression_removed' },
  { event: 'reactivated' },
  { status: 'delivered' },
  { RecordType: 'Bounce', Type: 'ChallengeVerification' },
  { RecordType: 'Bounce', Type: 'AutoResponder' },
])('what is well, or well again, is no failure: %j', (told) => {
  expect(read({ ...told, email: RECIPIENT, reason: '550 5.1.1 user unknown' })).toEqual([]);
});

test('marks of ours, written as escapes, do not come through', () => {
  const event = '{"event":"bounce","email":"a@example.org","reason":"550 \\ufdd0way\\ufdd2 no such user"}';
  expect(readServiceEvents(event)?.events).toEqual([
    { words: '550 \ufffdway\ufffd no such user', recipient: 'a@example.org' },
  ]);
});

test('deep and wide JSON is read so far, and nothing throws', () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  expect(readServiceEvents(deep)).toBeUndefined();
  const wide = Array.from({ length: 12_000 }, () => ({ email: RECIPIENT, reason: '550 no such user' }));
  expect(read(wide)).toHaveLength(12_000);
  fc.assert(fc.property(fc.jsonValue(), (value) => void read(value)));
  fc.assert(fc.property(fc.string(), (text) => void readServiceEvents(`{${text}`)));
});
