import { expect, test } from 'vitest';
import { lookupAddresses } from './answers.ts';
import { zoneResolver } from './dns/testing.ts';

const resolver = zoneResolver({
  'both.example.org': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] },
  'half.example.org': { A: 'TIMEOUT', AAAA: ['2001:db8::1'] },
  'six.example.org': { AAAA: ['2001:db8::1'] },
  'silent.example.org': 'TIMEOUT',
});

test.each([
  ['both.example.org', '192.0.2.1', ['192.0.2.1'], false],
  ['both.example.org', '2001:db8::1', ['2001:db8::1'], false],
  // Only what was heard of the family that matters says that its address is another.
  ['half.example.org', '192.0.2.1', ['2001:db8::1'], true],
  ['half.example.org', undefined, ['2001:db8::1'], false],
  ['six.example.org', '192.0.2.1', ['2001:db8::1'], false],
  ['silent.example.org', undefined, [], true],
])('addresses of %s for %s', async (name, ip, addresses, isBlind) => {
  const answer = await lookupAddresses(name, resolver, undefined, ip);
  expect(answer.addresses).toEqual(addresses);
  expect(answer.failed !== undefined).toBe(isBlind);
});
