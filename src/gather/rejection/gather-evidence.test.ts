import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';
import { describe, expect, test } from 'vitest';
import type { Evidence, RejectionKey } from '../../findings/evidence.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import type { Zone } from '../dns/testing.ts';
import { zoneResolver } from '../dns/testing.ts';
import type { GatherContext } from './context.ts';
import { gatherEvidence } from './gather-evidence.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');

const zone: Zone = {
  '7.2.0.192.in-addr.arpa': { PTR: ['mail.example.org.'] },
  '8.2.0.192.in-addr.arpa': { PTR: ['192-0-2-8.dyn.example.net'] },
  '9.2.0.192.in-addr.arpa': { PTR: ['other.example.org'] },
  '10.2.0.192.in-addr.arpa': 'SERVFAIL',
  '11.2.0.192.in-addr.arpa': { PTR: ['slow.example.org'] },
  '192-0-2-8.dyn.example.net': { A: ['192.0.2.8'] },
  'mail.example.org': { A: ['192.0.2.7'] },
  'other.example.org': { A: ['192.0.2.99'] },
  'slow.example.org': 'TIMEOUT',
  'example.org': {
    MX: ['10 mail.example.org.', '5 first.example.org.'],
    TXT: ['v=spf1 mx include:_spf.example.net -all', 'other'],
  },
  'first.example.org': { A: ['192.0.2.50'] },
  '_spf.example.net': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
  '_dmarc.example.org': { TXT: ['v=DMARC1; p=reject'] },
  'sel._domainkey.example.org': { TXT: [`v=DKIM1; p=${key}`] },
  'old._domainkey.example.org': { TXT: ['v=DKIM1; p='] },
  'null.example.org': { MX: ['0 .'] },
  'bare.example.org': { A: ['192.0.2.60'] },
  'empty.example.org': { TXT: ['x'] },
  'two.example.org': { TXT: ['v=spf1 mx -all', 'v=spf1 ip4:198.51.100.1 ~all'] },
  'broken.example.org': { TXT: ['v=spf1 moo -all'] },
  'refusing.example.org': { TXT: ['v=spf1 -ip4:192.0.2.0/24 ?all'] },
  'lame.example.org': 'SERVFAIL',
  'gateway.example.com': { MX: ['10 in.mx.example.com'] },
  'in.mx.example.com': { A: ['203.0.113.5'] },
  'alias.example.info': { A: ['203.0.113.5'] },
};

const clock = { nowMs: () => 1_700_000_000_000, monotonicMs: () => 0 };
const facts = (more: Partial<ReplyFacts> = {}): ReplyFacts => ({
  text: 'refused',
  senderIp: '192.0.2.7',
  sender: 'a@example.org',
  headerFrom: 'a@example.org',
  recipient: 'b@gateway.example.com',
  ...more,
});

async function gather<K extends RejectionKey>(
  key: K,
  given: ReplyFacts,
  more: Partial<GatherContext> = {},
  asked: string[] = [],
): Promise<NonNullable<Evidence[K]>> {
  const evidence = await gatherEvidence([key], given, {
    resolver: zoneResolver(zone, asked),
    clock,
    ...more,
  });
  const shelf = evidence[key];
  if (shelf === undefined) throw new Error(`no shelf ${key}`);
  return shelf;
}

/** What a shelf says, without its times and sources. */
function said(shelf: Evidence[RejectionKey]): unknown {
  if (shelf === undefined || shelf.state === 'absent') return shelf?.state;
  return shelf.state === 'unknown' ? `unknown: ${shelf.why.code}` : shelf.value;
}

describe('reverse DNS', () => {
  test.each([
    ['192.0.2.7', { names: [{ name: 'mail.example.org', addresses: ['192.0.2.7'] }], isGeneric: false }],
    ['192.0.2.8', { isGeneric: true }],
    ['192.0.2.9', { names: [{ name: 'other.example.org', addresses: ['192.0.2.99'] }] }],
    ['192.0.2.11', { names: [{ name: 'slow.example.org', addresses: 'unknown' }] }],
  ])('%s', async (senderIp, expected) => {
    expect(said(await gather('ptr', facts({ senderIp })))).toMatchObject(expected);
  });

  test.each([
    ['192.0.2.10', 'unknown: servfail'],
    ['192.0.2.200', 'absent'],
    ['10.0.0.1', 'unknown: not-public'],
    ['nonsense', 'unknown: not-given'],
  ])('%s: %s', async (senderIp, expected) => {
    const asked: string[] = [];
    expect(said(await gather('ptr', facts({ senderIp }), {}, asked))).toBe(expected);
    if (expected.endsWith('not-public')) expect(asked).toEqual([]);
  });
});

describe('HELO', () => {
  test.each([
    ['mail.example.org', { addresses: ['192.0.2.7'], ip: '192.0.2.7' }],
    ['[192.0.2.7]', { addresses: ['192.0.2.7'] }],
  ])('%s', async (helo, expected) => {
    expect(said(await gather('helo', facts({ helo })))).toMatchObject(expected);
  });

  test.each([
    ['localhost', 'absent'],
    ['gone.example.org', 'absent'],
    ['pc.local', 'absent'],
    ['lame.example.org', 'unknown: servfail'],
  ])('%s: %s', async (helo, expected) => {
    expect(said(await gather('helo', facts({ helo })))).toBe(expected);
  });
});

describe('a domain that receives mail', () => {
  test.each([
    ['a@example.org', { mx: [{ preference: 5, host: 'first.example.org', addresses: ['192.0.2.50'] }, {}] }],
    ['a@null.example.org', { mx: [{ preference: 0, host: '.' }] }],
    ['a@bare.example.org', { mx: [], addresses: ['192.0.2.60'] }],
    ['a@empty.example.org', { mx: [], addresses: [] }],
  ])('%s', async (recipient, expected) => {
    expect(said(await gather('recipientDomain', facts({ recipient })))).toMatchObject(expected);
  });

  test.each([
    ['a@gone.example.com', 'absent'],
    ['a@lame.example.org', 'unknown: servfail'],
    ['a', 'unknown: not-given'],
  ])('%s: %s', async (recipient, expected) => {
    expect(said(await gather('recipientDomain', facts({ recipient })))).toBe(expected);
  });
});

describe('the refusing host and the MX', () => {
  test.each([
    [{ speakerHost: 'IN.mx.example.com.' }, 'host'],
    [{ speakerIp: '203.0.113.5' }, 'ip'],
    [{ speakerHost: 'alias.example.info' }, 'ip'],
    [{ speakerHost: 'backend7.example.com' }, 'domain'],
    [{ speakerHost: 'mail.example.org' }, 'none'],
    [{ speakerIp: '192.0.2.1' }, 'none'],
  ])('%j: %s', async (speaker, match) => {
    const value = said(await gather('speakerInMx', facts(speaker)));
    expect(value).toMatchObject({ match, isInMx: match !== 'none', mxHosts: ['in.mx.example.com'] });
  });
});

describe('SPF', () => {
  const record = 'v=spf1 mx include:_spf.example.net -all';
  test('pass needs no proposal', async () => {
    const value = said(await gather('spf', facts()));
    expect(value).toMatchObject({ result: 'pass', domain: 'example.org', record, identity: 'mail-from' });
    expect(value).not.toHaveProperty('proposal');
  });

  test.each([
    ['a@example.org', 'fail', 'v=spf1 mx include:_spf.example.net ip4:192.0.2.77 -all'],
    ['a@two.example.org', 'permerror', 'v=spf1 mx ip4:198.51.100.1 ip4:192.0.2.77 ~all'],
    ['a@empty.example.org', 'none', 'v=spf1 mx ip4:192.0.2.77 ~all'],
    ['a@refusing.example.org', 'fail', 'v=spf1 ip4:192.0.2.77 -ip4:192.0.2.0/24 ?all'],
  ])('%s: %s, and the proposed record proves itself', async (sender, result, proposed) => {
    const value = said(await gather('spf', facts({ sender, senderIp: '192.0.2.77' })));
    expect(value).toMatchObject({ result, proposal: { record: proposed, isVerified: true, problems: [] } });
  });

  test('a proposal asks nothing that was not asked before', async () => {
    const asked: string[] = [];
    await gather('spf', facts({ senderIp: '192.0.2.77' }), {}, asked);
    expect(asked.length).toBe(new Set(asked).size);
  });

  test('forwarded mail gets no proposal', async () => {
    const value = said(await gather('spf', facts({ senderIp: '192.0.2.77', expandedFrom: 'c@example.com' })));
    expect(value).toMatchObject({ result: 'fail' });
    expect(value).not.toHaveProperty('proposal');
  });

  test('a record that does not parse gets no proposal', async () => {
    const value = said(await gather('spf', facts({ sender: 'a@broken.example.org' })));
    expect(value).toMatchObject({ result: 'permerror' });
    expect(value).not.toHaveProperty('proposal');
  });

  test.each([
    [{ sender: 'a@lame.example.org' }, 'unknown: servfail'],
    [{ sender: '', helo: 'lame.example.org' }, 'unknown: servfail'],
    [{ sender: '' }, 'unknown: not-given'],
  ])('%j: %s', async (more, expected) => {
    expect(said(await gather('spf', facts(more)))).toBe(expected);
  });
});

describe('DKIM and DMARC of the returned message', () => {
  const body = 'From: a@example.org\r\nSubject: x\r\n\r\nHello\r\n';
  const sign = async (selector: string, signingDomain = 'example.org') => {
    const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const signer = { signingDomain, selector, privateKey: privatePem };
    const { signatures } = await dkimSign(body, {
      ...signer,
      signatureData: [signer],
      canonicalization: 'relaxed/relaxed',
      signTime: new Date(1_600_000_000_000),
    });
    return Buffer.from(signatures + body);
  };

  test.each([
    ['sel', true, { result: 'pass', key: 'found' }],
    ['sel', false, { result: 'not-verifiable', key: 'found' }],
    ['old', true, { key: 'revoked' }],
    ['gone', true, { key: 'missing' }],
  ])('selector %s, whole %s: %j', async (selector, isReturnedWhole, expected) => {
    const returnedMessage = await sign(selector);
    const value = said(await gather('dkim', facts(), { returnedMessage, isReturnedWhole }));
    expect(value).toMatchObject({
      signatures: [{ domain: 'example.org', selector, ...expected }],
      isReturnedCopy: true,
    });
  });

  test('without a signature the shelf is absent, without a message unknown', async () => {
    const part = Buffer.from(body);
    expect(said(await gather('dkim', facts(), { returnedMessage: part, isReturnedWhole: true }))).toBe(
      'absent',
    );
    expect(said(await gather('dkim', facts(), { returnedMessage: part }))).toBe('unknown: incomplete');
    const head = Buffer.from(`Received: x\r\nDate: x\r\nMessage-ID: x\r\n${body}`);
    expect(said(await gather('dkim', facts(), { returnedMessage: head }))).toBe('absent');
    expect(said(await gather('dkim', facts()))).toBe('unknown: not-given');
  });

  test.each([
    [{}, 'sel', { isSpfAligned: true, isDkimAligned: true, recordDomain: 'example.org', policy: 'reject' }],
    [{ senderIp: '192.0.2.77' }, 'gone', { isSpfAligned: false, isDkimAligned: false }],
    [
      { sender: 'a@bare.example.org', senderIp: '10.0.0.1' },
      'sel',
      { isSpfAligned: 'unknown', isDkimAligned: true },
    ],
    [{ sender: 'a@gateway.example.com' }, 'sel', { isSpfAligned: false }],
    [{ headerFrom: 'news@sub.example.org' }, 'sel', { fromDomain: 'sub.example.org', isDkimAligned: true }],
  ])('%j with selector %s: %j', async (more, selector, expected) => {
    const context = {
      resolver: zoneResolver(zone),
      clock,
      returnedMessage: await sign(selector),
      isReturnedWhole: true,
    };
    const evidence = await gatherEvidence(['dmarc', 'spf', 'dkim'], facts(more), context);
    expect(said(evidence.dmarc)).toMatchObject(expected);
  });

  describe('without a From header', () => {
    const { headerFrom: _, ...blind } = facts();
    test('MAIL FROM finds the record, and nothing is said about alignment', async () => {
      const context = { resolver: zoneResolver(zone), clock };
      const evidence = await gatherEvidence(['dmarc', 'spf'], blind, context);
      expect(said(evidence.dmarc)).toMatchObject({
        recordDomain: 'example.org',
        isStandIn: true,
        isSpfAligned: 'unknown',
        isDkimAligned: 'unknown',
      });
    });

    test('the From of the returned message counts', async () => {
      const returnedMessage = Buffer.from('From: "A, B" <news@sub.example.org>\r\nSubject: x\r\n\r\n');
      const context = { resolver: zoneResolver(zone), clock, returnedMessage };
      const evidence = await gatherEvidence(['dmarc', 'spf'], blind, context);
      const value = said(evidence.dmarc);
      expect(value).toMatchObject({ fromDomain: 'sub.example.org', isSpfAligned: true });
      expect(value).not.toHaveProperty('isStandIn');
    });

    test('neither From nor MAIL FROM: the option is named', async () => {
      const { sender: __, ...nobody } = blind;
      const shelf = await gather('dmarc', nobody);
      expect(shelf).toMatchObject({
        state: 'unknown',
        why: { code: 'not-given' },
        from: { where: '--message' },
      });
    });
  });

  test('no record is absent, a failing name server unknown', async () => {
    expect(said(await gather('dmarc', facts({ headerFrom: 'a@gateway.example.com' })))).toBe('absent');
    expect(said(await gatherEvidenceWith({ ...zone, '_dmarc.example.org': 'SERVFAIL' }))).toBe(
      'unknown: servfail',
    );
  });

  async function gatherEvidenceWith(other: Zone) {
    return (await gatherEvidence(['dmarc'], facts(), { resolver: zoneResolver(other), clock })).dmarc;
  }
});

test('only what is wanted is asked, and the reply is always there', async () => {
  const asked: string[] = [];
  const evidence = await gatherEvidence(['messageSize'], facts({ messageSizeBytes: 10 }), {
    resolver: zoneResolver(zone, asked),
    clock,
  });
  expect(Object.keys(evidence).sort()).toEqual(['messageSize', 'reply']);
  expect(asked).toEqual([]);
});

test('lists are asked through what the context gives', async () => {
  const subjects: unknown[] = [];
  const listings: NonNullable<GatherContext['listings']> = async (asked) => {
    subjects.push(...asked);
    return { state: 'present', value: { answers: [] }, seenAt: '', from: { kind: 'input', where: 'test' } };
  };
  await gather('ipListings', facts(), { listings });
  await gather('domainListings', facts(), { listings });
  expect(subjects).toEqual([
    { kind: 'ip', name: '192.0.2.7' },
    { kind: 'domain', name: 'example.org' },
  ]);
  expect(said(await gather('ipListings', facts()))).toBe('unknown: not-asked');
});

test('--connect is needed to connect', async () => {
  expect(said(await gather('mxConnection', facts()))).toBe('unknown: not-given');
});
