import { expect, test } from 'vitest';
import { findIps } from './find-ips.ts';
import { findNetwork } from './find-network.ts';

test.each([
  ['mail originating from your IP Netblock [192.0.2.0/24].', '192.0.2.0/24'],
  ['network 2001:db8:1::/48 is blocked', '2001:db8:1::/48'],
  ['192.0.2.1/32 is listed', undefined],
  ['see https://example.org/192.0.2.1/24', undefined],
  ['192.0.2.999/24', undefined],
  ['4.7.1/24', undefined],
  ['Net 192.0.2.0/24 is UCEPROTECT-Level2 listed', '192.0.2.0/24'],
  ['Too many connections from your IP range 192.0.2.0/24', '192.0.2.0/24'],
  ['Mail from 192.0.2.0/24 is not accepted', '192.0.2.0/24'],
  ['You are not in our allowed networks 10.0.0.0/8, your IP is blocked', undefined],
  ['Whitelisted networks: 192.168.0.0/16', undefined],
  ['blocked, your network 10.1.0.0/16', undefined],
  ['We accept mail only from 192.0.2.0/24, yours is blocked', undefined],
  ['Blocked. Permitted network: 192.0.2.0/24', undefined],
  ['Allowed are networks 198.51.100.0/24. Your network 192.0.2.0/24 is not', '192.0.2.0/24'],
  ['see our network policy, part 192.0.2.0/24', undefined],
  ['', undefined],
])('%j', (text, network) => {
  expect(findNetwork(text)).toBe(network);
});

test('the numbers of a name that a list was asked for are no address', () => {
  expect(findIps('query 1.2.0.192.zen.example.org: timed out. Your IP is 192.0.2.1. Please wait', 5)).toEqual(
    ['192.0.2.1'],
  );
});

test('the address of a network is nobody’s, that of one host is', () => {
  expect(findIps('your IP Netblock [192.0.2.0/24]', 5)).toEqual([]);
  expect(findIps('192.0.2.1/32 and 192.0.2.2:25 and https://example.org/192.0.2.3/', 5)).toEqual([
    '192.0.2.1',
    '192.0.2.2',
    '192.0.2.3',
  ]);
});
