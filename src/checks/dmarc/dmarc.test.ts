import { describe, expect, test } from 'vitest';
import type { DmarcFacts } from '../../findings/evidence.ts';
import { findingOf, saidBy } from '../testing.ts';
import { dmarcAligned } from './aligned.ts';
import { dmarcRecordPresent } from './record-present.ts';

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
