/** The checks of an SPF tree over zones: what each says of a fault, of its absence, and which record would be better. */
import { describe, expect, test } from 'vitest';
import { runChecks } from '../../findings/run-checks.ts';
import type { Zone } from '../../gather/dns/testing.ts';
import { evidenceOf } from '../testing.ts';
import { spfAuditChecks } from './audit-checks.ts';
import { domain, failures, faultyRecords, judged, names, recordlessZones, txt, zoneWith } from './testing.ts';

describe('what fails', () => {
  test.each(faultyRecords)('%s', async (_, text, expected, more = {}) => {
    expect(failures(await judged(zoneWith(text, more)))).toEqual(expected);
  });
});

describe('no record, several, or one that is none', () => {
  test.each(recordlessZones)('%s', async (_, zone, expected) => {
    expect(failures(await judged(zone))).toEqual(expected);
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
