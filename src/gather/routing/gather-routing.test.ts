import { describe, expect, test } from 'vitest';
import type { Clock } from '../../base/clock.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { DnsSource } from '../../findings/observed.ts';
import type { AuditContext } from '../audit/types.ts';
import type { AuthorityAnswer, AuthorityClient } from '../dns/index.ts';
import { answerFromZone, type Zone, zoneResolver } from '../dns/testing.ts';
import type { DnsObservation, Resolver } from '../dns/types.ts';
import { gatherRouting } from './gather-routing.ts';

const clock: Clock = { nowMs: () => 1_767_225_600_000, monotonicMs: () => 0 };
const soa = 'ns1.example.org hostmaster.example.org 7 14400 3600 1209600 300';
const zone: Zone = {
  'example.org': {
    SOA: [soa],
    NS: ['ns1.example.org', 'ns2.example.org'],
    MX: ['20 mx2.example.org', '10 mx1.example.org'],
    TXT: ['v=spf1 mx -all'],
  },
  'mx1.example.org': { A: ['192.0.2.10'], AAAA: ['2001:db8::10'] },
  'mx2.example.org': { CNAME: ['mx1.example.org'] },
  'ns1.example.org': { A: ['192.0.2.53'] },
  'ns2.example.org': { A: ['192.0.2.54'] },
  org: { SOA: ['a.nic.example hostmaster.nic.example 1 300'], NS: ['a.nic.example'] },
  'a.nic.example': { A: ['192.0.2.1'] },
};
const contextOf = (resolver: Resolver, more: Partial<AuditContext> = {}): AuditContext => ({
  resolver,
  clock,
  connect: false,
  allowPrivate: false,
  ...more,
});
const gather = (
  over: Zone,
  domain = 'example.org',
  more: Partial<AuditContext> = {},
): Promise<Partial<Evidence>> =>
  gatherRouting(domain, contextOf(zoneResolver({ ...zone, ...over }, [], clock), more));
const shown = (shelf: Evidence[keyof Evidence]): unknown =>
  shelf?.state === 'present' ? shelf.value : (shelf?.state ?? 'nothing');

describe('MX and its hosts', () => {
  const none = { preference: 10, ipv4: [], ipv6: [] };
  test.each([
    [
      {},
      [
        { preference: 10, host: 'mx1.example.org', ipv4: ['192.0.2.10'], ipv6: ['2001:db8::10'] },
        {
          preference: 20,
          host: 'mx2.example.org',
          ipv4: ['192.0.2.10'],
          ipv6: ['2001:db8::10'],
          alias: 'mx1.example.org',
        },
      ],
    ],
    [{ 'example.org': { MX: ['0 .'] } }, [{ ...none, preference: 0, host: '.' }]],
    [{ 'example.org': { MX: ['10 192.0.2.10'] } }, [{ ...none, host: '192.0.2.10' }]],
    [{ 'example.org': { MX: ['10 gone.example.org'] } }, [{ ...none, host: 'gone.example.org' }]],
    [
      { 'example.org': { MX: ['10 mx1.example.org'] }, 'mx1.example.org': 'SERVFAIL' as const },
      [{ preference: 10, host: 'mx1.example.org', ipv4: 'unknown', ipv6: 'unknown' }],
    ],
  ])('%#: %o', async (over, mx) => {
    const { routing } = await gather(over as Zone);
    expect(shown(routing)).toMatchObject({ domain: 'example.org', mx, ownAddresses: [] });
  });

  test.each([
    [{ 'example.org': { A: ['192.0.2.80'] } }, { mx: [], ownAddresses: ['192.0.2.80'] }],
    [
      { 'example.org': { CNAME: ['mx1.example.org'] } },
      { alias: 'mx1.example.org', ownAddresses: ['192.0.2.10', '2001:db8::10'] },
    ],
    [{ 'example.org': { MX: 'TIMEOUT' as const } }, 'unknown'],
    [{ 'example.org': { A: 'SERVFAIL' as const } }, 'unknown'],
    [{ 'example.org': { A: 'SERVFAIL' as const, AAAA: ['2001:db8::1'] } }, { ownAddresses: ['2001:db8::1'] }],
  ])('%#: %o', async (over, expected) => {
    const value = shown((await gather(over as Zone)).routing);
    if (typeof expected === 'string') expect(value).toBe(expected);
    else expect(value).toMatchObject(expected);
  });

  test('a domain that does not exist is absent on all shelves', async () => {
    const shelves = await gather({}, 'gone.example.org');
    expect([shelves.routing, shelves.zone, shelves.dnssec].map((shelf) => shelf?.state)).toEqual([
      'absent',
      'absent',
      'absent',
    ]);
  });
});

describe('the zone', () => {
  test('a subdomain lies in the zone above', async () => {
    const { zone: shelf } = await gather(
      { 'news.example.org': { MX: ['10 mx1.example.org'] } },
      'news.example.org',
    );
    expect(shown(shelf)).toMatchObject({
      apex: 'example.org',
      soa: { mname: 'ns1.example.org', serial: 7, expireSeconds: 1_209_600, minimumSeconds: 300 },
      parentNs: 'unknown',
      servers: [],
    });
  });

  test('the SOA behind an alias is another zone’s', async () => {
    const { zone: shelf } = await gather(
      { 'news.example.org': { CNAME: ['other.example'] }, 'other.example': { SOA: [soa] } },
      'news.example.org',
    );
    expect(shown(shelf)).toMatchObject({ apex: 'example.org' });
  });

  test('no SOA anywhere', async () => {
    const lonely: Zone = { 'example.test': { MX: ['10 mx1.example.org'] }, test: {} };
    const shelf = shown((await gather(lonely, 'example.test')).zone);
    expect(shelf).toMatchObject({ domain: 'example.test' });
    expect(shelf).not.toHaveProperty('soa');
  });

  test('SERVFAIL is unknown', async () => {
    expect((await gather({ 'example.org': { SOA: 'SERVFAIL' } })).zone?.state).toBe('unknown');
  });

  test('for many domains: MX, hosts, SOA, TXT, CAA up to the top; nothing twice', async () => {
    const asked: string[] = [];
    await gatherRouting('example.org', contextOf(zoneResolver(zone, asked, clock)));
    expect(new Set(asked).size).toBe(asked.length);
    expect([...asked].sort()).toEqual(
      [
        ...[
          '. NS',
          'example.org CAA',
          'example.org DS',
          'example.org MX',
          'example.org SOA',
          'example.org TXT',
        ],
        ...[
          'mx1.example.org A',
          'mx1.example.org AAAA',
          'mx2.example.org A',
          'mx2.example.org AAAA',
          'org CAA',
        ],
      ].sort(),
    );
  });
});

describe('the name servers, asked directly', () => {
  const child: Zone = {
    'example.org': {
      SOA: [soa],
      NS: ['ns1.example.org', 'ns2.example.org'],
      MX: ['10 mx1.example.org'],
      TXT: ['v=spf1 mx -all'],
    },
  };
  const parent: Zone = { 'example.org': { NS: ['ns1.example.org', 'ns2.example.org'] } };
  const all: Readonly<Record<string, Zone | 'silent' | 'lame'>> = {
    '192.0.2.1': parent,
    '192.0.2.53': child,
    '192.0.2.54': child,
  };
  const zoneOf = async (servers: Readonly<Record<string, Zone | 'silent' | 'lame'>>, over: Zone = {}) =>
    shown((await gather(over, 'example.org', { authorities: authoritiesOf({ ...all, ...servers }) })).zone);

  test('all well', async () => {
    expect(await zoneOf({})).toMatchObject({
      parentNs: ['ns1.example.org', 'ns2.example.org'],
      childNs: ['ns1.example.org', 'ns2.example.org'],
      servers: [
        { name: 'ns1.example.org', ip: '192.0.2.53', state: 'answers', serial: 7 },
        { name: 'ns2.example.org', ip: '192.0.2.54', state: 'answers', serial: 7 },
      ],
    });
  });

  test('lame, silent, without address, of another parent', async () => {
    const ns = { NS: ['ns1.example.org', 'ns2.example.org', 'ns3.example.org', 'gone.example.org'] };
    const servers = {
      '192.0.2.1': { 'example.org': ns },
      '192.0.2.54': 'lame',
      '192.0.2.55': 'silent',
    } as const;
    expect(await zoneOf(servers, { 'ns3.example.org': { A: ['192.0.2.55'] } })).toMatchObject({
      parentNs: ['gone.example.org', 'ns1.example.org', 'ns2.example.org', 'ns3.example.org'],
      childNs: ['ns1.example.org', 'ns2.example.org'],
      servers: [
        { name: 'gone.example.org', state: 'no-address' },
        { name: 'ns1.example.org', state: 'answers' },
        { name: 'ns2.example.org', state: 'lame' },
        { name: 'ns3.example.org', state: 'silent' },
      ],
    });
  });

  test('what the resolver remembers differs', async () => {
    const compared = await zoneOf({});
    expect(compared).toMatchObject({
      compared: [
        {
          type: 'MX',
          cached: ['10 mx1.example.org', '20 mx2.example.org'],
          cachedSeconds: 60,
          authoritative: ['10 mx1.example.org'],
          ttlSeconds: 60,
        },
        { type: 'TXT', cached: ['v=spf1 mx -all'], authoritative: ['v=spf1 mx -all'] },
        { name: '_dmarc.example.org', cached: [], authoritative: [] },
      ],
    });
  });

  test('a parent that does not answer leaves the delegation unknown', async () => {
    expect(await zoneOf({ '192.0.2.1': 'silent' })).toMatchObject({ parentNs: 'unknown' });
  });
});

describe('DNSSEC', () => {
  /** Changes answers of the literal: AD, extended errors, signatures. */
  const changed = (
    over: Zone,
    change: (key: string, answer: DnsObservation) => DnsObservation,
    unchecked?: Zone,
  ): Resolver => {
    const below = zoneResolver({ ...zone, ...over }, [], clock);
    return {
      lookup: async (name, type) => change(`${name} ${type}`, await below.lookup(name, type)),
      ...(unchecked && { lookupUnchecked: zoneResolver({ ...zone, ...unchecked }, [], clock).lookup }),
    };
  };
  const withSource = (answer: DnsObservation, more: Partial<DnsSource>): DnsObservation =>
    ({ ...answer, from: { ...answer.from, ...more } }) as DnsObservation;
  const signed = (answer: DnsObservation): DnsObservation => {
    if (answer.state !== 'present') return answer;
    const [first] = answer.value.records;
    const times = { inception: 1_767_139_200, expiration: 1_769_731_200 };
    const common = {
      type: 'RRSIG',
      name: first?.name ?? '',
      ttl: 60,
      typeCovered: first?.type ?? '',
    } as const;
    const signature = { ...common, algorithm: 13, ...times, keyTag: 1, signer: 'example.org' };
    return { ...answer, value: { ...answer.value, signatures: [signature] } };
  };
  const ds = { 'example.org': { ...(zone['example.org'] as object), DS: ['1 13 2 abcd'] } } as Zone;
  const bogus = { 'example.org': { ...(zone['example.org'] as object), MX: 'SERVFAIL' } } as Zone;
  const same = (_: string, answer: DnsObservation) => answer;
  const secure = (key: string, answer: DnsObservation) =>
    key === 'example.org SOA' ? signed(withSource(answer, { isAuthenticated: true })) : answer;
  const validating = (key: string, answer: DnsObservation) =>
    key === '. NS' ? withSource(answer, { isAuthenticated: true }) : answer;
  const reason = (key: string, answer: DnsObservation) =>
    key === 'example.org MX' ? withSource(answer, { extendedErrors: ['7 Signature Expired'] }) : answer;

  test.each([
    ['AD', changed(ds, secure), { state: 'secure', algorithms: [13], digestTypes: [2] }],
    ['no DS', changed({}, same), { state: 'unsigned' }],
    ['a validating resolver, no signature', changed({}, validating), { state: 'unsigned' }],
    ['signatures, no DS', changed({}, (_, answer) => signed(answer)), { state: 'no-ds', algorithms: [13] }],
    [
      'DS, resolver validates nothing',
      changed(ds, (_, answer) => signed(answer)),
      { state: 'not-validating' },
    ],
    [
      'DS, resolver validates',
      changed(ds, (key, answer) => validating(key, signed(answer))),
      { state: 'unsupported' },
    ],
    [
      'SERVFAIL with a reason',
      changed(bogus, reason),
      { state: 'bogus', reasons: ['7 Signature Expired'], failing: ['example.org MX'] },
    ],
    [
      'SERVFAIL, with CD an answer, DS',
      changed(
        {
          ...bogus,
          'example.org': { ...(bogus['example.org'] as object), DS: ['1 13 2 abcd'] } as Zone[string],
        },
        same,
        {},
      ),
      { state: 'bogus', reasons: [] },
    ],
    ['SERVFAIL, with CD an answer, no DS', changed(bogus, same, {}), { state: 'unsigned' }],
    ['SERVFAIL, with CD as well', changed(bogus, same, bogus), { state: 'unsigned' }],
  ])('%s', async (_, resolver, expected) => {
    const { dnssec } = await gatherRouting('example.org', contextOf(resolver));
    expect(shown(dnssec)).toMatchObject(expected);
  });

  test('the signature that ends first', async () => {
    const { dnssec } = await gatherRouting('example.org', contextOf(changed(ds, secure)));
    expect(shown(dnssec)).toMatchObject({
      signature: {
        over: 'example.org SOA',
        madeAt: '2025-12-31T00:00:00.000Z',
        endsAt: '2026-01-30T00:00:00.000Z',
      },
    });
  });

  test('a DS that cannot be asked leaves it unknown', async () => {
    const over = { 'example.org': { ...(zone['example.org'] as object), DS: 'TIMEOUT' } } as Zone;
    expect((await gather(over)).dnssec?.state).toBe('unknown');
  });
});

describe('CAA', () => {
  const records = ['0 issue ca.example.net', '0 iodef mailto:a@example.org'];
  test.each([
    [
      { 'example.org': { CAA: records } },
      'example.org',
      {
        foundAt: 'example.org',
        records: [{ flags: 0, tag: 'issue', value: 'ca.example.net' }, { tag: 'iodef' }],
      },
    ],
    [
      { 'example.org': { CAA: records }, 'news.example.org': {} },
      'news.example.org',
      { foundAt: 'example.org' },
    ],
    [{ org: { CAA: records } }, 'example.org', { foundAt: 'org' }],
    [{}, 'example.org', 'absent'],
    [{ org: { CAA: 'SERVFAIL' as const } }, 'example.org', 'unknown'],
  ])('%#: %o of %s', async (over, domain, expected) => {
    const value = shown((await gather(over as Zone, domain)).caa);
    if (typeof expected === 'string') expect(value).toBe(expected);
    else expect(value).toMatchObject(expected);
  });
});

/** Name servers as zone literals by address; an address that is not there is silent. */
function authoritiesOf(servers: Readonly<Record<string, Zone | 'silent' | 'lame'>>): AuthorityClient {
  return {
    ask: async (ip, name, type): Promise<AuthorityAnswer> => {
      const from = {
        kind: 'dns',
        question: `${name}. ${type} +norecurse`,
        server: `${ip}:53`,
        elapsedMs: 0,
      } as const;
      const server = servers[ip] ?? 'silent';
      if (server === 'silent') return { state: 'failed', why: { code: 'time-out', message: '' }, from };
      const blank = { state: 'answered', answers: [], authorities: [], from } as const;
      if (server === 'lame') return { ...blank, rcode: 'REFUSED', isAuthoritative: false };
      const answer = answerFromZone(server, name, type);
      if (typeof answer === 'string') return { ...blank, rcode: 'SERVFAIL', isAuthoritative: false };
      // The parent refers to the child.
      if (ip === '192.0.2.1')
        return { ...blank, rcode: 'NOERROR', isAuthoritative: false, authorities: answer.records };
      const answers = [...answer.chain, ...answer.records];
      return { ...blank, rcode: answer.rcode, isAuthoritative: true, answers };
    },
  };
}
