import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readServiceEvents } from './read-service-events.ts';

const read = (value: unknown) => readServiceEvents(JSON.stringify(value));
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
      'SendGrid',
      [
        { email: RECIPIENT, event: 'bounce', status: '5.1.1', reason: '550 5.1.1 no such user' },
        { email: RECIPIENT, event: 'delivered', response: '250 2.0.0 OK queued' },
        { email: RECIPIENT, event: 'deferred', response: '451 4.7.1 Greylisted' },
      ],
      [
        { words: '550 5.1.1 no such user', recipient: RECIPIENT, enhancedStatus: '5.1.1' },
        { words: '451 4.7.1 Greylisted', recipient: RECIPIENT },
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
    expect(readServiceEvents(`${lines.join('\n')}\n`)?.map(({ recipient }) => recipient)).toEqual([
      'a@example.org',
      'b@example.org',
    ]);
  });

  test('what was delivered, opened or clicked is no failure', () => {
    const events = ['delivered', 'open', 'click', 'processed'].map((event) => ({
      event,
      email: RECIPIENT,
      response: '250 2.0.0 OK queued',
    }));
    expect(read(events)).toEqual([]);
    expect(read({ recipient: RECIPIENT, response: { code: 250, content: 'OK queued' } })).toEqual([]);
  });
});

describe('what is none', () => {
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

test('deep and wide JSON is read so far, and nothing throws', () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  expect(readServiceEvents(deep)).toBeUndefined();
  const wide = Array.from({ length: 12_000 }, () => ({ email: RECIPIENT, reason: '550 no such user' }));
  expect(read(wide)).toHaveLength(12_000);
  fc.assert(fc.property(fc.jsonValue(), (value) => void read(value)));
  fc.assert(fc.property(fc.string(), (text) => void readServiceEvents(`{${text}`)));
});
