import { describe, expect, test } from 'vitest';
import type {
  CaaFacts,
  DnssecFacts,
  RecordCopy,
  RoutingFacts,
  SoaFacts,
  ZoneFacts,
  ZoneServer,
} from '../../findings/facts/routing.ts';
import type { Check } from '../../findings/finding.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { evidenceOf, findingOf, type SampleShelves, saidBy } from '../testing.ts';
import { caaIssuers } from './caa-issuers.ts';
import { caaMail } from './caa-mail.ts';
import { caaRecords } from './caa-records.ts';
import { delegation } from './delegation.ts';
import { dnssec } from './dnssec.ts';
import { dnssecAlgorithms } from './dnssec-algorithms.ts';
import { dnssecSignatures } from './dnssec-signatures.ts';
import { nameServers } from './name-servers.ts';
import { propagation } from './propagation.ts';
import { serials } from './serials.ts';
import { soaPresent } from './soa-present.ts';
import { soaValues } from './soa-values.ts';
import { ttl } from './ttl.ts';

const soa = (more: Partial<SoaFacts> = {}): SoaFacts => ({
  mname: 'ns1.example.org',
  rname: 'hostmaster.example.org',
  serial: 1,
  refreshSeconds: 14_400,
  retrySeconds: 3600,
  expireSeconds: 1_209_600,
  minimumSeconds: 3600,
  ...more,
});
const ns = ['ns1.example.org', 'ns2.example.org'];
const server = (name: string, state: ZoneServer['state'], serial?: number): ZoneServer => ({
  name,
  ip: '192.0.2.53',
  state,
  ...(serial !== undefined && { serial }),
});
const copy = (more: Partial<RecordCopy>): RecordCopy => ({ name: 'example.org', type: 'MX', ...more });
const zone = (more: Partial<ZoneFacts> = {}): ZoneFacts => ({
  domain: 'example.org',
  apex: 'example.org',
  soa: soa(),
  parentNs: ns,
  childNs: ns,
  servers: [server('ns1.example.org', 'answers', 1), server('ns2.example.org', 'answers', 1)],
  compared: [],
  ...more,
});
const { soa: _, ...without } = zone();
const unasked = { parentNs: 'unknown', childNs: 'unknown', servers: [] } as const;
const said = (check: Check, shelves: SampleShelves): readonly string[] =>
  runChecks([check], evidenceOf(shelves)).map(({ outcome, message }) => `${outcome} ${message}`);

describe('the zone', () => {
  const mx = ['10 a.example.org'];
  const cases: readonly (readonly [Check, ZoneFacts | 'absent' | 'unknown', readonly string[]])[] = [
    [soaPresent, zone(), ['pass own-zone']],
    [soaPresent, zone({ domain: 'news.example.org' }), ['pass zone-above']],
    [soaPresent, without, ['fail no-soa']],
    [soaPresent, 'absent', ['not-applicable no-such-domain']],
    [soaPresent, 'unknown', ['unknown could-not-check']],
    [soaValues, zone(), ['pass usable']],
    [soaValues, zone({ soa: soa({ minimumSeconds: 90_000 }) }), ['fail absence-kept-long']],
    [
      soaValues,
      zone({ soa: soa({ expireSeconds: 3600, retrySeconds: 14_400 }) }),
      ['fail expires-soon', 'fail retry-not-shorter'],
    ],
    [soaValues, without, ['not-applicable no-soa']],
    [delegation, zone(), ['pass agrees']],
    [delegation, zone({ childNs: ['ns1.example.org'] }), ['fail differs']],
    [delegation, zone({ parentNs: ['ns1.example.org'] }), ['fail differs']],
    [delegation, zone({ parentNs: ['old.example.net'] }), ['fail other-servers']],
    [delegation, zone(unasked), ['not-applicable not-asked']],
    [nameServers, zone(), ['pass all-answer']],
    [
      nameServers,
      zone({ servers: [server('ns1.example.org', 'lame'), server('ns2.example.org', 'silent')] }),
      ['fail lame', 'fail silent'],
    ],
    [
      nameServers,
      zone({ servers: [server('ns1.example.org', 'no-address'), server('ns2.example.org', 'answers', 1)] }),
      ['fail no-address'],
    ],
    [nameServers, zone({ servers: [server('ns1.example.org', 'answers', 1)] }), ['fail only-one']],
    [
      nameServers,
      zone({ servers: [server('ns1.example.org', 'answers', 1), server('ns2.example.org', 'not-asked')] }),
      ['pass all-answer'],
    ],
    [nameServers, zone(unasked), ['not-applicable not-asked']],
    [serials, zone(), ['pass same']],
    [
      serials,
      zone({ servers: [server('ns1.example.org', 'answers', 1), server('ns2.example.org', 'answers', 2)] }),
      ['fail differ'],
    ],
    [serials, zone(unasked), ['not-applicable not-asked']],
    [ttl, zone({ compared: [copy({ authoritative: mx, ttlSeconds: 3600 })] }), ['pass usual']],
    [ttl, zone({ compared: [copy({ authoritative: mx, ttlSeconds: 5 })] }), ['fail short']],
    [ttl, zone({ compared: [copy({ authoritative: mx, ttlSeconds: 604_800 })] }), ['fail long']],
    [ttl, zone({ compared: [copy({ cached: mx, cachedSeconds: 604_800 })] }), ['fail long']],
    [ttl, zone({ compared: [copy({ cached: mx, cachedSeconds: 5 })] }), ['not-applicable not-asked']],
    [
      ttl,
      zone({ compared: [copy({ authoritative: [], cachedSeconds: 604_800 })] }),
      ['not-applicable not-asked'],
    ],
    [propagation, zone({ compared: [copy({ cached: mx, authoritative: mx })] }), ['pass same']],
    [
      propagation,
      zone({ compared: [copy({ cached: mx, authoritative: ['10 b.example.org'] })] }),
      ['fail old-remembered'],
    ],
    [propagation, zone({ compared: [copy({ cached: [], authoritative: mx })] }), ['fail absence-remembered']],
    [propagation, zone({ compared: [copy({ cached: mx, authoritative: [] })] }), ['fail removed-remembered']],
    [propagation, zone({ compared: [copy({ cached: mx })] }), ['not-applicable not-asked']],
    [propagation, zone({ compared: [copy({ authoritative: mx })] }), ['not-applicable not-asked']],
  ];
  test.each(cases)('%#: $0.id of %o: %j', (check, facts, expected) => {
    expect(said(check, { zone: facts })).toEqual(expected);
  });

  test('what is remembered is told with the moment when it ends, and waiting is the fix', () => {
    const compared = [copy({ cached: [], cachedSeconds: 90, authoritative: ['10 a.example.org'] })];
    expect(findingOf(propagation, { zone: zone({ compared }) })).toMatchObject({
      data: { name: 'example.org', type: 'MX', seconds: 90, minutes: 2, until: '2026-01-01T00:01:30.000Z' },
      fixes: [{ kind: 'wait', seconds: 90 }],
    });
  });
});

describe('DNSSEC', () => {
  const facts = (more: Partial<DnssecFacts>): DnssecFacts => ({
    domain: 'example.org',
    state: 'secure',
    reasons: [],
    failing: [],
    algorithms: [],
    digestTypes: [],
    ...more,
  });
  const signature = (madeAt: string, endsAt: string) => ({ over: 'example.org SOA', madeAt, endsAt });
  const cases: readonly (readonly [Check, DnssecFacts | 'absent' | 'unknown', readonly string[]])[] = [
    [dnssec, facts({ algorithms: [13] }), ['pass secure']],
    [dnssec, facts({ state: 'unsigned' }), ['fail unsigned']],
    [dnssec, facts({ state: 'no-ds' }), ['fail no-ds']],
    [dnssec, facts({ state: 'unsupported' }), ['fail unsupported']],
    [
      dnssec,
      facts({ state: 'bogus', reasons: ['7 Signature Expired'], failing: ['example.org MX'] }),
      ['fail bogus'],
    ],
    [dnssec, facts({ state: 'not-validating' }), ['unknown not-validating']],
    [dnssec, 'absent', ['not-applicable no-such-domain']],
    [dnssec, 'unknown', ['unknown could-not-check']],
    [dnssecAlgorithms, facts({ algorithms: [8, 13], digestTypes: [2] }), ['pass current']],
    [
      dnssecAlgorithms,
      facts({ algorithms: [7], digestTypes: [1] }),
      ['fail old-algorithm', 'fail old-digest'],
    ],
    [dnssecAlgorithms, facts({ algorithms: [13], digestTypes: [1, 2] }), ['pass current']],
    [dnssecAlgorithms, facts({ state: 'unsigned' }), ['not-applicable unsigned']],
    [
      dnssecSignatures,
      facts({ signature: signature('2025-12-20T00:00:00Z', '2026-01-01T20:00:00Z') }),
      ['fail ending'],
    ],
    [
      dnssecSignatures,
      facts({ signature: signature('2025-12-20T00:00:00Z', '2026-01-05T00:00:00Z') }),
      ['pass fresh'],
    ],
    [
      dnssecSignatures,
      facts({ signature: signature('2025-12-31T00:00:00Z', '2026-01-01T20:00:00Z') }),
      ['pass fresh'],
    ],
    [dnssecSignatures, facts({}), ['not-applicable unsigned']],
  ];
  test.each(cases)('%#: $0.id of %o: %j', (check, shelf, expected) => {
    expect(said(check, { dnssec: shelf })).toEqual(expected);
  });

  test('without a reason from the resolver a bogus zone is less than certain', () => {
    const of = (reasons: readonly string[]) =>
      findingOf(dnssec, { dnssec: facts({ state: 'bogus', reasons, failing: ['example.org MX'] }) });
    expect([of(['6 DNSSEC Bogus'])?.confidence, of([])?.confidence]).toEqual([1, 0.7]);
    expect(of([])?.fixes).toEqual([{ kind: 'command', line: 'dig +dnssec +cd example.org MX' }]);
  });
});

describe('CAA', () => {
  const caa = (...records: readonly (readonly [number, string, string])[]): CaaFacts => ({
    domain: 'mail.example.org',
    foundAt: 'example.org',
    records: records.map(([flags, tag, value]) => ({ flags, tag, value })),
  });
  const cases: readonly (readonly [Check, CaaFacts | 'absent' | 'unknown', string])[] = [
    [caaRecords, caa([0, 'issue', 'ca.example.net']), 'pass readable'],
    [caaRecords, caa([0, 'issue', 'ca.example.net'], [0, 'future', 'x']), 'pass readable-with-unknown'],
    [caaRecords, caa([128, 'future', 'x']), 'fail unknown-critical'],
    [caaRecords, caa([128, 'issue', 'ca.example.net']), 'pass readable'],
    [caaRecords, caa([0, 'issue', 'https://ca.example.net']), 'fail bad-issuer'],
    [caaRecords, caa([0, 'iodef', 'hostmaster']), 'fail bad-url'],
    [caaRecords, 'absent', 'not-applicable no-caa'],
    [caaRecords, 'unknown', 'unknown could-not-check'],
    [caaIssuers, 'absent', 'pass anybody'],
    [caaIssuers, caa([0, 'issuewild', 'ca.example.net']), 'pass anybody-by-name'],
    [caaIssuers, caa([0, 'issue', ';'], [0, 'issue', 'ca.example.net']), 'pass named'],
    [caaIssuers, caa([0, 'issue', ';']), 'fail nobody'],
    [caaMail, 'absent', 'not-applicable none'],
    [caaMail, caa([0, 'issue', ';']), 'not-applicable none'],
    [caaMail, caa([0, 'issuemail', 'ca.example.net'], [0, 'issuemail', ';']), 'pass smime-named'],
    [caaMail, caa([0, 'issuemail', ';']), 'pass smime-nobody'],
    [caaMail, caa([0, 'issuevmc', 'ca.example.net']), 'pass vmc-named'],
    [caaMail, caa([0, 'issuevmc', ';']), 'pass vmc-nobody'],
    [caaMail, 'unknown', 'unknown could-not-check'],
  ];
  test.each(cases)('%#: $0.id of %o: %s', (check, shelf, expected) => {
    expect(saidBy(check, { caa: shelf })).toBe(expected);
  });

  const mx = (...hosts: readonly string[]): RoutingFacts => ({
    domain: 'mail.example.org',
    mx: hosts.map((host) => ({ preference: 10, host, ipv4: [], ipv6: [] })),
    ownAddresses: [],
  });
  test.each<[string, RoutingFacts | 'unknown', string]>([
    ['a mail host below the name', mx('mx.example.net', 'mx.example.org'), 'fail nobody'],
    ['the name itself', mx('example.org'), 'fail nobody'],
    ['its own address', { ...mx(), ownAddresses: ['192.0.2.1'] }, 'fail nobody'],
    ['not known', 'unknown', 'fail nobody'],
    ['mail hosts elsewhere', mx('mx.example.net', 'mx.notexample.org'), 'pass nobody-needed'],
    ['a null MX', mx('.'), 'pass nobody-needed'],
    ['no mail', mx(), 'pass nobody-needed'],
  ])('nobody may issue, and the domain has %s', (_, routing, expected) => {
    expect(saidBy(caaIssuers, { caa: caa([0, 'issue', ';']), routing })).toBe(expected);
  });
});
