/** The checks of an SPF tree over zones: what each says of a fault, of its absence, and which record would be better. */
import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { fillFirst, placeholdersOf } from '../../findings/catalogue.ts';
import type { Evidence } from '../../findings/evidence.ts';
import type { Finding } from '../../findings/finding.ts';
import { createProfile } from '../../findings/profile.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { type Zone, zoneResolver } from '../../gather/dns/testing.ts';
import { gatherSpfTree } from '../../gather/spf-tree/gather-spf-tree.ts';
import { readSpfRecord } from '../../wire/spf/index.ts';
import { evidenceOf } from '../testing.ts';
import { spfAuditChecks } from './audit-checks.ts';

const domain = 'example.org';

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

const judged = async (zone: Zone): Promise<readonly Finding[]> =>
  runChecks(spfAuditChecks, await evidenceFor(zone));

/** A record of the sample domain beside what it leads to; the domain has an address and a mail host. */
const zoneWith = (text: string | readonly string[], more: Zone = {}): Zone => ({
  [domain]: { TXT: [text], A: ['192.0.2.1'], AAAA: ['2001:db8::1'], MX: [`10 mx.${domain}`] },
  [`mx.${domain}`]: { A: ['192.0.2.2'], AAAA: ['2001:db8::2'] },
  'good.example.net': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
  ...more,
});

const txt = (text: string): Zone[string] => ({ TXT: [text] });
const failures = (findings: readonly Finding[]): readonly string[] =>
  findings
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ check, message }) => `${check.slice(4)} ${message}`);

const everyZone: Zone[] = [];
const failing = async (zone: Zone): Promise<readonly string[]> => {
  everyZone.push(zone);
  return failures(await judged(zone));
};

const names = (count: number, start = 'a:h'): string =>
  Array.from({ length: count }, (_, i) => `${start}${i}.example.net`).join(' ');
const hosts = (count: number): Zone =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `h${i}.example.net`,
      { A: ['192.0.2.9'], AAAA: ['2001:db8::9'] },
    ]),
  );

describe('what fails', () => {
  test.each<[string, string | readonly string[], readonly string[], Zone?]>([
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
      [
        'usable-networks private-network',
        'usable-networks reserved-network',
        'usable-networks mapped-network',
      ],
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
  ])('%s', async (_, text, expected, more = {}) => {
    expect(await failing(zoneWith(text, more))).toEqual(expected);
  });
});

describe('no record, several, or one that is none', () => {
  test.each<[string, Zone, readonly string[]]>([
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
  ])('%s', async (_, zone, expected) => {
    expect(await failing(zone)).toEqual(expected);
  });
});

describe('the record that would be better', () => {
  const fixOf = async (zone: Zone, check: string) =>
    (await judged(zone)).find((finding) => finding.check === check && finding.outcome === 'fail')?.fixes[0];

  test.each<[string, string, string | readonly string[], string | undefined]>([
    ['a slip mended', 'spf/syntax', 'v=spf1 ipv4:192.0.2.1 mx ~all', 'v=spf1 ip4:192.0.2.1 mx ~all'],
    ['no guess', 'spf/syntax', 'v=spf1 moo mx ~all', undefined],
    ['a dead include taken out', 'spf/targets', 'v=spf1 mx include:x.example.net ~all', 'v=spf1 mx ~all'],
    ['not a dead redirect', 'spf/targets', 'v=spf1 mx redirect=x.example.net', undefined],
    ['dead terms taken out', 'spf/void-lookups', `v=spf1 ${names(3)} mx ~all`, 'v=spf1 mx ~all'],
    ['an end', 'spf/all', 'v=spf1 mx', 'v=spf1 mx ~all'],
    ['a better end', 'spf/all', 'v=spf1 mx +all', 'v=spf1 mx ~all'],
    ['blanks', 'spf/strings', ['v=spf1 ip4:192.0.2.1', 'mx -all'], 'v=spf1 ip4:192.0.2.1 mx -all'],
    [
      'the mechanism that was meant',
      'spf/unreached',
      'v=spf1 include=good.example.net ~all',
      'v=spf1 include:good.example.net ~all',
    ],
    [
      'IPv4 as IPv4',
      'spf/usable-networks',
      'v=spf1 mx ip6:::ffff:192.0.2.0/120 ~all',
      'v=spf1 mx ip4:192.0.2.0/24 ~all',
    ],
    ['no repetition', 'spf/redundant', 'v=spf1 mx a +mx ~all', 'v=spf1 mx a ~all'],
  ])('%s', async (_, check, text, value) => {
    const fix = await fixOf(zoneWith(text), check);
    const replaces = [text].flat().join('');
    expect(fix).toEqual(
      value === undefined ? undefined : { kind: 'dns', name: domain, type: 'TXT', value, replaces },
    );
  });

  test('a record of others is not ours to change', async () => {
    const zone = zoneWith('v=spf1 include:x.example.net ~all', {
      'x.example.net': txt('v=spf1 ptr ptr a:gone.example.net -all'),
    });
    const findings = (await judged(zone)).filter(({ outcome }) => outcome === 'fail');
    expect(findings.length).toBeGreaterThan(1);
    expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
  });

  test('a domain without a record gets none: nothing here tells who sends for it', () => {
    const mx = [{ preference: 0, host: 'mx.example.org', ipv4: [], ipv6: [] }];
    const routing = { domain, mx, ownAddresses: [] } as never;
    const [finding] = runChecks(spfAuditChecks, evidenceOf({ spfTree: 'absent', routing }));
    expect(finding).toMatchObject({ message: 'no-record', data: { domain: '' }, fixes: [] });
    expect(finding?.data).not.toHaveProperty('proposed');
  });
});

test('a finding names the term, its place and the way to it', async () => {
  const zone = zoneWith('v=spf1 include:a.example.net ~all', {
    'a.example.net': txt('v=spf1 include:b.example.net -all'),
    'b.example.net': txt('v=spf1 ip4:192.0.2 -all'),
  });
  const finding = (await judged(zone)).find(({ check }) => check === 'spf/syntax');
  expect(finding).toMatchObject({
    subject: { kind: 'domain', name: domain },
    data: {
      term: 'ip4:192.0.2',
      offset: 7,
      at: 'b.example.net',
      ownTerm: 'include:a.example.net',
      via: 'example.org → a.example.net → b.example.net',
    },
  });
});

describe('what DNS does not answer is unknown, never a failure', () => {
  test.each(['SERVFAIL', 'TIMEOUT', 'REFUSED'] as const)('the record itself: %s', async (fault) => {
    const findings = await judged({ [domain]: fault });
    expect(new Set(findings.map(({ outcome, message }) => `${outcome} ${message}`))).toEqual(
      new Set(['unknown could-not-check']),
    );
  });

  test('a target and an address', async () => {
    const findings = await judged(
      zoneWith('v=spf1 include:x.example.net a:y.example.net ~all', {
        'x.example.net': 'TIMEOUT',
        'y.example.net': 'SERVFAIL',
      }),
    );
    expect(failures(findings)).toEqual([]);
    const unknown = findings.filter(({ outcome }) => outcome === 'unknown');
    expect(unknown.map(({ check, message }) => `${check} ${message}`)).toEqual([
      'spf/targets not-answered',
      'spf/lookup-count incomplete',
      'spf/void-lookups incomplete',
    ]);
  });
});

describe('words and weights', () => {
  type Texts = Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, string | string[]>>>>>
  >;
  const read = (path: string): Texts => parse(readFileSync(path, 'utf8')) as Texts;
  const weights = read('data/profiles/default/spf.toml');

  test.each(['en', 'de'])(
    'every finding of these tests can be said in %s without a hole',
    async (language) => {
      const texts = read(`data/texts/${language}/audit/spf.toml`);
      const findings = (await Promise.all(everyZone.map(judged))).flat();
      expect(new Set(findings.map(({ message }) => message)).size).toBeGreaterThan(50);
      for (const { check, message, outcome, data } of findings) {
        const own = texts[check];
        const parts = outcome === 'fail' ? (['messages', 'todo'] as const) : (['messages'] as const);
        for (const part of parts) {
          const templates = [own?.[part]?.[message] ?? []].flat();
          expect(templates, `${check} ${message} ${part}`).not.toEqual([]);
          expect(fillFirst(templates, data), `${check} ${message} ${part}`).not.toBe('');
          // The last needs nothing.
          expect(placeholdersOf(templates.at(-1) ?? '{x}'), `${check} ${message} ${part}`).toEqual([]);
        }
      }
    },
  );

  test('every failure has a weight', async () => {
    const findings = (await Promise.all(everyZone.map(judged))).flat();
    const failing = new Set(
      findings.flatMap(({ outcome, check, message }) => (outcome === 'fail' ? `${check} ${message}` : [])),
    );
    const weighed = Object.entries(weights).flatMap(([check, messages]) =>
      Object.keys(messages).map((message) => `${check} ${message}`),
    );
    expect([...failing].filter((id) => !weighed.includes(id))).toEqual([]);
    const profile = createProfile([weights]);
    expect(profile.severityOf({ check: 'spf/all', message: 'pass-all', outcome: 'fail' })).toBe('critical');
  });

  test('every fault that the reader knows has a message', () => {
    const faults = [
      'moo',
      '1up=x',
      '-all/8',
      'include',
      'a:museum',
      'exists:%x.y',
      'ip4:1',
      'a/33',
      'exp=a.b exp=a.b',
      'a\u0001b',
    ];
    const codes = faults.map((fault) => readSpfRecord(`v=spf1 ${fault}`).problems[0]?.code ?? '');
    expect(codes.filter((code) => weights['spf/syntax']?.[code] === undefined)).toEqual([]);
  });
});

describe('IP versions of the senders', () => {
  test.each([
    ['v=spf1 mx -all', 'both'],
    ['v=spf1 ip4:192.0.2.0/24 -ip6:2001:db8::/32 -all', 'ipv4-only'],
    ['v=spf1 include:good.example.net -all', 'ipv4-only'],
    ['v=spf1 ip4:192.0.2.0/24 exists:%{i}.example.net -all', 'not-told'],
    ['v=spf1 -all', 'nobody'],
  ])('%s: %s', async (record, message) => {
    const found = await judged(zoneWith(record));
    expect(found.find(({ check }) => check === 'spf/ip-families')?.message).toBe(message);
  });
});
