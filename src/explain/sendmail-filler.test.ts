/** sendmail's texts of its exit codes are no words of the receiver. */
import { describe, expect, test } from 'vitest';
import { explained, idsOf } from './testing.ts';

const line = (dsn: string, stat: string, mailer = 'esmtp', relay = 'mx.west.example. [192.0.2.7]'): string =>
  `Nov 25 03:14:15 host sm-mta[12345]: 5AP2EFxx012345: to=<x@west.example>, delay=00:00:02, mailer=${mailer}, relay=${relay}, dsn=${dsn}, stat=${stat}`;

describe('the words do not say why; a code that sendmail did not fill in does', () => {
  test.each([
    [line('5.7.1', 'Service unavailable'), 'policy.unspecified'],
    [line('5.0.0', 'Service unavailable'), 'unknown'],
    [line('5.6.0', 'Data format error'), 'unknown'],
    [line('5.7.1', 'User unknown'), 'policy.unspecified'],
    ['554 5.0.0 Service unavailable', 'unknown'],
    ['554 5.7.1 Service unavailable', 'policy.unspecified'],
  ])('%s', async (text, category) => {
    const verdict = await explained(text);
    expect(verdict.category).toBe(category);
    expect(verdict.suppress).toBe(false);
    expect(idsOf(verdict)[0]).toBe('reply/find');
  });
});

test('a code that names the mailbox says what the words do not', async () => {
  const verdict = await explained(line('5.2.2', 'Service unavailable'));
  expect(verdict.category).toBe('recipient.full');
});

describe('what was said stands', () => {
  test.each([
    [line('5.1.1', 'User unknown'), 'recipient.unknown'],
    [line('5.0.0', 'Service unavailable', 'local', 'local'), 'server.error'],
    ['421 4.3.2 Service unavailable', 'server.error'],
    ['451 4.7.1 Service unavailable - try again later', 'server.error'],
    [
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org',
      'reputation.ip-listed',
    ],
  ])('%s', async (text, category) => {
    const verdict = await explained(text);
    expect(verdict.category).toBe(category);
    expect(idsOf(verdict)).not.toContain('reply/find');
  });
});
