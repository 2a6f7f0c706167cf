import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import { canonicalIp, isInsideIp, isPublicIp, isSameIp, reverseName } from './ip.ts';

test.each([
  ['8.8.8.8', true],
  ['192.0.2.1', true],
  ['2001:db8::1', true],
  ['2a00:1450::1', true],
  ['10.0.0.1', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['127.0.0.1', false],
  ['169.254.1.1', false],
  ['::1', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['::ffff:10.0.0.1', false],
  ['224.0.0.1', false],
  ['nonsense', false],
  ['1', false],
])('%s is public: %s', (ip, isPublic) => {
  expect(isPublicIp(ip)).toBe(isPublic);
});

test('every network that is not public is found, whatever its first group', () => {
  const special = fc.constantFrom(
    0,
    2,
    10,
    16,
    51,
    64,
    88,
    99,
    100,
    113,
    127,
    168,
    169,
    172,
    192,
    198,
    203,
    254,
  );
  const octet = fc.oneof(fc.integer({ min: 0, max: 255 }), special);
  const documentation = ['192.0.2.', '198.51.100.', '203.0.113.'];
  fc.assert(
    fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
      const ip = octets.join('.');
      const isDocumentation = documentation.some((start) => ip.startsWith(start));
      expect(canonicalIp(ip)).toBe(ipaddr.parse(ip).toString());
      expect(isPublicIp(ip)).toBe(isDocumentation || ipaddr.parse(ip).range() === 'unicast');
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['192.0.2.007', '192.0.2.7'],
  ['192.0.2.256', undefined],
  ['192.0.2', undefined],
  ['192.0.2.1.', undefined],
  ['192..2.1', undefined],
  ['::ffff:192.0.2.1', '192.0.2.1'],
])('%s is canonically %s', (text, canonical) => {
  expect(canonicalIp(text)).toBe(canonical);
});

describe('addresses compare by value', () => {
  test.each([
    ['2001:DB8:0::1', '2001:db8::1', true],
    ['::ffff:192.0.2.1', '192.0.2.1', true],
    ['[IPv6:2001:db8::1]', '2001:db8::1', true],
    ['192.0.2.1', '192.0.2.2', false],
    ['x', 'x', false],
  ])('%s and %s: %s', (a, b, same) => {
    expect(isSameIp(a, b)).toBe(same);
  });
});

test('reverse names', () => {
  expect(reverseName('192.0.2.7')).toBe('7.2.0.192.in-addr.arpa');
  expect(reverseName('2001:db8::7')).toBe(
    '7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
  );
});

test('any text is read without a throw', () => {
  fc.assert(fc.property(fc.string(), (text) => canonicalIp(text) === undefined || isSameIp(text, text)));
});

test.each([
  ['10.1.2.3', true],
  ['172.17.0.1', true],
  ['192.168.1.1', true],
  ['169.254.3.3', true],
  ['127.0.0.1', true],
  ['::ffff:10.0.0.1', true],
  ['fd00::1', true],
  ['fe80::1%eth0', true],
  ['::1', true],
  ['100.64.3.4', false],
  ['2002:cb00:712c::1', false],
  ['2001:0:53aa::1', false],
  ['0064:ff9b::1.2.3.4', false],
  ['240.0.0.1', false],
  ['0.0.0.0', false],
  ['192.0.2.1', false],
  ['mx.example.org', false],
])('%s comes from within: %s', (ip, isInside) => {
  expect(isInsideIp(ip)).toBe(isInside);
});
