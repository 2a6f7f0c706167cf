import { describe, expect, test } from 'vitest';
import type { SpfFacts } from '../../findings/evidence.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { findingOf, saidBy, sampleReply } from '../testing.ts';
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

  describe('a record to copy', () => {
    const proposed = 'v=spf1 mx ip4:192.0.2.7 -all';
    const adviceFor = (facts: Partial<ReplyFacts>, more: Partial<SpfFacts> = {}, isVerified = true) => {
      const proposal = { record: proposed, isVerified, problems: [] };
      const finding = findingOf(spfAuthorisesIp, {
        spf: spf('fail', { proposal, ...more }),
        reply: { ...sampleReply, ...facts },
      });
      return { fixes: finding?.fixes, data: finding?.data };
    };
    const fix = { kind: 'dns', name: 'example.org', type: 'TXT', value: proposed, replaces: record };

    test.each(['given', 'received'] as const)(
      'an IP that is the sender’s own (%s): offered where it proved itself',
      (senderIpFrom) => {
        expect(adviceFor({ senderIpFrom })).toMatchObject({ fixes: [fix], data: { proposed } });
        expect(adviceFor({ senderIpFrom }, {}, false).fixes).toEqual([]);
      },
    );

    test.each([{ senderIpFrom: 'words' }, {}] as const)(
      'an IP of the words only (%j): asked first',
      (facts) => {
        expect(adviceFor(facts)).toMatchObject({ fixes: [], data: { unconfirmedIp: '192.0.2.7', proposed } });
        expect(adviceFor(facts, {}, false).data).not.toHaveProperty('proposed');
      },
    );

    test('forwarded mail: never', () => {
      const { fixes, data } = adviceFor({ senderIpFrom: 'given', expandedFrom: 'c@example.net' });
      expect(fixes).toEqual([]);
      expect(data).toMatchObject({ forwardedBy: '192.0.2.7' });
      expect(data).not.toHaveProperty('proposed');
    });

    test('a domain that sends no mail: only for an IP that was given', () => {
      const silent = { record: 'v=spf1  -ALL ' };
      const { fixes, data } = adviceFor({ senderIpFrom: 'received' }, silent);
      expect(fixes).toEqual([]);
      expect(data).toMatchObject({ silentDomain: 'example.org' });
      expect(data).not.toHaveProperty('proposed');
      expect(adviceFor({ senderIpFrom: 'given' }, silent).fixes).toHaveLength(1);
    });

    test('two records are not joined into one for an IP that nobody confirmed', () => {
      const two: SpfFacts = {
        ...none,
        result: 'permerror',
        reason: 'x: multiple SPF records found for example.org',
        proposal: { record: proposed, isVerified: true, problems: [] },
      };
      const fixes = (senderIpFrom: 'given' | 'words') =>
        findingOf(spfRecordValid, { spf: two, reply: { ...sampleReply, senderIpFrom } })?.fixes;
      expect(fixes('given')).toHaveLength(1);
      expect(fixes('words')).toEqual([]);
    });
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
    [spf('permerror', { record: 'v=spf1 moo' }), 'not-applicable not-evaluated'],
    [none, 'not-applicable no-record'],
  ] as const)('%o gives %s', (shelf, said) => {
    expect(saidBy(spfLookupLimit, { spf: shelf })).toBe(said);
  });
});
