import { describe, expect, test } from 'vitest';
import type { BimiCertificate, BimiFacts } from '../../findings/facts/bimi.ts';
import type { DmarcTreeFacts } from '../../findings/facts/dmarc-tree.ts';
import { runChecks } from '../../findings/run-checks.ts';
import { evidenceOf, saidBy } from '../testing.ts';
import { bimiCertificateValid } from './certificate-valid.ts';
import { bimiDmarcEnforced } from './dmarc-enforced.ts';
import { bimiLogoValid } from './logo-valid.ts';
import { bimiRecordValid } from './record-valid.ts';

const logoUrl = 'https://example.org/logo.svg';
const certificateUrl = 'https://example.org/vmc.pem';
const bimi = (more: Partial<BimiFacts> = {}): BimiFacts => ({
  domain: 'example.org',
  name: 'default._bimi.example.org',
  records: [`v=BIMI1; l=${logoUrl}`],
  logoUrl,
  isDeclined: false,
  recordProblems: [],
  unknownTags: [],
  ...more,
});
const fetched = (more: Partial<BimiCertificate> = {}): BimiFacts =>
  bimi({
    certificateUrl,
    certificate: {
      state: 'fetched',
      problems: [],
      notBefore: '2025-01-01T00:00:00.000Z',
      notAfter: '2027-01-01T00:00:00.000Z',
      names: ['example.org'],
      chainLength: 2,
      ...more,
    },
  });
const dmarc = (tags: string, effectivePolicy: 'none' | 'quarantine' | 'reject'): DmarcTreeFacts => ({
  domain: 'example.org',
  walk: [],
  isBroken: false,
  aliases: [],
  recordDomain: 'example.org',
  record: `v=DMARC1; ${tags}`,
  effectivePolicy,
  policyTag: 'p',
  misplaced: [],
  reportTargets: [],
});

test.each([
  [bimi(), 'pass valid'],
  [bimi({ isDeclined: true }), 'pass declined'],
  [bimi({ records: ['a', 'b'] }), 'fail several'],
  [bimi({ recordProblems: ['logo-not-https'] }), 'fail logo-not-https'],
  ['absent', 'not-applicable no-record'],
  ['unknown', 'unknown could-not-check'],
] as const)('record-valid: %o gives %s', (shelf, said) => {
  expect(saidBy(bimiRecordValid, { bimi: shelf })).toBe(said);
});

test.each([
  [bimi({ logo: { state: 'fetched', octets: 9, problems: [] } }), 'pass valid'],
  [bimi({ logo: { state: 'fetched', octets: 9, problems: ['script'] } }), 'fail script'],
  [bimi({ logo: { state: 'missing', code: '404' } }), 'fail missing'],
  [bimi({ logo: { state: 'failed', code: 'time-out', why: 'no answer' } }), 'unknown could-not-check'],
  [bimi(), 'unknown could-not-check'],
  ['absent', 'not-applicable no-logo'],
] as const)('logo-valid: %o gives %s', (shelf, said) => {
  expect(saidBy(bimiLogoValid, { bimi: shelf })).toBe(said);
});

test.each([
  [fetched(), 'pass valid'],
  [fetched({ notAfter: '2025-12-31T00:00:00.000Z' }), 'fail expired'],
  [fetched({ notAfter: '2026-01-20T00:00:00.000Z' }), 'fail expires-soon'],
  [fetched({ notBefore: '2026-02-01T00:00:00.000Z' }), 'fail not-yet'],
  [fetched({ problems: ['other-name'] }), 'fail other-name'],
  [bimi(), 'fail none'],
  [bimi({ isDeclined: true }), 'not-applicable no-record'],
  [bimi({ certificateUrl }), 'unknown could-not-check'],
  [bimi({ certificateUrl, certificate: { state: 'missing', code: '404' } }), 'fail missing'],
  ['absent', 'not-applicable no-record'],
] as const)('certificate-valid: %o gives %s', (shelf, said) => {
  expect(saidBy(bimiCertificateValid, { bimi: shelf })).toBe(said);
});

describe('dmarc-enforced', () => {
  test.each([
    [dmarc('p=reject', 'reject'), 'pass enforced'],
    [dmarc('p=none', 'none'), 'fail not-enforced'],
    [dmarc('p=reject; t=y', 'quarantine'), 'pass enforced'],
    [dmarc('p=reject; sp=none', 'reject'), 'fail organization-not-enforced'],
    [{ ...dmarc('p=rejekt', 'none') }, 'fail no-dmarc'],
    ['unknown', 'unknown could-not-check'],
  ] as const)('%o gives %s', (tree, said) => {
    expect(saidBy(bimiDmarcEnforced, { bimi: bimi(), dmarcTree: tree })).toBe(said);
  });

  test('nobody looked at DMARC: not known', () => {
    expect(runChecks([bimiDmarcEnforced], evidenceOf({ bimi: bimi() }))[0]?.outcome).toBe('unknown');
  });
});
