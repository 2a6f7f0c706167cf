import { describe, expect, test } from 'vitest';
import type { SpfFacts } from '../../findings/evidence.ts';
import { findingOf, saidBy } from '../testing.ts';
import { spfAuthorisesIp } from './authorises-ip.ts';
import { spfLookupLimit } from './lookup-limit.ts';
import { spfRecordValid } from './record-valid.ts';

const record = 'v=spf1 mx -all';
const spf = (result: SpfFacts['result'], more: Partial<SpfFacts> = {}): SpfFacts => ({
  domain: 'example.org',
  ip: '192.0.2.7',
  result,
  record,
  lookupCount: 1,
  voidLookupCount: 0,
  ...more,
});
const none: SpfFacts = { domain: 'example.org', ip: '192.0.2.7', result: 'none', lookupCount: 0 };

describe('authorises-ip', () => {
  test.each([
    [spf('pass'), 'pass authorised'],
    [spf('fail'), 'fail not-authorised'],
    [spf('softfail'), 'fail softfail'],
    [spf('neutral'), 'fail neutral'],
    [none, 'fail no-record'],
    [spf('permerror'), 'fail record-broken'],
    [spf('temperror'), 'unknown could-not-check'],
    ['unknown', 'unknown could-not-check'],
  ] as const)('%o gives %s', (shelf, said) => {
    expect(saidBy(spfAuthorisesIp, { spf: shelf })).toBe(said);
  });

  test('a proven record is offered, an unproven one is not', () => {
    const proposed = 'v=spf1 mx ip4:192.0.2.7 -all';
    const fixesOf = (isVerified: boolean) =>
      findingOf(spfAuthorisesIp, {
        spf: spf('fail', { proposal: { record: proposed, isVerified, problems: [] } }),
      })?.fixes;
    expect(fixesOf(true)).toEqual([
      { kind: 'dns', name: 'example.org', type: 'TXT', value: proposed, replaces: record },
    ]);
    expect(fixesOf(false)).toEqual([]);
  });

  test('a domain that stands in for MAIL FROM is less sure', () => {
    expect(
      findingOf(spfAuthorisesIp, { spf: spf('fail', { identity: 'header-from' }) })?.confidence,
    ).toBeLessThan(1);
  });
});

describe('record-valid', () => {
  test.each([
    [spf('pass'), 'pass valid'],
    [spf('permerror', { record: 'v=spf1 mx moo -all' }), 'fail syntax'],
    [
      { ...none, result: 'permerror', reason: 'x: multiple SPF records found for example.org' },
      'fail several-records',
    ],
    [spf('permerror', { reason: 'no SPF records found for other.example' }), 'fail broken-include'],
    [spf('permerror', { lookupCount: 11 }), 'pass valid'],
    [none, 'not-applicable no-record'],
  ] as const)('%o gives %s', (shelf, said) => {
    expect(saidBy(spfRecordValid, { spf: shelf })).toBe(said);
  });

  test('the term and its place are named', () => {
    const finding = findingOf(spfRecordValid, { spf: spf('permerror', { record: 'v=spf1 mx moo -all' }) });
    expect(finding?.data).toMatchObject({ problem: 'unknown-mechanism', term: 'moo', offset: 10 });
  });
});

describe('lookup-limit', () => {
  test.each([
    [spf('pass', { lookupCount: 10 }), 'pass within-limits'],
    [spf('permerror', { lookupCount: 11 }), 'fail too-many-lookups'],
    [spf('permerror', { voidLookupCount: 3 }), 'fail too-many-void-lookups'],
    [spf('permerror', { record: 'v=spf1 moo' }), 'pass within-limits'],
    [none, 'not-applicable no-record'],
  ] as const)('%o gives %s', (shelf, said) => {
    expect(saidBy(spfLookupLimit, { spf: shelf })).toBe(said);
  });
});
