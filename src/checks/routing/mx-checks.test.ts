import { describe, expect, test } from 'vitest';
import type { MessageDomainFacts, MxHost, RoutingFacts } from '../../findings/facts/routing.ts';
import type { Check } from '../../findings/finding.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { evidenceOf, findingOf, type SampleShelves, saidBy } from '../testing.ts';
import { domainExists } from './domain-exists.ts';
import { domainNotAlias } from './domain-not-alias.ts';
import { messageDomains } from './message-domains.ts';
import { mxDistinct } from './mx-distinct.ts';
import { mxIpv6 } from './mx-ipv6.ts';
import { mxIsName } from './mx-is-name.ts';
import { mxNotAlias } from './mx-not-alias.ts';
import { mxPresent } from './mx-present.ts';
import { mxPublic } from './mx-public.ts';
import { mxResolves } from './mx-resolves.ts';
import { nullMx } from './null-mx.ts';
import { takesBounces } from './takes-bounces.ts';

const host = (name: string, more: Partial<MxHost> = {}): MxHost => ({
  preference: 10,
  host: name,
  ipv4: ['192.0.2.10'],
  ipv6: [],
  ...more,
});
const routing = (mx: readonly MxHost[], more: Partial<RoutingFacts> = {}): RoutingFacts => ({
  domain: 'example.org',
  mx,
  ownAddresses: [],
  ...more,
});
const root = (preference = 0) => host('.', { preference, ipv4: [] });
const a = host('a.example.org');
const b = host('b.example.org', { ipv4: ['192.0.2.11'], ipv6: ['2001:db8::11'] });
const gone = host('gone.example.org', { ipv4: [] });
const unasked = host('u.example.org', { ipv4: 'unknown' });
const said = (check: Check, shelves: SampleShelves): readonly string[] =>
  runChecks([check], evidenceOf(shelves)).map(({ outcome, message, data }) =>
    `${outcome} ${message} ${String(data['host'] ?? '')}`.trim(),
  );

describe('one finding', () => {
  const cases: readonly (readonly [Check, RoutingFacts | 'absent' | 'unknown', string])[] = [
    [domainExists, routing([a]), 'pass exists'],
    [domainExists, 'absent', 'fail no-such-domain'],
    [domainExists, 'unknown', 'unknown could-not-check'],
    [mxPresent, routing([a, b]), 'pass has-mx'],
    [mxPresent, routing([a]), 'pass one-mx'],
    [mxPresent, routing([root()]), 'pass null-mx'],
    [mxPresent, routing([], { ownAddresses: ['192.0.2.1'] }), 'fail implicit-mx'],
    [mxPresent, routing([]), 'fail no-mail-host'],
    [mxPresent, 'absent', 'not-applicable no-such-domain'],
    [nullMx, routing([root()]), 'pass alone'],
    [nullMx, routing([root(10)]), 'fail other-preference'],
    [nullMx, routing([root(), a]), 'fail with-others'],
    [nullMx, routing([a]), 'not-applicable no-null-mx'],
    [mxIsName, routing([a, b]), 'pass names'],
    [mxIsName, routing([host('192.0.2.1')]), 'fail address'],
    [mxIsName, routing([host('2001:db8::1')]), 'fail address'],
    [mxIsName, routing([host('localhost')]), 'fail local-name'],
    [mxIsName, routing([host('mail.localdomain')]), 'fail local-name'],
    [mxIsName, routing([root()]), 'not-applicable no-mx'],
    [mxDistinct, routing([a, b]), 'pass distinct'],
    [mxDistinct, routing([a]), 'not-applicable one-mx'],
    [mxDistinct, routing([a, host('a.example.org', { preference: 20 })]), 'fail repeated'],
    [mxDistinct, routing([a, host('c.example.org')]), 'fail same-addresses'],
    [mxDistinct, routing([gone, host('gone2.example.org', { ipv4: [] })]), 'pass distinct'],
    [mxIpv6, routing([a, b]), 'pass both'],
    [mxIpv6, routing([a]), 'pass ipv4-only'],
    [mxIpv6, routing([host('s.example.org', { ipv4: [], ipv6: ['2001:db8::1'] })]), 'fail ipv6-only'],
    [
      mxIpv6,
      routing([host('s.example.org', { ipv4: 'unknown', ipv6: ['2001:db8::1'] })]),
      'unknown could-not-check',
    ],
    [mxIpv6, routing([host('s.example.org', { ipv6: 'unknown' })]), 'unknown could-not-check'],
    [mxIpv6, routing([gone]), 'not-applicable no-address'],
    [domainNotAlias, routing([a]), 'pass own-records'],
    [domainNotAlias, routing([a], { alias: 'example.net' }), 'fail alias-at-apex'],
    [domainNotAlias, routing([a], { domain: 'news.example.org', alias: 'example.net' }), 'fail alias'],
  ];
  test.each(cases)('%#: $0.id of %o: %s', (check, facts, expected) => {
    expect(saidBy(check, { routing: facts })).toBe(expected);
  });
});

describe('one finding a host', () => {
  const cases: readonly (readonly [Check, RoutingFacts, readonly string[]])[] = [
    [
      mxResolves,
      routing([a, gone, unasked]),
      [
        'pass resolves a.example.org',
        'fail no-address gone.example.org',
        'unknown could-not-check u.example.org',
      ],
    ],
    [mxResolves, routing([gone]), ['fail none-resolves gone.example.org']],
    [mxResolves, routing([root()]), ['not-applicable no-mx']],
    [
      mxNotAlias,
      routing([a, host('al.example.org', { alias: 'x.example.net' })]),
      ['pass no-alias a.example.org', 'fail alias al.example.org'],
    ],
    [mxNotAlias, routing([unasked]), []],
    [mxPublic, routing([a]), ['pass public a.example.org']],
    [
      mxPublic,
      routing([host('p.example.org', { ipv4: ['10.0.0.1', '127.0.0.1'] })]),
      ['fail private p.example.org'],
    ],
    [
      mxPublic,
      routing([host('p.example.org', { ipv6: ['fd00::1'] })]),
      ['fail partly-private p.example.org'],
    ],
    [mxPublic, routing([gone]), []],
  ];
  test.each(cases)('%#: $0.id of %o: %j', (check, facts, expected) => {
    expect(said(check, { routing: facts })).toEqual(expected);
  });

  test('an alias is replaced by what it leads to, unless that is an MX already', () => {
    const alias = host('al.example.org', { alias: 'x.example.net' });
    const fixes = (mx: readonly MxHost[]) => findingOf(mxNotAlias, { routing: routing(mx) })?.fixes;
    expect(fixes([alias])).toEqual([
      {
        kind: 'dns',
        name: 'example.org',
        type: 'MX',
        value: '10 x.example.net',
        replaces: '10 al.example.org',
      },
    ]);
    expect(fixes([alias, host('x.example.net')])).toEqual([]);
  });
});

describe('what comes back', () => {
  const spf = (...texts: readonly string[]): SampleShelves['spfTree'] => ({
    domain: 'example.org',
    records: texts.map((text) => ({ text, strings: [text] })),
    nearMisses: [],
    misplaced: [],
    answerOctets: 0,
    isWhole: true,
  });
  const cases: readonly (readonly [RoutingFacts | 'absent', SampleShelves['spfTree'], string])[] = [
    [routing([a]), spf(), 'pass takes-mail'],
    [routing([gone, a]), spf(), 'pass takes-mail'],
    [routing([], { ownAddresses: ['192.0.2.1'] }), spf(), 'pass by-address'],
    [routing([root()]), spf('v=spf1 mx -all'), 'fail null-mx'],
    [routing([root()]), spf('v=spf1 -all'), 'not-applicable sends-nothing'],
    [routing([root()]), spf('v=spf1 -all', 'v=spf1 mx -all'), 'fail null-mx'],
    [routing([]), spf('v=spf1 -all'), 'not-applicable sends-nothing'],
    [routing([]), 'unknown', 'fail no-mail-host'],
    [routing([gone]), spf(), 'fail no-usable-host'],
    [routing([gone, unasked]), spf(), 'unknown could-not-check'],
    ['absent', spf(), 'not-applicable no-such-domain'],
  ];
  test.each(cases)('%#: %o with SPF %o: %s', (facts, spfTree, expected) => {
    expect(saidBy(takesBounces, { routing: facts, ...(spfTree && { spfTree }) })).toBe(expected);
  });
});

describe('a domain that a message shows', () => {
  const shown = (mx: readonly MxHost[], more: Partial<MessageDomainFacts> = {}): MessageDomainFacts => ({
    ...routing(mx),
    roles: ['MAIL FROM'],
    zone: 'example.org',
    ...more,
  });
  const { zone: _, ...withoutZone } = shown([a]);
  test.each<[string, MessageDomainFacts | 'unknown', readonly string[]]>([
    ['an MX', shown([a]), ['pass takes-mail']],
    ['its own address', shown([], { ownAddresses: ['192.0.2.1'] }), ['pass takes-mail']],
    ['NXDOMAIN', shown([], { isMissing: true }), ['fail no-such-domain']],
    ['time-out', 'unknown', ['unknown could-not-check']],
    ['null MX', shown([root()]), ['fail null-mx']],
    ['nothing', shown([]), ['fail no-mail-host']],
    ['a host without address', shown([gone]), ['fail no-usable-host']],
    ['a host that was not answered', shown([unasked]), ['unknown could-not-check']],
    ['no SOA', withoutZone, ['fail no-soa']],
    ['no SOA and no way back', { ...withoutZone, mx: [] }, ['fail no-mail-host', 'fail no-soa']],
    ['SOA not answered', { ...withoutZone, isZoneUnknown: true }, ['unknown could-not-check']],
    // Yahoo asks about MAIL FROM and From.
    ['no SOA at Reply-To', { ...withoutZone, roles: ['Reply-To'] }, ['pass takes-mail']],
    ['Reply-To and From', shown([root()], { roles: ['From', 'Reply-To'] }), ['fail null-mx']],
    // Answers are lost, but nobody refuses the message.
    ['null MX at Reply-To', shown([root()], { roles: ['Reply-To'] }), ['fail reply-to-null-mx']],
    ['nothing at Reply-To', shown([], { roles: ['Reply-To'] }), ['fail reply-to-no-mail-host']],
    ['no usable host at Reply-To', shown([gone], { roles: ['Reply-To'] }), ['fail reply-to-no-usable-host']],
    [
      'NXDOMAIN at Reply-To',
      shown([], { roles: ['Reply-To'], isMissing: true }),
      ['fail reply-to-no-such-domain'],
    ],
  ])('%s', (_, messageDomain, expected) => {
    expect(said(messageDomains, { messageDomain })).toEqual(expected);
  });
});
