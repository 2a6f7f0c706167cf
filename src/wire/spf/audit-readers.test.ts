import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { removeTerms, repeatedTerms, withoutRepeats } from './edit.ts';
import { type FlatSource, flattenSpf } from './flatten.ts';
import { findGluedTerms, toStrings, withBlanks } from './joints.ts';
import { expandKnownMacros } from './known-macros.ts';
import { readNearMiss } from './near-miss.ts';
import { aggregateNetworks, countIpv4, holdsNetwork, networkOf, uselessNetwork } from './networks.ts';
import { isSpfRecord, parseSpfRecord, readSpfRecord } from './parse.ts';
import { repairRecord, suggestTerms } from './repair.ts';

describe('macros that are known without a message', () => {
  const names = { domain: 'a.b.example.org', senderDomain: 'example.org' };
  test.each([
    ['_spf.example.net.', '_spf.example.net'],
    ['%{d}.example.net', 'a.b.example.org.example.net'],
    ['%{o}.example.net', 'example.org.example.net'],
    ['%{d2}', 'example.org'],
    ['%{dr}.x.example', 'org.example.b.a.x.example'],
    ['%{d1r}.x.example', 'a.x.example'],
    ['a%%b.example.org', 'a%b.example.org'],
    ['%{i}.example.org', undefined],
    ['%{l}.%{d}', undefined],
    ['%{h}', undefined],
  ])('%s is %s', (spec, name) => {
    expect(expandKnownMacros(spec, names)).toBe(name);
  });
});

describe('networks', () => {
  test.each([
    ['192.0.2.7', 24, '192.0.2.0/24'],
    ['192.0.2.7', undefined, '192.0.2.7/32'],
    ['2001:db8:1::1', 32, '2001:db8::/32'],
    ['192.0.2.7', 0, '0.0.0.0/0'],
    ['192.0.2.7', 33, undefined],
    ['example', 8, undefined],
  ])('%s/%s is %s', (address, bits, cidr) => {
    expect(networkOf(address, bits)).toBe(cidr);
  });

  test('one holds another', () => {
    expect(holdsNetwork('192.0.2.0/24', '192.0.2.128/25')).toBe(true);
    expect(holdsNetwork('192.0.2.128/25', '192.0.2.0/24')).toBe(false);
    expect(holdsNetwork('0.0.0.0/0', '2001:db8::/32')).toBe(false);
  });

  test.each([
    [['192.0.2.0/25', '192.0.2.128/25'], ['192.0.2.0/24']],
    [['192.0.2.7/32', '192.0.2.0/24'], ['192.0.2.0/24']],
    [
      ['192.0.2.128/25', '198.51.100.0/24', '2001:db8::/33', '192.0.2.0/25', '2001:db8:8000::/33', 'x'],
      ['192.0.2.0/24', '198.51.100.0/24', '2001:db8::/32'],
    ],
    [
      ['192.0.2.1/32', '192.0.2.2/32'],
      ['192.0.2.1/32', '192.0.2.2/32'],
    ],
    [['0.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/0']],
  ])('%j become %j', (given, fewest) => {
    expect(aggregateNetworks(given)).toEqual(fewest);
  });

  test('aggregation keeps every address and adds none', () => {
    const cidr = fc
      .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 24, max: 32 }))
      .map(([last, bits]) => networkOf(`192.0.2.${last}`, bits) ?? '');
    const address = (last: number): string => `192.0.2.${last}/32`;
    fc.assert(
      fc.property(fc.array(cidr, { maxLength: 12 }), (given) => {
        const fewest = aggregateNetworks(given);
        for (let last = 0; last < 256; last += 1) {
          const within = (list: readonly string[]) => list.some((one) => holdsNetwork(one, address(last)));
          expect(within(fewest)).toBe(within(given));
        }
        expect(countIpv4(given)).toBe(countIpv4(fewest));
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ['10.1.0.0/16', 'private'],
    ['fd00::/8', 'private'],
    ['127.0.0.1/32', 'reserved'],
    ['::1/128', 'reserved'],
    ['::ffff:192.0.2.1/128', 'mapped'],
    ['192.0.2.0/24', undefined],
    ['0.0.0.0/0', undefined],
    ['2001:db8::/32', undefined],
  ])('%s is %s', (cidr, kind) => {
    expect(uselessNetwork(cidr)).toBe(kind);
  });
});

describe('records that are nearly SPF', () => {
  test.each([
    [' v=spf1 mx -all', 'leading-blank', 'v=spf1 mx -all'],
    ['\u00ef\u00bb\u00bfv=spf1 mx -all', 'leading-blank', 'v=spf1 mx -all'],
    ['"v=spf1 mx -all"', 'quoted', 'v=spf1 mx -all'],
    ['\\"v=spf1 mx -all\\"', 'quoted', 'v=spf1 mx -all'],
    ['v=spf1include:example.net -all', 'no-blank', 'v=spf1 include:example.net -all'],
    ['v=spf1mx', 'no-blank', 'v=spf1 mx'],
    ['v=spf1; mx -all', 'version', 'v=spf1 mx -all'],
    ['v=spf1\tmx -all', 'version', 'v=spf1 mx -all'],
    ['v=spf1,mx', 'version', 'v=spf1 mx'],
    ['v=spf2 mx -all', 'version', 'v=spf1 mx -all'],
    ['v=spf2.0 mx -all', 'version', 'v=spf1 mx -all'],
    ['v=spf 1 mx -all', 'version', 'v=spf1 mx -all'],
    ['v:spf1 mx -all', 'version', 'v=spf1 mx -all'],
    ['v = spf1 mx -all', 'version', 'v=spf1 mx -all'],
    ['spf1 mx -all', 'no-version', 'v=spf1 mx -all'],
    ['spf2.0/pra mx -all', 'sender-id', undefined],
    ['v=spf1;foo bar', 'version', undefined],
  ])('%j is %s', (text, kind, meant) => {
    expect(readNearMiss(text)).toEqual(meant === undefined ? { kind } : { kind, meant });
  });

  test.each([
    'v=spf1 mx -all',
    'v=spf1',
    'v=spf10',
    'v=DMARC1; p=none',
    'google-site-verification=x',
    'spfl',
    'v=spf100 a',
  ])('%j is not', (text) => {
    expect(readNearMiss(text)).toBeUndefined();
  });

  test('no text makes it throw, and what was meant is always a record', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom('', ' v=spf1', '"v=spf1', 'v=spf2 '),
        (tail, head) => {
          const meant = readNearMiss(head + tail)?.meant;
          if (meant !== undefined) expect(parseSpfRecord(meant).ok).toBe(true);
        },
      ),
    );
  });
});

describe('what a faulty term was meant to be', () => {
  test.each([
    ['ipv4:192.0.2.1', 'ip4:192.0.2.1'],
    ['ip:192.0.2.0/24', 'ip4:192.0.2.0/24'],
    ['ip4=192.0.2.1', 'ip4:192.0.2.1'],
    ['-a:192.0.2.1', '-ip4:192.0.2.1'],
    ['include:192.0.2.1', 'ip4:192.0.2.1'],
    ['ip4:2001:db8::/32', 'ip6:2001:db8::/32'],
    ['ip6:192.0.2.1', 'ip4:192.0.2.1'],
    ['ip4:mail.example.org', 'a:mail.example.org'],
    ['ip4:192.0.2.1:25', 'ip4:192.0.2.1'],
    ['ip4:192.0.2.0/024', 'ip4:192.0.2.0/24'],
    ['ip4:192.0.2.0//24', 'ip4:192.0.2.0/24'],
    ['192.0.2.1', 'ip4:192.0.2.1'],
    ['redirect:example.org', 'redirect=example.org'],
    ['-all.', '-all'],
    ['~all;', '~all'],
    ['ip4:192.0.2.1,', 'ip4:192.0.2.1'],
    ['ip4:192.0.2.1include:example.net', 'ip4:192.0.2.1 include:example.net'],
    ['a:example.org\tmx', 'a:example.org mx'],
    ['moo', undefined],
    ['include:', undefined],
    ['a:museum', undefined],
  ])('%j is %j', (term, meant) => {
    expect(suggestTerms(term)).toBe(meant);
  });

  test('a record is repaired whole or not at all', () => {
    expect(repairRecord('v=spf1 ipv4:192.0.2.1 mx -all;')).toBe('v=spf1 ip4:192.0.2.1 mx -all');
    expect(repairRecord('v=spf1 ipv4:192.0.2.1 moo')).toBeUndefined();
    expect(repairRecord('v=spf1 mx -all')).toBeUndefined();
  });

  test('never throws, and every suggestion is well-formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (term) => {
        const meant = suggestTerms(term);
        if (meant !== undefined) expect(readSpfRecord(`v=spf1 ${meant}`).problems).toEqual([]);
      }),
    );
  });
});

describe('strings of one record', () => {
  test.each([
    [['v=spf1 ip4:192.0.2.1', 'include:example.net -all'], [20]],
    [['v=spf1 include:example.org', 'include:example.net -all'], [26]],
    [['v=spf1 mx', '-all'], [9]],
    [['v=spf1 include:example.org', '-all'], [26]],
    [['v=spf1 ip4:192.0.', '2.1 -all'], []],
    [['v=spf1 ip4:192.0.2.1 ', 'include:example.net -all'], []],
    [['v=spf1 mx -all'], []],
  ])('%j glues at %j', (strings, joints) => {
    expect(findGluedTerms(strings).map(({ joint }) => joint)).toEqual(joints);
  });

  test('blanks are put where they are missing', () => {
    const strings = ['v=spf1 ip4:192.0.2.1', 'include:example.net', '-all'];
    expect(withBlanks(strings.join(''), findGluedTerms(strings))).toContain(
      'ip4:192.0.2.1 include:example.net',
    );
  });

  test('a record is cut into strings that give it back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('mx', 'include:example.net', 'x'.repeat(300)), { maxLength: 60 }),
        (terms) => {
          const text = ['v=spf1', ...terms].join(' ');
          const strings = toStrings(text);
          expect(strings.join('')).toBe(text);
          expect(strings.every((string) => string.length <= 255)).toBe(true);
        },
      ),
    );
  });
});

describe('terms are taken out', () => {
  const record = (text: string) => readSpfRecord(text).record;
  test('with their blanks', () => {
    const { terms, text } = record('v=spf1 a  mx include:example.net -all');
    expect(removeTerms(text, [terms[2]?.span ?? { start: 0, end: 0 }])).toBe('v=spf1 a  mx -all');
    expect(
      removeTerms(
        text,
        terms.map(({ span }) => span),
      ),
    ).toBe('v=spf1');
  });

  test('repeated ones, whatever their case', () => {
    const twice = record('v=spf1 mx +MX -mx a -all');
    expect(repeatedTerms(twice).map(({ text }) => text)).toEqual(['+MX']);
    expect(withoutRepeats(twice)).toBe('v=spf1 mx -mx a -all');
  });
});

describe('flattening', () => {
  const term = (text: string, networks: readonly string[] = [], target?: FlatSource, isUnreached = false) => {
    const { record } = readSpfRecord(`v=spf1 ${text}`);
    const [read] = record.terms;
    return {
      text,
      name: read?.name ?? '',
      ...(read?.kind === 'mechanism' ? { qualifier: read.qualifier } : {}),
      isUnreached,
      networks,
      ...(target === undefined ? {} : { target }),
    };
  };
  const source = (...terms: ReturnType<typeof term>[]): FlatSource => ({ record: 'v=spf1 …', terms });

  test('includes, a and mx become the fewest networks', () => {
    const included = source(term('ip4:192.0.2.128/25', ['192.0.2.128/25']), term('-all'));
    const flat = flattenSpf(
      source(term('mx', ['192.0.2.0/25']), term('include:example.net', [], included), term('?all')),
    );
    expect(flat).toEqual({
      record: 'v=spf1 ip4:192.0.2.0/24 ?all',
      networks: ['192.0.2.0/24'],
      kept: [],
      doubts: [],
    });
  });

  test('a redirect gives its end, unreached terms nothing, +all never', () => {
    const target = source(
      term('ip6:2001:db8::1', ['2001:db8::1/128']),
      term('-all'),
      term('mx', ['192.0.2.1/32'], undefined, true),
    );
    expect(flattenSpf(source(term('redirect=example.net', [], target))).record).toBe(
      'v=spf1 ip6:2001:db8::1 -all',
    );
    expect(flattenSpf(source(term('+all'))).record).toBe('v=spf1 ~all');
  });

  test('what no list can stand for is kept, what may differ is told', () => {
    const included = source(
      term('ptr'),
      term('-ip4:192.0.2.1', ['192.0.2.1/32']),
      term('ip4:192.0.2.0/24', ['192.0.2.0/24']),
    );
    const flat = flattenSpf(
      source(
        term('exists:%{i}.example.org'),
        term('include:example.net', [], included),
        term('include:gone.example', [], { problem: 'none', terms: [] }),
        term('include:dark.example', [], { problem: 'unknown', terms: [] }),
      ),
    );
    expect(flat.kept).toEqual(['exists:%{i}.example.org', 'ptr']);
    expect([...flat.doubts].sort()).toEqual(['broken', 'qualifier', 'relative', 'unknown']);
    expect(isSpfRecord(flat.record)).toBe(true);
  });
});
