/** An IP in a record or a command belongs to its family: 'ip4:' before an IPv6 address breaks the whole SPF record. */
import { describe, expect, test } from 'vitest';
import { catalogueOf, languagesOf } from '../../main/services.ts';
import { data, explained, services } from '../testing.ts';
import { wordsOf } from './document.ts';

const refusedBySpf = (ip: string): string =>
  `host mx.example.net[192.0.2.25] said: 550 5.7.23 SPF validation failed: ${ip} is not allowed to send mail for example.org (in reply to MAIL FROM command)`;

describe.each([
  ['203.0.113.7', 'ip4:203.0.113.7', 'ip6:203'],
  ['2001:db8:5::7', 'ip6:2001:db8:5::7', 'ip4:2001'],
])('%s', (ip, term, wrong) => {
  test.each(['words', 'given'] as const)('told by: %s', async (senderIpFrom) => {
    const verdict = await explained(refusedBySpf(ip), {
      senderIp: ip,
      senderIpFrom,
      sender: 'a@example.org',
    });
    for (const language of languagesOf(data)) {
      const words = wordsOf(verdict, catalogueOf(data, language), services.providers);
      const all = words.fixes
        .map(({ title, text, records }) => [title, text, ...records].join(' '))
        .join(' ');
      expect(all).toContain(term);
      expect(all).not.toContain(wrong);
    }
  });
});

test('no text puts an IP behind the name of one family', () => {
  const texts: string[] = [];
  const gather = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) gather(one);
  };
  gather(data);
  expect(texts.length).toBeGreaterThan(1000);
  expect(texts.filter((text) => /ip[46]:\{/.test(text))).toEqual([]);
});
