import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSenderDomain } from './find-domain.ts';

test.each([
  ['SPF [example.org] with ip: [192.0.2.7] = did not pass', 'example.org'],
  ['Access denied, sending domain [EXAMPLE.ORG] does not pass DMARC verification', 'example.org'],
  ['domain of bounce@mail.example.org does not designate 192.0.2.7', 'mail.example.org'],
  ['the domain of the sender is unknown', undefined],
  ['sending domain [192.0.2.7]', undefined],
  ['192.0.2.7 is not permitted by SPF record of example.org', 'example.org'],
  ['SPF check failed for example.org', 'example.org'],
  ['SPF validation of <example.org> failed', 'example.org'],
  ['does not pass the SPF check for domain example.org.', 'example.org'],
  ['DKIM signature of example.org did not verify', 'example.org'],
  ['DMARC policy for example.org says reject', 'example.org'],
  ["Unauthenticated email from example.org is not accepted due to domain's DMARC policy", 'example.org'],
  ['messages from (192.0.2.1) on behalf of (example.org) could not be delivered', 'example.org'],
  ['not accepted due to domain (example.org) owner DMARC policy', 'example.org'],
  ['spf=pass smtp.mailfrom=b.example.net; dmarc=fail (p=REJECT) header.from=example.org', 'example.org'],
  ['SPF check failed, see https://help.provider.example/spf for more', undefined],
  ['SPF check failed for 192.0.2.7', undefined],
  ['550 no', undefined],
])('%s', (text, expected) => {
  expect(findSenderDomain(text)).toBe(expected);
});

test('never throws, and finds only what has two labels', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const domain = findSenderDomain(`spf [${text}`);
      expect(domain === undefined || domain.includes('.')).toBe(true);
    }),
  );
});
