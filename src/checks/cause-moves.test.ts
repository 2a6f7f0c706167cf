import { describe, expect, test } from 'vitest';
import { fitsCategory } from '../findings/category-set.ts';
import type {
  DkimFacts,
  DmarcFacts,
  ListingAnswer,
  MailDomainFacts,
  MxConnectionFacts,
  SpfFacts,
} from '../findings/evidence.ts';
import { runChecks } from '../findings/run-checks.ts';
import { causeMoves } from './cause-moves.ts';
import { rejectionChecks } from './index.ts';
import type { SampleShelves } from './testing.ts';
import { evidenceOf, sampleReply } from './testing.ts';

const ptr = (addresses: readonly string[], isGeneric = false): SampleShelves => ({
  ptr: { ip: '192.0.2.7', names: [{ name: 'mail.example.org', addresses }], isGeneric },
});
const helo = (name: string, addresses: readonly string[] | 'absent'): SampleShelves => ({
  reply: { ...sampleReply, helo: name },
  helo: addresses === 'absent' ? 'absent' : { name, addresses, ip: '192.0.2.7' },
});
const speaker = (match: 'host' | 'domain' | 'none'): SampleShelves => ({
  speakerInMx: {
    speaker: 'mx.example.com',
    domain: 'example.com',
    mxHosts: [],
    isInMx: match !== 'none',
    match,
  },
});
const domain = (host: string | undefined, addresses: readonly string[] = []): MailDomainFacts => ({
  domain: 'example.com',
  mx: host === undefined ? [] : [{ preference: 10, host, addresses }],
  addresses: [],
});
const recipient = (host: string | undefined, addresses?: readonly string[]) => ({
  recipientDomain: domain(host, addresses),
});
const spf = (result: SpfFacts['result'], lookupCount = 1): SampleShelves => ({
  spf: { domain: 'example.org', ip: '192.0.2.7', result, lookupCount },
});
const dkim = (result: string, key: DkimFacts['signatures'][number]['key'] = 'found'): SampleShelves => ({
  dkim: { signatures: [{ domain: 'example.org', selector: 's', result, key }] },
});
const dmarc = (isAligned: boolean, policy: DmarcFacts['policy'] = 'reject'): SampleShelves => ({
  dmarc: {
    fromDomain: 'example.org',
    recordDomain: 'example.org',
    record: '',
    policy,
    isSpfAligned: isAligned,
    isDkimAligned: false,
  },
});
const answer = (state: ListingAnswer['state'], isPolicyListing = false): ListingAnswer => ({
  subject: '192.0.2.7',
  zone: 'bl.list.example',
  operator: 'Listers',
  state,
  codes: [],
  isPolicyListing,
  holdsPolicyRanges: true,
});
const named = { ...sampleReply, text: 'listed at bl.list.example' };
const ip = (state: ListingAnswer['state'], isPolicy = false, isNamed = false): SampleShelves => ({
  ipListings: { answers: [answer(state, isPolicy)] },
  reply: isNamed ? named : sampleReply,
});
const domains = (state: ListingAnswer['state'], isNamed = false): SampleShelves => ({
  domainListings: { answers: [answer(state)] },
  reply: isNamed ? named : sampleReply,
});
const net = (outcome: MxConnectionFacts['attempts'][number]['outcome']): SampleShelves => ({
  mxConnection: { attempts: [{ host: 'mx.example.com', ip: '192.0.2.1', outcome }] },
});

/** For each rule the evidence that makes it speak. */
const samples: Readonly<Record<string, SampleShelves>> = {
  'relay-from-own-mx': speaker('host'),
  'relay-from-own-mx-known-client': speaker('host'),
  'relay-from-mx-operator': speaker('domain'),
  'relay-from-elsewhere': speaker('none'),
  'relay-from-elsewhere-not-hosted': speaker('none'),
  'recipient-nxdomain': { recipientDomain: 'absent' },
  'recipient-no-mail-host': recipient(undefined),
  'recipient-exists': recipient('mx.example.com', ['192.0.2.1']),
  'recipient-null-mx': recipient('.'),
  'recipient-no-null-mx': recipient('mx.example.com'),
  'mx-is-address': recipient('192.0.2.1'),
  'mx-without-address': recipient('mx.example.com', []),
  'mx-is-private': recipient('mx.example.com', ['10.0.0.1']),
  'mx-is-no-name': recipient('localhost'),
  'recipient-dns-answers': recipient('mx.example.com', ['192.0.2.1']),
  'recipient-has-mx': recipient('mx.example.com', ['192.0.2.1']),
  'mx-usable': recipient('mx.example.com', ['192.0.2.1']),
  'no-ptr': { ptr: 'absent' },
  'ptr-points-elsewhere': ptr(['192.0.2.8']),
  'ptr-name-unresolved': ptr([]),
  'ptr-generic': ptr([], true),
  'ptr-confirmed': ptr(['192.0.2.7']),
  'ptr-own-name': ptr(['192.0.2.7']),
  'helo-not-a-name': helo('localhost', 'absent'),
  'helo-unresolved': helo('mail.example.org', 'absent'),
  'helo-literal': helo('[192.0.2.7]', ['192.0.2.7']),
  'helo-resolves': helo('mail.example.org', ['192.0.2.7']),
  'helo-other-address': helo('mail.example.org', ['192.0.2.8']),
  'helo-matches': helo('mail.example.org', ['192.0.2.7']),
  'sender-nxdomain': { senderDomain: 'absent' },
  'sender-no-mail-host': { senderDomain: domain(undefined) },
  'sender-null-mx': { senderDomain: domain('.') },
  'sender-has-mx': { senderDomain: domain('mx.example.org') },
  'sender-by-address': { senderDomain: { ...domain(undefined), addresses: ['192.0.2.1'] } },
  'spf-fail': spf('fail'),
  'spf-softfail': spf('softfail'),
  'spf-neutral': spf('neutral'),
  'spf-none': spf('none'),
  'spf-broken': spf('permerror'),
  'spf-too-many-lookups': spf('permerror', 11),
  'spf-pass': spf('pass'),
  'spf-fail-unauthenticated': spf('fail'),
  'spf-softfail-unauthenticated': spf('softfail'),
  'spf-none-unauthenticated': spf('none'),
  'spf-pass-authenticated': spf('pass'),
  'not-signed': { dkim: 'absent' },
  'not-signed-unauthenticated': { dkim: 'absent' },
  'signature-invalid': dkim('fail'),
  'signature-valid': dkim('pass'),
  'signature-valid-authenticated': dkim('pass'),
  'key-unusable': dkim('not-verifiable', 'missing'),
  'key-unusable-unauthenticated': dkim('not-verifiable', 'revoked'),
  'key-published': dkim('not-verifiable'),
  'dmarc-not-aligned': dmarc(false),
  'dmarc-not-aligned-none': dmarc(false, 'none'),
  'dmarc-aligned': dmarc(true),
  'dmarc-aligned-spf': dmarc(true),
  'dmarc-missing': { dmarc: 'absent' },
  'impersonation-not-aligned': dmarc(false),
  'impersonation-aligned': dmarc(true),
  'listed-as-named': ip('listed', false, true),
  listed: ip('listed'),
  'not-listed': ip('not-listed'),
  'not-listed-any-more': ip('not-listed', false, true),
  'policy-listed-as-named': ip('listed', true, true),
  'policy-listed-not-abuse': ip('listed', true, true),
  'policy-listed': ip('listed', true),
  'not-policy-listed': ip('not-listed'),
  'domain-listed-as-named': domains('listed', true),
  'domain-listed': domains('listed'),
  'domain-not-listed': domains('not-listed'),
  'larger-than-limit': { messageSize: { sizeBytes: 2, limitBytes: 1 } },
  'smaller-than-limit': { messageSize: { sizeBytes: 1, limitBytes: 2 } },
  'mx-answers': net('accepted'),
  'mx-refuses-connection': net('refused'),
  'mx-silent': net('time-out'),
  'mx-resets': net('reset'),
  'mx-greets-with-refusal': net('greeting-refused'),
};

const isSpokenOf = (rule: string, shelves: SampleShelves): boolean => {
  const row = causeMoves.find((one) => one.rule === rule);
  return runChecks(rejectionChecks, evidenceOf(shelves)).some(
    (finding) =>
      finding.check === row?.check &&
      finding.outcome === row.outcome &&
      (row.message === undefined || row.message === finding.message),
  );
};

describe('every row speaks where its evidence is there', () => {
  test.each(causeMoves.map(({ rule }) => rule))('%s', (rule) => {
    expect(isSpokenOf(rule, samples[rule] ?? {})).toBe(true);
  });
});

test('no row speaks of evidence that could not be gathered', () => {
  const unknown: SampleShelves = Object.fromEntries(
    rejectionChecks.map(({ needs }) => [needs[0] ?? 'ptr', 'unknown' as const]),
  );
  expect(causeMoves.filter(({ rule }) => isSpokenOf(rule, unknown))).toEqual([]);
});

test('each rule has one name, one sample and a factor above 1', () => {
  const names = causeMoves.map(({ rule }) => rule);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(samples).sort()).toEqual(names.sort());
  expect(causeMoves.every(({ factor }) => factor > 1)).toBe(true);
});

describe('MX records that lead nowhere', () => {
  const rows = causeMoves.filter(
    ({ check, kind }) => check === 'dns/recipient-mx-usable' && kind === 'overturn',
  );
  const routes = rows.filter(({ category }) => category === 'domain.no-route');

  test.each([
    ['recipient.unknown', false],
    ['content.spam', false],
    ['policy.unspecified', false],
    ['net.connection', true],
    ['queue.expired', true],
    ['domain.not-found', true],
    ['unknown', true],
  ] as const)('words of %s: weighed %s', (category, isWeighed) => {
    expect(routes.length).toBe(4);
    for (const { onlyFor } of routes)
      expect(onlyFor?.some((pattern) => fitsCategory(category, pattern))).toBe(isWeighed);
  });
});
