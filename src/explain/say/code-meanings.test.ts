import { describe, expect, test } from 'vitest';
import { said } from '../testing.ts';

const meaningsOf = async (text: string): Promise<readonly string[]> => (await said(text)).codeMeanings;

describe('what a code is registered for is told where it agrees with the verdict', () => {
  test.each([
    ['550 5.1.1 <a@example.org>: User unknown', 1],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.7] blocked using zen.spamhaus.org', 1],
    ['452 4.2.2 Mailbox full', 1],
    // Exchange Online says this of recipients that it does not know.
    ['550 5.4.1 Recipient address rejected: Access denied', 0],
    ['550 5.0.0 User unknown', 0],
    ['570 5.7.7 Email not accepted for policy reasons', 0],
  ])('%s', async (text, count) => {
    expect(await meaningsOf(text)).toHaveLength(count);
  });

  test("a code that only the log of the sender holds is nobody's", async () => {
    const line =
      'Jan 23 13:43:49 mail postfix/smtp[4]: 4JfcC62DS0z1c1C: to=<u@free.fr>, relay=mx2.free.fr[192.0.2.58]:25, dsn=4.7.0, status=deferred (host mx2.free.fr[192.0.2.58] refused to talk to me: 421 Refused. Your reverse DNS entry does not resolve to an IP.)';
    expect(await meaningsOf(line)).toEqual([]);
  });
});

test('a phrase that a card explains is no code', async () => {
  const [meaning] = await meaningsOf(
    '550 The from address does not match a verified Sender Identity. Visit https://sendgrid.com/',
  );
  expect(meaning).toMatch(/^“does not match a verified Sender Identity” at SendGrid/);
});
