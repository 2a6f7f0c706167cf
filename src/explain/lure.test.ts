import { expect, test } from 'vitest';
import { isLure } from '../wire/bounce/index.ts';
import { readArrivals } from './read-arrivals.ts';

const LURE =
  'Your mailbox a@example.org is 99% full. Error 552 5.2.2 mailbox full.\n5 incoming messages are on hold. Click here to release your messages and keep your password: http://webmail.example.net/release\nFailure to do so within 24h will close your account.';

test.each([
  LURE,
  'Ihr Postfach ist voll (552). Klicken Sie hier, um Nachrichten freigeben zu lassen: https://login.example.net Sonst wird Ihr Konto gesperrt.',
  'Server error 550: 7 undelivered mails. Click below to view your messages https://example.net/x or your account will be closed',
])('pretends to report: %s', (text) => {
  expect(isLure(text)).toBe(true);
  expect([...readArrivals(Buffer.from(text))]).toMatchObject([{ ok: false, problem: { code: 'lure' } }]);
});

test('with a header, too', () => {
  const text = `From: IT Helpdesk <no-reply@webmail.example>\nTo: a@example.org\nSubject: 5 pending messages could not be delivered - mailbox full\n\n${LURE}\n`;
  const read = [...readArrivals(Buffer.from(text))];
  expect(read.flatMap((one) => (one.ok ? [one.value.kind] : []))).not.toContain('bounce');
});

test.each([
  '550 5.7.1 Service unavailable; client [192.0.2.1] blocked using Spamhaus. Click here: https://check.spamhaus.org/',
  '552 5.2.2 The email account that you tried to reach is over quota. Please visit https://support.google.com/mail/?p=OverQuotaTemp',
  '550 Message rejected. Click here to verify your email: https://example.net/verify',
  `host mx.example.org[192.0.2.9] said: 550 ${LURE}`,
  'my mailbox is full and I get 552 when I click send within 24 hours',
])('reports, or tells: %s', (text) => {
  expect(isLure(text)).toBe(false);
});
