import { expect, test } from 'vitest';
import type { TlsRptFacts } from '../../findings/facts/transport.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { evidenceOf, findingOf, type SampleShelves, saidBy } from '../testing.ts';
import { tlsRptRecord } from './tls-rpt-record.ts';
import { tlsRptTargets } from './tls-rpt-targets.ts';

const facts = (more: Partial<TlsRptFacts> = {}): TlsRptFacts => ({
  domain: 'example.org',
  records: ['v=TLSRPTv1; rua=mailto:a@example.org'],
  nearMisses: [],
  targets: [{ uri: 'mailto:a@example.org', scheme: 'mailto', domain: 'example.org', canReceive: true }],
  ...more,
});

test.each<[string, SampleShelves, string]>([
  ['good', { tlsRpt: facts() }, 'pass valid'],
  ['none', { tlsRpt: 'absent' }, 'fail no-record'],
  ['none, no mail', { tlsRpt: 'absent', routing: 'absent' }, 'not-applicable receives-no-mail'],
  ['not answered', { tlsRpt: 'unknown' }, 'unknown could-not-check'],
  [
    'several',
    {
      tlsRpt: facts({
        records: ['v=TLSRPTv1; rua=mailto:a@x.example', 'v=TLSRPTv1; rua=mailto:b@x.example'],
      }),
    },
    'fail several',
  ],
  ['no address', { tlsRpt: facts({ records: ['v=TLSRPTv1;'], targets: [] }) }, 'fail syntax'],
  [
    'near miss',
    { tlsRpt: facts({ records: [], nearMisses: ['v=TLSRPTv2; rua=x'], targets: [] }) },
    'fail near-miss',
  ],
])('record: %s', (_, shelves, said) => {
  expect(saidBy(tlsRptRecord, shelves)).toBe(said);
});

test('the fix is a whole record', () => {
  const about = { kind: 'domain', name: 'example.org' } as const;
  const fix = {
    kind: 'dns',
    name: '_smtp._tls.example.org',
    type: 'TXT',
    value: 'v=TLSRPTv1; rua=mailto:tls-reports@example.org',
  };
  expect(findingOf(tlsRptRecord, { tlsRpt: 'absent', about })?.fixes).toEqual([fix]);
  const wrong = facts({ records: [], nearMisses: ['v=TLSRPTV1;'] });
  expect(findingOf(tlsRptRecord, { tlsRpt: wrong })?.fixes).toEqual([{ ...fix, replaces: 'v=TLSRPTV1;' }]);
});

test('each address that cannot take reports is told; one that was not answered is not known', () => {
  const tlsRpt = facts({
    targets: [
      { uri: 'mailto:a@example.org', scheme: 'mailto', domain: 'example.org', canReceive: true },
      { uri: 'http://example.org/', problem: 'scheme' },
      { uri: 'mailto:a@null.example', scheme: 'mailto', domain: 'null.example', canReceive: false },
      { uri: 'mailto:a@slow.example', scheme: 'mailto', domain: 'slow.example', canReceive: 'unknown' },
    ],
  });
  const found = runChecks([tlsRptTargets], evidenceOf({ tlsRpt }));
  expect(found.map(({ outcome, message, data }) => `${outcome} ${message} ${data['uri']}`)).toEqual([
    'fail bad-address http://example.org/',
    'fail cannot-receive mailto:a@null.example',
    'unknown could-not-check mailto:a@slow.example',
  ]);
  expect(saidBy(tlsRptTargets, { tlsRpt: facts() })).toBe('pass can-receive');
  expect(saidBy(tlsRptTargets, { tlsRpt: facts({ targets: [] }) })).toBe('not-applicable no-targets');
  expect(saidBy(tlsRptTargets, { tlsRpt: 'absent' })).toBe('not-applicable no-targets');
});
