import { describe, expect, test } from 'vitest';
import type { ListingAnswer } from '../../findings/evidence.ts';
import { findingOf, saidBy, sampleReply } from '../testing.ts';
import { domainListed } from './domain-listed.ts';
import { ipListed } from './ip-listed.ts';
import { ipPolicyListed } from './ip-policy-listed.ts';

const answer = (state: ListingAnswer['state'], more: Partial<ListingAnswer> = {}): ListingAnswer => ({
  subject: '192.0.2.7',
  zone: 'bl.list.example',
  operator: 'Listers',
  state,
  codes: state === 'listed' ? [{ code: '127.0.0.2', meaning: 'sends spam' }] : [],
  isPolicyListing: false,
  ...more,
});
const policy = answer('listed', { isPolicyListing: true, zone: 'pbl.list.example' });
const other = answer('listed', {
  zone: 'dnsbl.other.example',
  operator: 'Others',
  delistUrl: 'https://other.example/out',
});
const named = { ...sampleReply, text: '550 192.0.2.7 is listed at bl.list.example' };

describe('misbehaviour', () => {
  test.each([
    [[answer('listed')], sampleReply, 'fail listed'],
    [[other, answer('listed')], named, 'fail listed-as-named'],
    [[answer('listed')], { ...sampleReply, text: 'see the LISTERS page' }, 'fail listed-as-named'],
    [[answer('not-listed')], sampleReply, 'pass not-listed'],
    [
      [answer('listed', { zone: 'bl.lists.co.uk' })],
      { ...sampleReply, text: 'see other.co.uk' },
      'fail listed',
    ],
    [
      [answer('listed', { zone: 'bl.lists.co.uk' })],
      { ...sampleReply, text: 'see www.lists.co.uk' },
      'fail listed-as-named',
    ],
    [[answer('not-listed')], named, 'pass not-listed-as-named'],
    [[answer('not-checked', { why: 'refused' })], named, 'unknown could-not-check'],
    [[policy], sampleReply, 'pass not-listed'],
    [[policy], { ...named, text: 'pbl.list.example' }, 'pass not-listed'],
    [[], sampleReply, 'unknown could-not-check'],
  ] as const)('%#: gives %s', (answers, reply, said) => {
    expect(saidBy(ipListed, { ipListings: { answers }, reply })).toBe(said);
  });

  test('the named list comes first, each operator is asked once', () => {
    const finding = findingOf(ipListed, {
      ipListings: { answers: [other, answer('listed'), answer('listed')] },
      reply: named,
    });
    expect(finding?.data).toMatchObject({
      zone: 'bl.list.example',
      codes: '127.0.0.2',
      meaning: 'sends spam',
      count: 3,
    });
    expect(finding?.fixes).toMatchObject([
      { kind: 'contact', who: 'Listers' },
      { kind: 'contact', who: 'Others', url: 'https://other.example/out' },
    ]);
  });

  test('lists that could not be asked are named', () => {
    const answers = [answer('not-listed'), answer('not-checked', { zone: 'deaf.example' })];
    expect(findingOf(ipListed, { ipListings: { answers } })?.data).toMatchObject({
      notChecked: 'deaf.example',
      count: 1,
    });
  });
});

test.each([
  [[policy], 'fail listed'],
  [[answer('listed')], 'pass not-listed'],
] as const)('policy ranges %#: %s', (answers, said) => {
  expect(saidBy(ipPolicyListed, { ipListings: { answers } })).toBe(said);
});

test('a policy listing is not asked away', () => {
  expect(findingOf(ipPolicyListed, { ipListings: { answers: [policy] } })?.fixes).toEqual([]);
});

test('a domain listing names the domain', () => {
  const answers = [answer('listed', { subject: 'example.org' })];
  expect(findingOf(domainListed, { domainListings: { answers } })?.subject).toEqual({
    kind: 'domain',
    name: 'example.org',
  });
});
