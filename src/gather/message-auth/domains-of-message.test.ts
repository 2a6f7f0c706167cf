import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuditContext } from '../audit/types.ts';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import { domainsOfMessage, gatherMessageDomain } from './domains-of-message.ts';

const bytes = (...fields: readonly string[]) => Buffer.from(`${fields.join('\r\n')}\r\n\r\nHi.\r\n`);

describe('the domains of a message', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'each once with its places',
      ['Return-Path: <b+1@bounces.example.net>', 'From: A <a@Example.org.>', 'Reply-To: r@example.org'],
      ['bounces.example.net MAIL FROM', 'example.org From+Reply-To'],
    ],
    ['the null return path', ['Return-Path: <>', 'From: a@example.org'], ['example.org From']],
    ['no names', ['Return-Path: <a@localhost>', 'From: a@[192.0.2.1]', 'Reply-To: nobody'], []],
    [
      'a list of authors',
      ['From: a@example.org, b@example.net', 'Sender: a@example.com'],
      ['example.org From', 'example.net From'],
    ],
  ])('%s', (_, fields, expected) => {
    expect(
      domainsOfMessage(bytes(...fields)).map(({ domain, roles }) => `${domain} ${roles.join('+')}`),
    ).toEqual(expected);
  });

  test('never more than six, and none throws', () => {
    const many = Array.from({ length: 50 }, (_, i) => `a@d${i}.example`).join(', ');
    expect(domainsOfMessage(bytes(`From: ${many}`, `Reply-To: x@example.org, ${many}`))).toHaveLength(6);
    fc.assert(fc.property(fc.uint8Array(), (raw) => Array.isArray(domainsOfMessage(raw))));
  });
});

describe('what is known of one', () => {
  const soa = 'ns1.example.net hostmaster.example.net 1 3600';
  const shelf = async (zone: Zone) => {
    const clock = { nowMs: () => 0, monotonicMs: () => 0 };
    const context = { resolver: zoneResolver(zone), clock } as unknown as AuditContext;
    const asked = { domain: 'bounces.example.net', roles: ['MAIL FROM'] } as const;
    return (await gatherMessageDomain(asked, context)).messageDomain;
  };
  const mx: Zone = {
    'bounces.example.net': { MX: ['10 mx.example.net'] },
    'mx.example.net': { A: ['192.0.2.1'] },
  };

  test.each<[string, Zone, object]>([
    [
      'MX and zone',
      { ...mx, 'example.net': { SOA: [soa] } },
      { state: 'present', value: { zone: 'example.net', mx: [{ ipv4: ['192.0.2.1'] }] } },
    ],
    ['no zone', mx, { state: 'present', value: { domain: 'bounces.example.net', roles: ['MAIL FROM'] } }],
    ['the zone not answered', { ...mx, 'example.net': 'TIMEOUT' }, { value: { isZoneUnknown: true } }],
    ['no such name', {}, { state: 'present', value: { roles: ['MAIL FROM'], isMissing: true, mx: [] } }],
    [
      'nothing answered',
      { 'bounces.example.net': 'SERVFAIL' },
      { state: 'unknown', why: { code: 'servfail' } },
    ],
  ])('%s', async (_, zone, expected) => {
    expect(await shelf(zone)).toMatchObject(expected);
  });
});
