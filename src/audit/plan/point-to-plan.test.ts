import { expect, test } from 'vitest';
import type { Fix } from '../../findings/fix.ts';
import type { Audit, WeighedFinding } from '../audit-case.ts';
import { pointToPlan } from './point-to-plan.ts';

const domain = 'example.org';
const finding = (
  check: string,
  fixes: readonly Fix[],
  data: WeighedFinding['data'] = {},
): WeighedFinding => ({
  check: check as WeighedFinding['check'],
  message: 'm',
  subject: { kind: 'domain', name: domain },
  outcome: 'fail',
  confidence: 1,
  data,
  evidence: [],
  fixes,
  case: 0,
});
const record = (name: string, value = 'v=spf1 ~all'): Fix => ({ kind: 'dns', name, type: 'TXT', value });
const audit = (findings: readonly WeighedFinding[], more: Partial<Audit> = {}): Audit => ({
  subject: { kind: 'domain', name: domain },
  cases: [],
  findings,
  notChecked: [],
  ...more,
});
const fixesOf = (check: string, fixes: readonly Fix[], ips: readonly string[] = []) =>
  pointToPlan(audit([finding(check, fixes)]), ips).findings[0]?.fixes;
const command = (line: string): Fix => ({ kind: 'command', line });

test.each<[string, string, readonly Fix[], readonly Fix[]]>([
  ['SPF', 'spf/all', [record(domain)], [command('waypost audit example.org --plan')]],
  ['SPF without a record of its own', 'spf/lookup-count', [], [command('waypost audit example.org --plan')]],
  [
    'SPF of a return path elsewhere',
    'spf/authorises-ip',
    [record('news.example.net')],
    [command('waypost audit news.example.net --plan'), command('waypost audit example.org --plan')],
  ],
  [
    'DMARC',
    'dmarc/removed-tags',
    [record(`_dmarc.${domain}`)],
    [command('waypost audit example.org --plan')],
  ],
  [
    'DMARC above',
    'dmarc/removed-tags',
    [record('_dmarc.example.net')],
    [command('waypost audit example.net --plan')],
  ],
  [
    'a HELO name',
    'sending-ip/helo-spf',
    [record(`mx.${domain}`)],
    [command('waypost audit example.org --plan')],
  ],
  ['a HELO name elsewhere', 'sending-ip/helo-spf', [record('mx.example.net')], [record('mx.example.net')]],
  [
    'what no plan mends',
    'bimi/record-valid',
    [record(`default._bimi.${domain}`)],
    [record(`default._bimi.${domain}`)],
  ],
])('%s', (_, check, fixes, expected) => {
  expect(new Set(fixesOf(check, fixes))).toEqual(new Set(expected));
});

test('addresses that were given are given to the plan, too', () => {
  expect(fixesOf('spf/all', [record(domain)], ['192.0.2.1', '2001:db8::1'])).toEqual([
    command('waypost audit example.org --sending-ip 192.0.2.1 --sending-ip 2001:db8::1 --plan'),
  ]);
});

test('where the plan stands below, nothing points to it; letters stay', () => {
  const letter: Fix = { kind: 'contact', who: 'x', text: 'y' };
  const shown = pointToPlan(
    audit([finding('dns/helo-resolves', [record(domain), letter])], { plan: [] }),
    [],
  );
  expect(shown.findings[0]?.fixes).toEqual([letter]);
});

test('no text holds a whole record of SPF', () => {
  const data = { domain, proposed: 'v=spf1 b', term: 'a' };
  expect(pointToPlan(audit([finding('spf/single-record', [], data)]), []).findings[0]?.data).toEqual({
    domain,
    term: 'a',
  });
});

test('a host and an address have no plan: their findings stay as they are', () => {
  const one = audit([finding('sending-ip/helo-spf', [record('mx.example.org')])], {
    subject: { kind: 'host', name: 'mx.example.org' },
  });
  expect(pointToPlan(one, [])).toBe(one);
});
