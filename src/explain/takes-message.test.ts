import { expect, test } from 'vitest';
import { readArrivals } from './read-arrivals.ts';

const first = (text: string) => [...readArrivals(Buffer.from(text))][0];

test.each([
  ['a greeting', '220 mail.example.org ESMTP ready'],
  ['extensions', '250-mx.example.org\n250-PIPELINING\n250 SMTPUTF8'],
  ['an answer to EHLO', '250 mx.example.org Hello client.example.net [192.0.2.1], pleased to meet you'],
  ['a sender', '250 2.1.0 <a@example.org>... Sender ok'],
  ['a recipient', '250 2.1.5 Destination address valid: Recipient ok'],
  ['a user who is not looked up', '252 Cannot verify user, but will accept message and attempt delivery'],
  ['a login', '235 2.7.0 Authentication successful'],
  ['leave for the message', '250 2.1.5 Ok\n354 End data with <CR><LF>.<CR><LF>'],
  ['a good-bye', '221 2.0.0 Service closing transmission channel'],
])('%s takes no message and refuses nothing', (_, text) => {
  expect(first(text)).toMatchObject({ ok: false, problem: { code: 'positive-replies' } });
});

test.each([
  'opendkim: DKIM-Signature field added (s=mail, d=example.org)',
  'Untrusted TLS connection established to mx.example.org[192.0.2.26]:25: TLSv1.3',
])('%s: all is well', (text) => {
  expect(first(text)).toMatchObject({ ok: false, problem: { code: 'nothing-refused' } });
});

test('beside what went wrong it is not', () => {
  const text =
    'Anonymous TLS connection established from unknown[192.0.2.1]: TLSv1.2\nwarning: SASL LOGIN authentication failed: UGFzc3dvcmQ6';
  expect(first(text)).toMatchObject({ ok: true });
});

test.each([
  '250 OK',
  '250 2.0.0 Ok: queued as 0CA4412040B',
  '250 2.1.5 Delivered',
  '250 Message accepted for recipient bob@example.org',
  '250 Mail accepted, recipient ok',
  '250 2.1.5 RESOLVER.GRP.Expanded; distribution list expanded',
  '250 2.6.0 Message received',
  '250 Recipient ok, message queued for delivery',
  '220 mx.example.org ESMTP\n250 2.0.0 Ok: queued as 0CA4412040B\n221 2.0.0 Bye',
])('%s: a message was taken', (text) => {
  expect(first(text)).toMatchObject({ ok: true, value: { notice: 'delivered' } });
});
