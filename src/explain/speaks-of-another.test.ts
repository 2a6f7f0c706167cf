import { expect, test } from 'vitest';
import { speaksOfAnother } from './speaks-of-another.ts';

const recipient = 'bob@example.org';
const sender = 'me@example.com';

test.each([
  ['550 5.1.1 <me@example.com>: user unknown', { recipient, sender }, false, true],
  ['550 5.1.1 <bob@example.org>: user unknown', { recipient, sender }, false, false],
  [
    '550 5.1.1 <bob@example.org>: user unknown (mail from me@example.com)',
    { recipient, sender },
    false,
    false,
  ],
  ['550 5.1.1 <me@example.com>: user unknown', { recipient: sender, sender }, false, false],
  ['550 5.1.1 user unknown, message from <me@example.com> rejected', { recipient, sender }, false, false],
  ['550 5.1.1 <me@example.com>: user unknown', { sender }, false, false],
  ['Callout verification failed: 550 No such mailbox', { recipient }, false, true],
  ['Callout verification failed: 550 no such recipient', { recipient }, false, false],
  ['550 5.1.1 user unknown', { recipient, sender: '' }, false, false],
  ['Name service error for name=relay.example.net type=AAAA: Host not found', { recipient }, true, true],
  ['Name service error for name=relay.example.net type=AAAA: Host not found', { recipient }, false, false],
  ['Name service error for name=mx.example.org type=A: Host not found', { recipient }, true, false],
  ['Host unknown (Name server: relay.example.net.: host not found)', { recipient }, true, true],
  ['Host unknown (Name server: example.org.: host not found)', { recipient }, true, false],
  ['getaddrinfo ENOTFOUND smtp.example.net', { recipient }, true, true],
  ["couldn't find any host named example.org", { recipient }, true, false],
  ['Name service error for name=relay.example.net type=A: Host not found', {}, true, true],
  ['no such domain at this host mx1.provider.example', { recipient }, true, false],
  ['Recipient callout verification failed: user unknown', { recipient }, false, false],
])('%s %j', (text, facts, isOfDomain, expected) => {
  expect(speaksOfAnother({ text, ...facts }, isOfDomain)).toBe(expected);
});
