/** SPF records and zones of example.org, and which checks of their tree fail for each. Test support. */
import { systemClock } from '../../base/clock.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { Finding } from '../../findings/finding.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { type Zone, zoneResolver } from '../../gather/dns/testing.ts';
import { gatherSpfTree } from '../../gather/spf-tree/gather-spf-tree.ts';
import { spfAuditChecks } from './audit-checks.ts';

export const domain = 'example.org';

async function evidenceFor(zone: Zone): Promise<Evidence> {
  const context = {
    resolver: zoneResolver(zone),
    clock: systemClock,
    connect: false,
    allowPrivate: false,
    selectors: [],
  };
  const from = { kind: 'input', where: 'test' } as const;
  const about = { state: 'present', value: { kind: 'domain', name: domain }, seenAt: '', from } as const;
  return { about, ...(await gatherSpfTree(domain, context)) };
}

/** Every finding of the tree's checks. */
export const judged = async (zone: Zone): Promise<readonly Finding[]> =>
  runChecks(spfAuditChecks, await evidenceFor(zone));

/** A record of the sample domain beside what it leads to; the domain has an address and a mail host. */
export const zoneWith = (text: string | readonly string[], more: Zone = {}): Zone => ({
  [domain]: { TXT: [text], A: ['192.0.2.1'], AAAA: ['2001:db8::1'], MX: [`10 mx.${domain}`] },
  [`mx.${domain}`]: { A: ['192.0.2.2'], AAAA: ['2001:db8::2'] },
  'good.example.net': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
  ...more,
});

/** A name with one text. */
export const txt = (text: string): Zone[string] => ({ TXT: [text] });
/** 'check message' of what fails, without the family. */
export const failures = (findings: readonly Finding[]): readonly string[] =>
  findings
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ check, message }) => `${check.slice(4)} ${message}`);

/** So many terms, each with a name of its own. */
export const names = (count: number, start = 'a:h'): string =>
  Array.from({ length: count }, (_, i) => `${start}${i}.example.net`).join(' ');
/** Addresses for those names. */
const hosts = (count: number): Zone =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `h${i}.example.net`,
      { A: ['192.0.2.9'], AAAA: ['2001:db8::9'] },
    ]),
  );

type RecordCase = [what: string, text: string | readonly string[], fails: readonly string[], more?: Zone];
type ZoneCase = [what: string, zone: Zone, fails: readonly string[]];

/** A record at the domain, what it leads to in `more`. */
export const faultyRecords: readonly RecordCase[] = [
  ['a good record', 'v=spf1 mx include:good.example.net ~all', []],
  ['upper case is as good as lower', 'V=SPF1 MX IP4:192.0.2.0/24 Include:good.example.net -ALL', []],
  ['a macro of the sender', 'v=spf1 exists:%{i}.spf.example.net -all', []],
  ['an unknown mechanism behind all', 'v=spf1 -all moo', ['syntax unknown-mechanism']],
  ['several faults', 'v=spf1 ip4:1.2 a/99 ~all', ['syntax bad-ip', 'syntax bad-prefix']],
  [
    'a fault below',
    'v=spf1 include:x.example.net ~all',
    ['syntax unknown-mechanism'],
    { 'x.example.net': txt('v=spf1 mooo -all') },
  ],
  ['an include of nothing', 'v=spf1 include:x.example.net ~all', ['targets no-record-there']],
  [
    'an include of two',
    'v=spf1 include:x.example.net ~all',
    ['targets several-records-there'],
    { 'x.example.net': { TXT: ['v=spf1 a', 'v=spf1 mx'] } },
  ],
  [
    'a loop',
    'v=spf1 include:x.example.net ~all',
    ['targets loop'],
    { 'x.example.net': txt('v=spf1 include:example.org -all') },
  ],
  ['no name', 'v=spf1 include:a..example.net ~all', ['targets no-name']],
  ['eleven look-ups', `v=spf1 ${names(11)} ~all`, ['lookup-count too-many'], hosts(11)],
  [
    'eleven, after all own senders',
    `v=spf1 ip4:192.0.2.0/24 ${names(10)} exists:x.example.net ~all`,
    ['lookup-count too-many-for-others', 'dead-terms finds-nothing'],
    hosts(10),
  ],
  ['ten look-ups', `v=spf1 ${names(10)} ~all`, ['lookup-count no-room'], hosts(10)],
  [
    'three void',
    `v=spf1 mx ${names(3)} ip4:192.0.2.0/24 ~all`,
    [
      'void-lookups too-many',
      'dead-terms finds-nothing',
      'dead-terms finds-nothing',
      'dead-terms finds-nothing',
    ],
  ],
  ['two void', `v=spf1 mx ${names(2)} ~all`, ['dead-terms finds-nothing', 'dead-terms finds-nothing']],
  [
    'three without IPv6',
    `v=spf1 ${names(3)} ~all`,
    ['void-lookups too-many-ipv6'],
    Object.fromEntries(Array.from({ length: 3 }, (_, i) => [`h${i}.example.net`, { A: ['192.0.2.9'] }])),
  ],
  [
    'eleven mail hosts',
    'v=spf1 mx:x.example.net ~all',
    ['mx-names too-many'],
    { 'x.example.net': { MX: Array.from({ length: 11 }, (_, i) => `${i} mx.example.org`) } },
  ],
  ['+all', 'v=spf1 mx +all', ['all pass-all']],
  [
    '+all below',
    'v=spf1 include:x.example.net -all',
    ['all pass-all'],
    { 'x.example.net': txt('v=spf1 all') },
  ],
  [
    '+all below a neutral include',
    'v=spf1 ?include:x.example.net -all',
    [],
    { 'x.example.net': txt('v=spf1 all') },
  ],
  ['?all', 'v=spf1 mx ?all', ['all neutral-all']],
  ['no all', 'v=spf1 mx', ['all no-all']],
  [
    'no all behind a redirect',
    'v=spf1 redirect=x.example.net',
    ['all no-all'],
    { 'x.example.net': txt('v=spf1 ip4:192.0.2.1') },
  ],
  ['an all behind a redirect', 'v=spf1 redirect=good.example.net', []],
  ['exists for everybody', 'v=spf1 exists:mx.example.org -all', ['all exists-always']],
  ['IPv6 senders only', 'v=spf1 ip6:2001:db8::/64 -all', ['ip-families ipv6-only']],
  ['ptr', 'v=spf1 ptr -all', ['ptr uses-ptr']],
  ['half the Internet', 'v=spf1 ip4:128.0.0.0/1 -all', ['wide-ranges open-range']],
  ['a typo in the length', 'v=spf1 a/2 mx//3 -all', ['wide-ranges open-range', 'wide-ranges open-range']],
  ['a wide network', 'v=spf1 ip4:198.18.0.0/15 -all', ['wide-ranges wide-range']],
  ['a wide network that does not pass', 'v=spf1 -ip4:198.18.0.0/15 mx -all', []],
  [
    'as wide as providers publish',
    'v=spf1 include:x.example.net -all',
    [],
    { 'x.example.net': txt('v=spf1 ip4:52.100.0.0/14 -all') },
  ],
  [
    'wider than providers publish',
    'v=spf1 include:x.example.net -all',
    ['wide-ranges wide-range'],
    { 'x.example.net': txt('v=spf1 ip4:52.0.0.0/11 -all') },
  ],
  [
    'glued strings',
    ['v=spf1 ip4:192.0.2.1', 'include:good.example.net -all'],
    ['syntax bad-ip', 'strings missing-blank'],
  ],
  [
    'glued strings that are a name',
    ['v=spf1 include:good.example.net', '-all'],
    ['targets no-record-there', 'all no-all', 'strings missing-blank'],
  ],
  ['behind all', 'v=spf1 ~all mx', ['unreached unreached']],
  ['a redirect beside all', 'v=spf1 redirect=good.example.net ~all', ['unreached redirect-beside-all']],
  [
    'a modifier that was meant as a mechanism',
    'v=spf1 mx include=good.example.net ~all',
    ['unreached unknown-modifier'],
  ],
  [
    'a private network',
    'v=spf1 mx ip4:10.0.0.0/8 ip4:127.0.0.1 ip6:::ffff:192.0.2.1 ~all',
    ['usable-networks private-network', 'usable-networks reserved-network', 'usable-networks mapped-network'],
  ],
  [
    'twice the same',
    'v=spf1 mx ip4:192.0.2.1 +mx ip4:192.0.2.0/24 ~all',
    ['redundant repeated-term', 'redundant covered-network'],
  ],
  [
    'a narrow network that a refusal parts from the wide one',
    'v=spf1 ip4:192.0.2.1 -ip4:192.0.2.0/25 ip4:192.0.2.0/24 ~all',
    [],
  ],
  [
    'one include by two ways',
    'v=spf1 include:good.example.net include:x.example.net ~all',
    ['redundant repeated-target'],
    { 'x.example.net': txt('v=spf1 include:good.example.net -all') },
  ],
  [
    'a large record',
    `v=spf1 ${Array.from({ length: 40 }, (_, i) => `ip4:192.0.2.${i * 2}`).join(' ')} ~all`,
    ['answer-size needs-edns'],
  ],
  [
    'a huge record',
    `v=spf1 ${Array.from({ length: 90 }, (_, i) => `ip4:192.0.2.${i * 2}`).join(' ')} ~all`,
    ['answer-size needs-tcp'],
  ],
];

/** No record, several, or one that is none. */
export const recordlessZones: readonly ZoneCase[] = [
  ['nothing', { [domain]: { A: ['192.0.2.1'] } }, ['single-record no-record']],
  ['no domain', {}, ['single-record no-record']],
  [
    'two',
    {
      [domain]: { TXT: ['v=spf1 mx -all', 'v=spf1 ip4:192.0.2.1 -all'], MX: ['1 mx.example.org'] },
      'mx.example.org': { A: ['192.0.2.1'], AAAA: ['2001:db8::1'] },
    },
    ['single-record several-records'],
  ],
  ['a leading blank', { [domain]: txt(' v=spf1 mx -all') }, ['single-record nearly-spf-leading-blank']],
  ['quotes', { [domain]: txt('"v=spf1 mx -all"') }, ['single-record nearly-spf-quoted']],
  ['no blank', { [domain]: txt('v=spf1mx -all') }, ['single-record nearly-spf-no-blank']],
  ['a semicolon', { [domain]: txt('v=spf1; mx -all') }, ['single-record nearly-spf-version']],
  ['no version', { [domain]: txt('spf1 mx -all') }, ['single-record nearly-spf-no-version']],
  ['Sender ID', { [domain]: txt('spf2.0/pra mx -all') }, ['single-record no-record']],
  [
    'another name',
    { [domain]: { A: ['192.0.2.1'] }, [`_spf.${domain}`]: txt('v=spf1 mx -all') },
    ['single-record no-record', 'wrong-name other-name'],
  ],
  ['type 99', { [domain]: { SPF: ['v=spf1 mx -all'] } }, ['single-record no-record', 'wrong-name type-99']],
];

/** The zones of all cases. */
export const everyZone: readonly Zone[] = [
  ...faultyRecords.map(([, text, , more]) => zoneWith(text, more)),
  ...recordlessZones.map(([, zone]) => zone),
];
