import { describe, expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import type { SpfTreeFacts, SpfTreeNode } from '../../findings/facts/spf-tree.ts';
import type { AuditContext } from '../audit/types.ts';
import { type Zone, zoneResolver } from '../dns/testing.ts';
import { gatherSpfTree } from './gather-spf-tree.ts';

async function shelfOf(zone: Zone, asked: string[] = []) {
  const context: AuditContext = {
    resolver: zoneResolver(zone, asked),
    clock: systemClock,
    connect: false,
    allowPrivate: false,
  };
  const { spfTree } = await gatherSpfTree('example.org', context);
  if (spfTree === undefined) throw new Error('no shelf');
  return spfTree;
}

async function factsOf(zone: Zone, asked: string[] = []): Promise<SpfTreeFacts> {
  const shelf = await shelfOf(zone, asked);
  if (shelf.state !== 'present') throw new Error(shelf.state);
  return shelf.value;
}

const spf = (text: string, more: Zone[string] = {}): Zone[string] => ({ TXT: [text], ...Object(more) });

async function rootOf(zone: Zone, asked: string[] = []): Promise<SpfTreeNode> {
  const { root } = await factsOf(zone, asked);
  if (root === undefined) throw new Error('no tree');
  return root;
}

/** 'term → networks' of every term. */
const networksOf = (node: SpfTreeNode): Record<string, readonly string[]> =>
  Object.fromEntries(node.terms.map(({ text, networks }) => [text, networks]));

describe('the tree', () => {
  test('terms have their place, their networks and their counts', async () => {
    const root = await rootOf({
      'example.org': spf(
        'v=spf1 a/28 mx ip4:192.0.2.64/26 include:_spf.example.net exists:%{i}.example.org ~all',
        {
          A: ['192.0.2.5'],
          AAAA: ['2001:db8::5'],
          MX: ['10 mx1.example.org', '20 mx2.example.org'],
        },
      ),
      'mx1.example.org': { A: ['192.0.2.25'] },
      'mx2.example.org': { AAAA: ['2001:db8::25'] },
      '_spf.example.net': spf('v=spf1 ip6:2001:db8:5::/48 a:out.example.net -all'),
      'out.example.net': { A: ['198.51.100.1'] },
    });
    expect(networksOf(root)).toMatchObject({
      'a/28': ['192.0.2.0/28', '2001:db8::5/128'],
      mx: ['192.0.2.25/32', '2001:db8::25/128'],
      'ip4:192.0.2.64/26': ['192.0.2.64/26'],
    });
    expect(root.terms.map(({ start, end }) => (root.record ?? '').slice(start, end))).toEqual(
      root.terms.map(({ text }) => text),
    );
    const included = root.terms.find(({ name }) => name === 'include')?.target;
    expect(included).toMatchObject({
      domain: '_spf.example.net',
      lookupCount: 1,
      voidCount: 0,
      voidCountIpv6: 1,
    });
    expect(root).toMatchObject({ lookupCount: 5, voidCount: 0, voidCountIpv6: 1 });
    expect(root.terms.find(({ name }) => name === 'mx')?.mxCount).toBe(2);
    expect(root.terms.find(({ name }) => name === 'exists')?.problem).toBe('macro');
  });

  test('what evaluation never comes to is told, not counted and not asked', async () => {
    const asked: string[] = [];
    const root = await rootOf(
      { 'example.org': spf('v=spf1 -all a:x.example.org include:y.example.org redirect=z.example.org') },
      asked,
    );
    expect(root.terms.map(({ isUnreached }) => isUnreached)).toEqual([false, true, true, true]);
    expect(root.lookupCount).toBe(0);
    expect(asked).toEqual(['example.org TXT']);
  });

  test('a redirect beside all is ignored wherever it stands', async () => {
    const root = await rootOf({ 'example.org': spf('v=spf1 redirect=z.example.org mx ~all') });
    expect(root.terms.map(({ name, isUnreached }) => `${name} ${isUnreached}`)).toEqual([
      'redirect true',
      'mx false',
      'all false',
    ]);
  });

  test.each<[string, string, Zone]>([
    ['none', 'include:x.example.net', { 'x.example.net': { TXT: ['hello'] } }],
    ['no-domain', 'include:x.example.net', {}],
    ['several', 'include:x.example.net', { 'x.example.net': { TXT: ['v=spf1 a', 'v=spf1 mx'] } }],
    ['loop', 'include:example.org', {}],
    ['loop', 'redirect=EXAMPLE.ORG.', {}],
    ['macro', 'include:%{i}.example.net', {}],
    ['bad-name', 'include:a..example.net', {}],
    ['unknown', 'include:x.example.net', { 'x.example.net': 'SERVFAIL' }],
    ['unknown', 'include:x.example.net', { 'x.example.net': 'TIMEOUT' }],
  ])('a target that is %s: %s', async (problem, term, more) => {
    const facts = await factsOf({ 'example.org': spf(`v=spf1 ${term}`), ...more });
    expect(facts.root?.terms[0]?.target?.problem).toBe(problem);
    expect(facts.isWhole).toBe(problem !== 'unknown');
  });

  test('macros of the domain are followed', async () => {
    const root = await rootOf({
      'example.org': spf('v=spf1 redirect=%{d}.spf.example.net'),
      'example.org.spf.example.net': spf('v=spf1 include:_%{o}.example.net -all'),
      '_example.org.example.net': spf('v=spf1 ip4:192.0.2.1'),
    });
    const redirected = root.terms[0]?.target;
    expect(redirected?.terms[0]?.target?.terms[0]?.networks).toEqual(['192.0.2.1/32']);
  });

  test('void look-ups are counted by family', async () => {
    const root = await rootOf({
      'example.org': spf('v=spf1 a a:gone.example.net mx exists:gone.example.net ptr ~all', {
        A: ['192.0.2.1'],
      }),
    });
    expect(root).toMatchObject({ lookupCount: 5, voidCount: 3, voidCountIpv6: 4 });
  });

  test('an exists that always matches matches everybody', async () => {
    const root = await rootOf({
      'example.org': spf('v=spf1 exists:example.net -all'),
      'example.net': { A: ['192.0.2.1'] },
    });
    expect(root.terms[0]?.networks).toEqual(['0.0.0.0/0', '::/0']);
  });
});

describe('limits', () => {
  test('a chain without end is cut', async () => {
    const zone = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        i === 0 ? 'example.org' : `n${i}.example.org`,
        spf(`v=spf1 include:n${i + 1}.example.org`),
      ]),
    );
    const asked: string[] = [];
    const facts = await factsOf(zone, asked);
    expect(facts.isWhole).toBe(false);
    expect(facts.root?.lookupCount).toBe(11);
    expect(asked.length).toBeLessThan(15);
  });

  test('a tree that doubles at each level is cut', async () => {
    const zone = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [
        i === 0 ? 'example.org' : `n${i}.example.org`,
        spf(`v=spf1 ${`include:n${i + 1}.example.org `.repeat(40)}`.trim()),
      ]),
    );
    const facts = await factsOf(zone);
    expect(facts.isWhole).toBe(false);
    expect(JSON.stringify(facts).length).toBeLessThan(1_000_000);
  });

  test('a record of hundreds of host names asks for some of them', async () => {
    const asked: string[] = [];
    const terms = Array.from({ length: 300 }, (_, i) => `a:h${i}.x.org`).join(' ');
    const facts = await factsOf({ 'example.org': spf(`v=spf1 ${terms}`) }, asked);
    expect(asked.length).toBeLessThan(200);
    expect(facts.root?.lookupCount).toBe(300);
    expect(facts.isWhole).toBe(false);
  });

  test('ten of the MX names are looked at', async () => {
    const asked: string[] = [];
    const MX = Array.from({ length: 30 }, (_, i) => `${i} m${i}.example.net`);
    const root = await rootOf({ 'example.org': spf('v=spf1 mx', { MX }) }, asked);
    expect(root.terms[0]?.mxCount).toBe(30);
    expect(asked.filter((question) => question.endsWith(' A'))).toHaveLength(10);
  });
});

describe('no record', () => {
  test('nothing at all is absent, and a missing domain is asked once', async () => {
    const asked: string[] = [];
    expect((await shelfOf({ 'example.org': { A: ['192.0.2.1'] } }, asked)).state).toBe('absent');
    expect(asked).toHaveLength(6);
    const once: string[] = [];
    expect((await shelfOf({}, once)).state).toBe('absent');
    expect(once).toEqual(['example.org TXT']);
  });

  test.each(['SERVFAIL', 'TIMEOUT', 'REFUSED'] as const)('%s is unknown', async (fault) => {
    const shelf = await shelfOf({ 'example.org': fault });
    expect(shelf.state).toBe('unknown');
    expect(shelf.from).toMatchObject({ kind: 'computed', lookups: [{ question: 'example.org. TXT' }] });
  });

  test('a record at another name or of type 99 is found', async () => {
    const facts = await factsOf({
      'example.org': { SPF: ['v=spf1 mx -all'] },
      '_spf.example.org': spf('v=spf1 a -all'),
    });
    expect(facts.misplaced).toEqual([
      { name: 'example.org', type: 'SPF', record: 'v=spf1 mx -all' },
      { name: '_spf.example.org', type: 'TXT', record: 'v=spf1 a -all' },
    ]);
  });

  test('a record that is nearly one is told without further questions', async () => {
    const asked: string[] = [];
    const facts = await factsOf({ 'example.org': { TXT: [['v=spf1', 'mx -all'], 'hello'] } }, asked);
    expect(facts).toMatchObject({
      records: [],
      nearMisses: [{ text: 'v=spf1mx -all', kind: 'no-blank', meant: 'v=spf1 mx -all' }],
    });
    expect(asked).toEqual(['example.org TXT']);
  });
});

test('several records and the size of their answer', async () => {
  const facts = await factsOf({ 'example.org': { TXT: ['v=spf1 mx', 'V=SPF1 a', 'x'.repeat(200)] } });
  expect(facts.records.map(({ text }) => text)).toEqual(['V=SPF1 a', 'v=spf1 mx']);
  // Header 12, question 17, three records of 12 + 1 + text.
  expect(facts.answerOctets).toBe(12 + 17 + 3 * 13 + 9 + 8 + 200);
});
