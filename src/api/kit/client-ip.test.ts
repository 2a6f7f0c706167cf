import { expect, test } from 'vitest';
import type { ApiContext } from './api.ts';
import { clientIp } from './client-ip.ts';

const trusted = new Set(['127.0.0.1', '192.0.2.1']);

test.each([
  ['no proxy', '198.51.100.9', '203.0.113.5', '198.51.100.9'],
  ['a trusted proxy', '127.0.0.1', '203.0.113.5', '203.0.113.5'],
  ['a proxy behind a proxy', '127.0.0.1', '203.0.113.5, 192.0.2.1', '203.0.113.5'],
  ['somebody who wrote a line before', '127.0.0.1', '10.9.9.9, 203.0.113.5', '203.0.113.5'],
  ['a proxy that says nothing', '127.0.0.1', undefined, '127.0.0.1'],
  ['nonsense', '127.0.0.1', 'unknown', '127.0.0.1'],
  ['nonsense before a trusted proxy', '127.0.0.1', '<script>, 192.0.2.1', '192.0.2.1'],
  ['IPv4 in IPv6', '::ffff:127.0.0.1', '2001:DB8::0:1', '2001:db8::1'],
  ['a very long chain', '127.0.0.1', `203.0.113.5, ${'192.0.2.1, '.repeat(500)}192.0.2.1`, '192.0.2.1'],
  ['no connection', undefined, '203.0.113.5', ''],
])('%s', (_, remoteAddress, forwarded, ip) => {
  const c = {
    env: { incoming: { socket: { remoteAddress } } },
    req: { header: () => forwarded },
  } as unknown as ApiContext;
  expect(clientIp(c, (address) => trusted.has(address))).toBe(ip);
});
