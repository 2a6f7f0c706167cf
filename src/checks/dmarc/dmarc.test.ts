import { describe, expect, test } from 'vitest';
import type { DmarcFacts } from '../../findings/evidence.ts';
import { findingOf, saidBy, sampleReply } from '../testing.ts';
import { dmarcAligned } from './aligned.ts';
import { dmarcRecordPresent } from './record-present.ts';
import { dmarcRecordValid } from './record-valid.ts';

const dmarc = (
  spf: boolean | 'unknown',
  dkim: boolean | 'unknown',
  policy: DmarcFacts['policy'] = 'reject',
): DmarcFacts => ({
  fromDomain: 'example.org',
  recordDomain: 'example.org',
  record: 'v=DMARC1; p=reject',
  policy,
  isSpfAligned: spf,
  isDkimAligned: dkim,
});

describe('record-present', () => {
  test('a policy passes', () => {
    expect(saidBy(dmarcRecordPresent, { dmarc: dmarc(true, true) })).toBe('pass has-record');
  });

  test('none fails, with the record to begin with', () => {
    const finding = findingOf(dmarcRecordPresent, { dmarc: 'absent' });
    expect(finding?.message).toBe('no-record');
    expect(finding?.fixes).toEqual([
      { kind: 'dns', name: '_dmarc.example.org', type: 'TXT', value: 'v=DMARC1; p=none' },
    ]);
  });
});

describe('aligned', () => {
  test.each([
    [dmarc(true, false), 'pass aligned'],
    [dmarc('unknown', true), 'pass aligned'],
    [dmarc(false, false), 'fail not-aligned'],
    [dmarc(false, false, 'none'), 'fail not-aligned-none'],
    [dmarc(false, 'unknown'), 'unknown could-not-check'],
    ['absent', 'not-applicable no-record'],
    ['unknown', 'unknown could-not-check'],
  ] as const)('%o gives %s', (shelf, said) => {
    expect(saidBy(dmarcAligned, { dmarc: shelf })).toBe(said);
  });
});

test('without a From header alignment is not told, but how to find out', () => {
  const finding = findingOf(dmarcAligned, { dmarc: { ...dmarc('unknown', 'unknown'), isStandIn: true } });
  expect(finding).toMatchObject({
    outcome: 'unknown',
    message: 'could-not-check',
    data: { why: 'not-given', option: '--message' },
  });
});

test('no record at a domain that stands in for the From header is less sure', () => {
  const { headerFrom: _, ...reply } = sampleReply;
  expect(findingOf(dmarcRecordPresent, { dmarc: 'absent', reply })?.confidence).toBeLessThan(1);
  expect(findingOf(dmarcRecordPresent, { dmarc: 'absent' })?.confidence).toBe(1);
});

describe('record-valid', () => {
  test.each([
    ['v=DMARC1; p=reject', 'pass valid'],
    ['v=DMARC1; p=reject; pct=50; ri=3600', 'pass removed-tags'],
    ['v=DMARC1; p=rejekt; rua=mailto:d@example.org', 'fail faulty'],
    ['v=DMARC1; p=reject; nonsense', 'fail faulty'],
  ])('%s gives %s', (record, said) => {
    expect(saidBy(dmarcRecordValid, { dmarc: { ...dmarc(true, true), record } })).toBe(said);
  });

  test('what is gone or wrong is named', () => {
    const data = (record: string) =>
      findingOf(dmarcRecordValid, { dmarc: { ...dmarc(true, true), record } })?.data;
    expect(data('v=DMARC1; p=none; pct=50')).toMatchObject({ removedTags: 'pct' });
    expect(data('v=DMARC1; p=x; rua=mailto:d@example.org')).toMatchObject({ problems: 'p-invalid' });
  });
});
