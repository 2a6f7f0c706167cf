import { describe, expect, test } from 'vitest';
import type { PtrFacts, SpfFacts } from '../../findings/evidence.ts';
import type { RouteOriginFacts } from '../../findings/facts/sending-ip.ts';
import type { Check } from '../../findings/finding.ts';
import { findingOf, type SampleShelves, saidBy } from '../testing.ts';
import { heloGeneric } from './helo-generic.ts';
import { heloIsPtr } from './helo-is-ptr.ts';
import { heloSpf } from './helo-spf.ts';
import { ptrSingle } from './ptr-single.ts';
import { routeAnnounced } from './route-announced.ts';
import { routeValid } from './route-valid.ts';

const ptr = (ip: string, more: Partial<PtrFacts> = {}): PtrFacts => ({
  ip,
  names: [{ name: 'mail.example.org', addresses: [ip] }],
  isGeneric: false,
  ...more,
});
const ip4 = '192.0.2.7';
const ip6 = '2001:db8::7';
const helo = { name: 'mail.example.org', addresses: [ip4], ip: ip4 };
const spf = (result: SpfFacts['result'], record?: string): SpfFacts => ({
  domain: 'mail.example.org',
  ip: ip4,
  result,
  ...(record !== undefined && { record }),
});
const route = (origins: RouteOriginFacts['origins'], notValidated?: string): RouteOriginFacts => ({
  ip: ip4,
  prefix: '192.0.2.0/24',
  origins,
  ...(notValidated !== undefined && { notValidated: { code: notValidated, message: 'no' } }),
});

const cases: readonly (readonly [Check, SampleShelves, string])[] = [
  [ptrSingle, { ptr: ptr(ip4) }, 'pass one-name'],
  [ptrSingle, { ptr: ptr(ip4, { nameCount: 2 }) }, 'fail several-names'],
  [ptrSingle, { ptr: ptr(ip4, { nameCount: 11 }) }, 'fail too-many-names'],
  [ptrSingle, { ptr: 'absent' }, 'not-applicable no-ptr'],
  [ptrSingle, { ptr: 'unknown' }, 'unknown could-not-check'],
  [heloIsPtr, { helo, ptr: ptr(ip4) }, 'pass same'],
  [heloIsPtr, { helo: { ...helo, name: 'other.example.org' }, ptr: ptr(ip4) }, 'fail differs'],
  [heloIsPtr, { helo, ptr: 'absent' }, 'not-applicable nothing-to-compare'],
  [heloIsPtr, { helo, ptr: 'unknown' }, 'not-applicable nothing-to-compare'],
  [heloGeneric, { helo }, 'pass own-name'],
  [heloGeneric, { helo: { ...helo, isGeneric: true } }, 'fail generic'],
  [heloGeneric, { helo: { name: 'mail.example.org', addresses: [] } }, 'not-applicable nothing-to-compare'],
  [heloSpf, { heloSpf: spf('pass') }, 'pass pass'],
  [heloSpf, { heloSpf: spf('fail') }, 'fail not-authorised'],
  [heloSpf, { heloSpf: spf('softfail') }, 'fail softfail'],
  [heloSpf, { heloSpf: spf('neutral') }, 'fail neutral'],
  [heloSpf, { heloSpf: spf('none') }, 'fail no-record'],
  [heloSpf, { heloSpf: spf('permerror') }, 'fail record-broken'],
  [heloSpf, { heloSpf: 'unknown' }, 'unknown could-not-check'],
  [routeAnnounced, { routeOrigin: route([{ as: 64496 }]) }, 'pass announced'],
  [routeAnnounced, { routeOrigin: route([{ as: 64496 }, { as: 64497 }]) }, 'pass several-origins'],
  [routeAnnounced, { routeOrigin: 'absent' }, 'fail not-announced'],
  [routeValid, { routeOrigin: route([{ as: 64496, validity: 'valid' }]) }, 'pass valid'],
  [
    routeValid,
    { routeOrigin: route([{ as: 64496, validity: 'invalid', reason: 'as' }]) },
    'fail other-network',
  ],
  [
    routeValid,
    { routeOrigin: route([{ as: 64496, validity: 'invalid', reason: 'length' }]) },
    'fail too-specific',
  ],
  [routeValid, { routeOrigin: route([{ as: 64496, validity: 'invalid' }]) }, 'fail invalid'],
  [routeValid, { routeOrigin: route([{ as: 64496, validity: 'not-found' }]) }, 'fail no-roa'],
  [routeValid, { routeOrigin: route([{ as: 64496 }], 'no-validator') }, 'unknown needs-validator'],
  [routeValid, { routeOrigin: route([{ as: 64496 }], 'time-out') }, 'unknown could-not-check'],
  [routeValid, { routeOrigin: 'absent' }, 'not-applicable not-announced'],
];

test.each(cases)('%#: $0.id of %o: %s', (check, shelves, expected) => {
  expect(saidBy(check, shelves)).toBe(expected);
});

describe('fixes', () => {
  test.each([
    [spf('none'), { value: 'v=spf1 ip4:192.0.2.7 -all' }],
    [spf('fail', 'v=spf1 a -all'), { value: 'v=spf1 a ip4:192.0.2.7 -all', replaces: 'v=spf1 a -all' }],
  ])('%o', (facts, fix) => {
    expect(findingOf(heloSpf, { heloSpf: facts })?.fixes).toEqual([
      { kind: 'dns', name: 'mail.example.org', type: 'TXT', ...fix },
    ]);
  });

  test.each<[string, ReturnType<typeof spf>, readonly string[], string]>([
    ['all addresses by one mechanism', spf('none'), [ip4], 'v=spf1 a -all'],
    ['an address that is not the name\u2019s', spf('none'), [ip6], 'v=spf1 a ip4:192.0.2.7 -all'],
    ['added to what stands there', spf('fail', 'v=spf1 -all'), [ip4, ip6], 'v=spf1 a -all'],
  ])('%s', (_, facts, addresses, value) => {
    const shelves = { heloSpf: facts, helo: { ...helo, addresses } };
    expect(findingOf(heloSpf, shelves)?.fixes).toMatchObject([{ value }]);
  });

  test('IPv4 and IPv6 of one host propose one record', () => {
    const of = (ip: string) =>
      findingOf(heloSpf, { heloSpf: { ...spf('none'), ip }, helo: { ...helo, addresses: [ip] } })?.fixes;
    expect(of(ip6)).toEqual(of(ip4));
  });

  test('a broken record is not added to', () => {
    expect(findingOf(heloSpf, { heloSpf: spf('permerror', 'v=spf1 ipv4:x') })?.fixes).toEqual([]);
  });

  test('the reverse name is given at HELO', () => {
    const other = { ...helo, name: 'other.example.org' };
    expect(findingOf(heloIsPtr, { helo: other, ptr: ptr(ip4) })?.fixes).toMatchObject([
      { kind: 'setting', key: 'smtp_helo_name', value: 'mail.example.org' },
    ]);
  });
});
