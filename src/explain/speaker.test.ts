import { describe, expect, test } from 'vitest';
import type { CategoryId } from '../findings/category.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { type ProviderKind, speakerOf } from './speaker.ts';

const inMx = (isInMx: boolean): Evidence => ({
  speakerInMx: {
    state: 'present',
    seenAt: '2026-11-23T00:00:00.000Z',
    from: { kind: 'input', where: 'test' },
    value: { speaker: 's', domain: 'd', mxHosts: [], isInMx },
  },
});

const cases: readonly [
  facts: Partial<ReplyFacts>,
  evidence: Evidence,
  provider: ProviderKind | undefined,
  recipientProvider: string | undefined,
  role: string,
  why: string,
][] = [
  [
    { speakerHost: 'a.example.net', recipient: 'x@example.org' },
    inMx(true),
    undefined,
    undefined,
    'recipient-gateway',
    'it is in the MX set',
  ],
  [
    { speakerHost: 'mx2.example.net', recipient: 'x@example.org', replyCode: 550 },
    {},
    undefined,
    undefined,
    'recipient-gateway',
    'it is named as servers that an MX record leads to are',
  ],
  [
    { speakerHost: 'mx-out.example.net', recipient: 'x@example.org', replyCode: 550 },
    {},
    undefined,
    undefined,
    'unknown',
    'it is named as one that sends',
  ],
  [
    { speakerHost: 'mail.example.net', recipient: 'x@example.org', replyCode: 550 },
    {},
    undefined,
    undefined,
    'unknown',
    'its name tells nothing',
  ],
  [
    { speakerHost: 'a.example.net', recipient: 'x@example.org' },
    inMx(false),
    undefined,
    undefined,
    'smarthost',
    'it is not in the MX set',
  ],
  [
    { speakerHost: 'a.example.net', recipient: 'x@example.org', expandedFrom: 'y@example.com' },
    inMx(false),
    undefined,
    undefined,
    'forwarder',
    'the address changed on the way',
  ],
  [
    { speakerHost: 'out.example.net', via: 'relay', recipient: 'x@example.org' },
    {},
    undefined,
    undefined,
    'smarthost',
    'it was reached at a port of submission',
  ],
  [
    { speakerHost: 'mx.example.org', recipient: 'x@example.org' },
    {},
    undefined,
    undefined,
    'recipient-gateway',
    'it is named like the recipient’s domain',
  ],
  [
    { speakerHost: 'out.example.com', recipient: 'x@example.org', sender: 'me@example.com' },
    {},
    undefined,
    undefined,
    'own-server',
    'it is named like ours',
  ],
  [
    { speakerHost: 'mx.big.example', recipient: 'x@big.example' },
    {},
    { id: 'big', kind: 'mailbox' },
    'big',
    'recipient-gateway',
    'it is the recipient’s provider',
  ],
  [
    { speakerHost: 'f.filter.example', reportingHost: 'out.filter.example', recipient: 'x@example.org' },
    {},
    { id: 'f', kind: 'filter' },
    undefined,
    'own-filter',
    'the filter reports about itself',
  ],
  [
    { speakerHost: 'f.filter.example', reportingHost: 'mail.example.com', recipient: 'x@example.org' },
    {},
    { id: 'f', kind: 'filter' },
    undefined,
    'recipient-gateway',
    'a filter that another host reports',
  ],
  [
    { speakerHost: 'smtp.esp.example', recipient: 'x@example.org' },
    {},
    { id: 'e', kind: 'sender-service' },
    undefined,
    'smarthost',
    'a sending service',
  ],
  [
    { reportingHost: 'mail.example.org', recipient: 'x@example.org' },
    {},
    undefined,
    undefined,
    'recipient-server',
    'the recipient’s server reports',
  ],
  [
    { reportingHost: 'mail.example.com', recipient: 'x@example.org', sender: 'a@example.com' },
    {},
    undefined,
    undefined,
    'own-server',
    'our server gave up',
  ],
  [{ recipient: 'x@example.org' }, {}, undefined, undefined, 'unknown', 'nothing says'],
];

describe('speakerOf', () => {
  test.each(cases)('%j', (facts, evidence, provider, recipientProvider, role) => {
    expect(speakerOf({ text: '', ...facts }, evidence, provider, recipientProvider).role).toBe(role);
  });

  const gmail = { speakerHost: 'mx.big.example', recipient: 'x@example.org' };
  test('a login is asked for by the server that one sends through, whoever runs it', () => {
    const big = { id: 'big', kind: 'mailbox' } as const;
    expect(speakerOf({ text: '', ...gmail }, {}, big, undefined).role).toBe('recipient-gateway');
    expect(speakerOf({ text: '', ...gmail, phase: 'auth' }, {}, big, undefined).role).toBe('smarthost');
    expect(
      speakerOf({ text: '', speakerIp: '192.0.2.1', phase: 'auth' }, {}, undefined, undefined).role,
    ).toBe('smarthost');
    expect(speakerOf({ text: '', ...gmail }, {}, big, undefined, 'sender-account.limit').role).toBe(
      'smarthost',
    );
  });

  test('a provider’s server for its own users is told by its name, and by what it could not reach', () => {
    const big = { id: 'big', kind: 'mailbox' } as const;
    const smtp = { text: '', speakerHost: 'smtp.big.example', recipient: 'x@example.org' };
    expect(speakerOf(smtp, {}, big, undefined).role).toBe('smarthost');
    expect(speakerOf({ ...smtp, recipient: 'x@big.example' }, {}, big, 'big').role).toBe('recipient-gateway');
    expect(speakerOf({ text: '' }, {}, big, undefined, 'domain.not-found').role).toBe('smarthost');
    expect(speakerOf({ text: '' }, {}, big, undefined, 'content.spam').role).toBe('recipient-gateway');
    expect(speakerOf({ text: '' }, {}, undefined, undefined, 'suppressed').role).toBe('smarthost');
  });

  test('what answers at the loopback address is of our own machine', () => {
    const facts = { text: '', speakerIp: '127.0.0.1', recipient: 'x@example.org' };
    expect(speakerOf(facts, {}, undefined, undefined).role).toBe('own-filter');
  });
});

test('what an account may do is told by the server that one sends through, though only the provider is known', () => {
  const provider: ProviderKind = { id: 'microsoft-365', kind: 'mailbox' };
  const facts: ReplyFacts = { text: '535 5.7.139 Authentication unsuccessful' };
  expect(speakerOf(facts, {}, provider, undefined, 'sender-account.auth-failed').role).toBe('smarthost');
  expect(speakerOf(facts, {}, provider, undefined, 'content.spam').role).toBe('recipient-gateway');
});

describe('where no host is named', () => {
  const coded: ReplyFacts = { text: '', replyCode: 550 };
  const roleOf = (facts: ReplyFacts, category: CategoryId) =>
    speakerOf(facts, {}, undefined, undefined, category).role;

  test('what only receivers ask for was said by the recipient’s side', () => {
    expect(roleOf(coded, 'auth.spf')).toBe('recipient-gateway');
    expect(roleOf(coded, 'dns.ptr')).toBe('recipient-gateway');
    expect(roleOf({ ...coded, speakerHost: 'mail.example.net' }, 'greylist')).toBe('recipient-gateway');
  });

  test('what anybody may say was not, nor what nobody gave a code to, nor what a program was told', () => {
    expect(roleOf(coded, 'content.spam')).toBe('unknown');
    expect(roleOf({ text: '' }, 'auth.spf')).toBe('unknown');
    expect(roleOf({ ...coded, via: 'program' }, 'auth.spf')).toBe('smarthost');
  });

  test('where the text speaks of handing mail in nobody can tell', () => {
    expect(roleOf({ ...coded, isOfHandingIn: true }, 'auth.spf')).toBe('unknown');
    expect(roleOf({ ...coded, speakerHost: 'smtp-in.example.net' }, 'content.spam')).toBe(
      'recipient-gateway',
    );
    const ofRelay = { ...coded, speakerHost: 'smarthost.example.net' };
    expect(roleOf(ofRelay, 'greylist')).toBe('unknown');
    expect(roleOf({ ...ofRelay, isHeardByServer: true }, 'content.spam')).toBe('unknown');
  });

  test.each<CategoryId>([
    'queue.expired',
    'net.connection',
    'domain.not-found',
    'route.loop',
    'relay.denied',
  ])('%s a server tells of its own way, or of its own user', (category) => {
    expect(roleOf({ ...coded, isHeardByServer: true }, category)).toBe('unknown');
  });

  test('what a server that delivers was told was said by the recipient’s side', () => {
    expect(roleOf({ ...coded, isHeardByServer: true }, 'content.spam')).toBe('recipient-gateway');
    expect(roleOf({ ...coded, isHeardByServer: true, speakerHost: 'mail.example.net' }, 'content.spam')).toBe(
      'recipient-gateway',
    );
  });
});

test('a sending service that tells without a code writes to its customers', () => {
  const roleAt = (facts: Partial<ReplyFacts>): string =>
    speakerOf({ text: 'x', ...facts }, {}, { id: 'amazon', kind: 'sender-service' }, undefined).role;
  expect(roleAt({})).toBe('smarthost');
  expect(roleAt({ replyCode: 550 })).toBe('unknown');
  expect(roleAt({ isHeardByServer: true })).not.toBe('smarthost');
});

describe('a host to which no connection came about has said nothing', () => {
  const roleOf = (facts: Partial<ReplyFacts>, evidence: Evidence = {}) => {
    const { role, host } = speakerOf(
      { text: 'Connection timed out', ...facts },
      evidence,
      undefined,
      undefined,
      'net.connection',
    );
    return [role, host];
  };

  test('its name and the MX set name whom nobody reached', () => {
    const host = { speakerHost: 'mx1.example.org', recipient: 'bob@example.org' };
    expect(roleOf(host)).toEqual(['unknown', undefined]);
    expect(roleOf(host, inMx(true))).toEqual(['unknown', undefined]);
    const reported = { ...host, reportingHost: 'out.example.net', sender: 'anna@example.net' };
    expect(roleOf(reported)).toEqual(['own-server', 'out.example.net']);
  });

  test('with a code, a step of the session or a relay’s name it has', () => {
    const host = { speakerHost: 'mx1.example.org', recipient: 'bob@example.org' };
    expect(roleOf({ ...host, replyCode: 421 })).toEqual(['recipient-gateway', 'mx1.example.org']);
    expect(roleOf({ ...host, phase: 'end-of-data' })).toEqual(['recipient-gateway', 'mx1.example.org']);
    expect(roleOf({ speakerHost: 'smtp.example.net', via: 'relay' })).toEqual([
      'smarthost',
      'smtp.example.net',
    ]);
  });
});

test('a server that logs in at the recipient’s MX does so where it has no account', () => {
  const roleOf = (facts: Partial<ReplyFacts>) =>
    speakerOf({ text: '', phase: 'auth', ...facts }, {}, undefined, undefined, 'sender-account.auth-failed')
      .role;
  const mx: Partial<ReplyFacts> = {
    speakerHost: 'mx3.example.org',
    recipient: 'bob@example.org',
    sender: 'anna@example.net',
    reportingSoftware: 'postfix',
  };
  expect(roleOf(mx)).toBe('recipient-gateway');
  expect(roleOf({ ...mx, sender: 'anna@example.org' })).toBe('smarthost');
  expect(roleOf({ ...mx, via: 'relay' })).toBe('smarthost');
  expect(roleOf({ ...mx, speakerHost: 'smtp.example.org' })).toBe('smarthost');
  expect(roleOf({ ...mx, recipient: 'bob@example.com' })).toBe('smarthost');
  expect(roleOf({ speakerHost: 'mx3.example.org', recipient: 'bob@example.org' })).toBe('smarthost');
});

test('who is asked to pass mail on to a provider’s domain, and is none of its servers, is a relay', () => {
  const facts: ReplyFacts = {
    text: 'Relay access denied',
    replyCode: 554,
    phase: 'rcpt',
    speakerHost: 'smtp.example.net',
    recipient: 'bob@gmail.com',
  };
  const roleOf = (recipientProvider: string | undefined, provider?: ProviderKind) =>
    speakerOf(facts, {}, provider, recipientProvider, 'relay.denied').role;
  expect(roleOf('google')).toBe('smarthost');
  expect(roleOf('google', { id: 'google', kind: 'mailbox' })).toBe('recipient-gateway');
  expect(roleOf(undefined)).toBe('recipient-gateway');
});

test.each([
  ["Remote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'", 'recipient-server'],
  ['550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient', 'recipient-server'],
  ["Remote Server returned '550 5.7.1 no'", 'recipient-gateway'],
  ['550 the resolver. has no answer', 'unknown'],
])('Exchange of its own mailboxes: %s', (text, role) => {
  expect(speakerOf({ text }, {}, undefined, undefined, 'policy.unspecified').role).toBe(role);
});
