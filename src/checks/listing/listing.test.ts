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
      lists: 'bl.list.example, dnsbl.other.example',
      count: 2,
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

describe('policy ranges', () => {
  const zen = (state: ListingAnswer['state'], more: Partial<ListingAnswer> = {}) =>
    answer(state, { zone: 'zen.spamhaus.org', operator: 'Spamhaus', holdsPolicyRanges: true, ...more });
  const asksZen = { ...sampleReply, text: '554 blocked using zen.spamhaus.org' };

  test.each([
    [[policy], sampleReply, 'fail listed'],
    [[answer('not-listed')], sampleReply, 'not-applicable not-asked'],
    [[answer('listed')], sampleReply, 'not-applicable not-asked'],
    [[answer('not-listed'), zen('not-listed')], sampleReply, 'pass not-listed'],
    [[zen('listed')], sampleReply, 'pass not-listed'],
    [[zen('listed', { hasPolicyCode: true })], sampleReply, 'not-applicable not-asked'],
    [[answer('not-listed'), zen('not-checked', { why: 'refused' })], sampleReply, 'unknown could-not-check'],
    [[zen('not-listed')], asksZen, 'pass not-listed-as-named'],
    [[zen('not-checked', { why: 'refused' })], asksZen, 'unknown could-not-check'],
    [[], sampleReply, 'unknown could-not-check'],
  ] as const)('%#: %s', (answers, reply, said) => {
    expect(saidBy(ipPolicyListed, { ipListings: { answers }, reply })).toBe(said);
  });
});

describe('the list that the reply names', () => {
  const codes = (...all: readonly string[]) => all.map((code) => ({ code, meaning: code }));
  const zen = (code: string) =>
    answer('listed', { zone: 'zen.spamhaus.org', operator: 'Spamhaus', codes: codes(code) });
  const dbl = answer('listed', { zone: 'dbl.spamhaus.org', operator: 'Spamhaus', subject: 'example.org' });
  const refused = answer('not-checked', { zone: 'zen.spamhaus.org', operator: 'Spamhaus', why: 'refused' });
  const reply = (text: string) => ({ ...sampleReply, text });

  test('was not checked: clean answers of others leave it unknown', () => {
    const answers = [refused, answer('not-listed'), answer('not-checked', { zone: 'deaf.example' })];
    const finding = findingOf(ipListed, {
      ipListings: { answers },
      reply: reply('blocked using zen.spamhaus.org'),
    });
    expect(finding).toMatchObject({ outcome: 'unknown', message: 'could-not-check' });
    expect(finding?.data).toEqual({ why: 'refused', notChecked: 'zen.spamhaus.org' });
  });

  test('was not checked, but the reply names it by what the gatherer read', () => {
    const answers = [{ ...refused, isNamed: true }, answer('not-listed')];
    expect(saidBy(ipListed, { ipListings: { answers }, reply: reply('see our page') })).toMatch(/^unknown/);
    const unnamed = [{ ...refused, isNamed: false }, answer('not-listed')];
    expect(saidBy(ipListed, { ipListings: { answers: unnamed }, reply: reply('see our page') })).toMatch(
      /^pass/,
    );
  });

  test.each([
    ['blocked using zen.spamhaus.org', 'listed'],
    ['blocked using dbl.spamhaus.org', 'listed-as-named'],
    ['see https://www.spamhaus.org/', 'listed-as-named'],
  ])('a domain on DBL, the reply says %s: %s', (text, message) => {
    expect(findingOf(domainListed, { domainListings: { answers: [dbl] }, reply: reply(text) })?.message).toBe(
      message,
    );
  });

  test.each([
    ['7.2.0.192.zen.spamhaus.org', '127.0.0.4', 'listed-as-named'],
    ['listed at sbl.spamhaus.org', '127.0.0.2', 'listed-as-named'],
    ['listed at sbl.spamhaus.org', '127.0.0.9', 'listed-as-named'],
    ['listed at sbl.spamhaus.org', '127.0.0.4', 'listed'],
    ['listed at xbl.spamhaus.org', '127.0.0.7', 'listed-as-named'],
    ['listed at sbl-xbl.spamhaus.org', '127.0.0.4', 'listed-as-named'],
    ['listed at pbl.spamhaus.org', '127.0.0.2', 'listed'],
    ['listed at dbl.spamhaus.org', '127.0.0.2', 'listed'],
  ])('%s, ZEN answers %s: %s', (text, code, message) => {
    expect(findingOf(ipListed, { ipListings: { answers: [zen(code)] }, reply: reply(text) })?.message).toBe(
      message,
    );
  });
});

test('each zone is told once, however many subjects were asked', () => {
  const answers = ['example.org', 'example.net'].flatMap((subject) => [
    answer('not-listed', { subject }),
    answer('not-checked', { subject, zone: 'deaf.example' }),
  ]);
  expect(findingOf(domainListed, { domainListings: { answers } })?.data).toMatchObject({
    zones: 'bl.list.example',
    count: 1,
    notChecked: 'deaf.example',
  });
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
