import { describe, expect, test } from 'vitest';
import { readBounce } from '../read-bounce.ts';
import { sampleMessage } from '../sample-messages.ts';
import { MAIL_SERVER_CASES } from './mail-server-cases.ts';
import { PROVIDER_CASES } from './provider-cases.ts';

const CASES = [...MAIL_SERVER_CASES, ...PROVIDER_CASES];

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
