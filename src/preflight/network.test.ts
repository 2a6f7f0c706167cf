import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import type { MailProfile, MessageFinding } from '../findings/message-check.ts';
import { type Zone, zoneResolver } from '../gather/dns/testing.ts';
import type { Resolver } from '../gather/dns/types.ts';
import { createListAsker, type DnsblData } from '../gather/dnsbl/index.ts';
import { listOf } from '../gather/dnsbl/testing.ts';
import { readMailView } from '../wire/mail-view/index.ts';
import { judgeMessageEvidence, notAskedFindings } from './judge-network.ts';
import { namesShownIn } from './message-names.ts';
import { type GivenSending, gatherMessageEvidence, MAX_LISTED_NAMES } from './network.ts';

const clock = { nowMs: () => Date.parse('2026-01-01T00:00:00Z'), monotonicMs: () => 0 };

/** RFC 8463 §A.3 as signed with the keys of §A.2. */
const signed = [
  'DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;',
  ' d=football.example.com; i=@football.example.com;',
  ' q=dns/txt; s=brisbane; t=1528637909; h=from : to :',
  ' subject : date : message-id : from : subject : date;',
  ' bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;',
  ' b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus',
  ' Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==',
  'From: Joe SixPack <joe@football.example.com>',
  'To: Suzie Q <suzie@shopping.example.net>',
  'Subject: Is dinner ready?',
  'Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)',
  'Message-ID: <20030712040037.46341.5F8J@football.example.com>',
  '',
  'Hi.',
  '',
  'We lost the game.  Are you hungry yet?',
  '',
  'Joe.',
  '',
].join('\r\n');
const unsigned = signed.slice(signed.indexOf('From: Joe'));
const changed = signed.replace('We lost', 'We won');
const key: Zone = {
  'brisbane._domainkey.football.example.com': {
    TXT: ['v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='],
  },
};
const dmarc = (policy: string): Zone => ({
  '_dmarc.football.example.com': { TXT: [`v=DMARC1; p=${policy}`] },
});
const spf = (record: string): Zone => ({ 'football.example.com': { TXT: [record] } });
const ptr: Zone = {
  '7.2.0.192.in-addr.arpa': { PTR: ['mail.football.example.com'] },
  'mail.football.example.com': { A: ['192.0.2.7'] },
};
const here: GivenSending = { senderIp: '192.0.2.7', mailFrom: 'joe@football.example.com' };

const askerOf = (resolver: Resolver, lists: DnsblData) =>
  createListAsker(lists, resolver, clock, { maxSubjects: MAX_LISTED_NAMES });

async function look(
  message: string | Uint8Array,
  zone: Zone,
  given: GivenSending = {},
  profile: MailProfile = 'personal',
  lists?: DnsblData,
): Promise<readonly MessageFinding[]> {
  const view = readMailView(typeof message === 'string' ? Buffer.from(message, 'latin1') : message);
  const resolver = zoneResolver(zone);
  const cases = await gatherMessageEvidence(view, given, {
    resolver,
    clock,
    allowPrivate: true,
    ...(lists !== undefined && { askLists: askerOf(resolver, lists) }),
  });
  return judgeMessageEvidence(view, cases, profile);
}
const of = (findings: readonly MessageFinding[], check: string) =>
  findings.filter((one) => one.check === check);
/** 'outcome message consequence' of a check. */
const said = (findings: readonly MessageFinding[], check: string) =>
  of(findings, check).map(({ outcome, message, consequence }) => `${outcome} ${message} ${consequence}`);

describe('whether receivers take it as authenticated', () => {
  test.each<[string, string, Zone, GivenSending, MailProfile, string, readonly string[]]>([
    [
      'signed, p=reject',
      signed,
      { ...key, ...dmarc('reject') },
      {},
      'personal',
      'pass aligned information',
      [],
    ],
    [
      'changed on its way, p=reject, SPF fails',
      changed,
      { ...key, ...dmarc('reject'), ...spf('v=spf1 -all') },
      here,
      'personal',
      'fail reject refused',
      ['google', 'yahoo', 'microsoft'],
    ],
    [
      'changed, p=reject, SPF passes',
      changed,
      { ...key, ...dmarc('reject'), ...spf('v=spf1 ip4:192.0.2.7 -all') },
      here,
      'personal',
      'pass aligned information',
      [],
    ],
    [
      'changed, p=reject, nobody said from where',
      changed,
      { ...key, ...dmarc('reject') },
      {},
      'personal',
      'unknown spf-not-given information',
      [],
    ],
    [
      'unsigned, p=reject, nobody said from where',
      unsigned,
      dmarc('reject'),
      {},
      'personal',
      'unknown spf-not-given information',
      [],
    ],
    [
      'unsigned, p=reject, SPF fails',
      unsigned,
      { ...dmarc('reject'), ...spf('v=spf1 -all') },
      here,
      'personal',
      'fail reject-unsigned refused',
      ['google', 'yahoo', 'microsoft'],
    ],
    [
      'changed, p=quarantine, SPF fails',
      changed,
      { ...key, ...dmarc('quarantine'), ...spf('v=spf1 -all') },
      here,
      'personal',
      'fail quarantine policy',
      [],
    ],
    [
      'changed, p=none, SPF fails',
      changed,
      { ...key, ...dmarc('none'), ...spf('v=spf1 -all') },
      here,
      'personal',
      'fail unauthenticated refused',
      ['google', 'yahoo'],
    ],
    [
      'nothing at all',
      unsigned,
      {},
      here,
      'personal',
      'fail unauthenticated-unsigned refused',
      ['google', 'yahoo'],
    ],
    ['signed, no DMARC', signed, key, {}, 'personal', 'pass authenticated information', []],
    [
      'signed, no DMARC, mass mail',
      signed,
      key,
      {},
      'bulk',
      'fail no-record-bulk refused',
      ['google', 'microsoft'],
    ],
    [
      'signed, SPF fails, mass mail',
      signed,
      { ...key, ...dmarc('none'), ...spf('v=spf1 -all') },
      here,
      'bulk',
      'fail bulk-without-spf refused',
      ['google', 'yahoo', 'microsoft'],
    ],
    [
      'changed, SPF passes, mass mail',
      changed,
      { ...key, ...dmarc('none'), ...spf('v=spf1 ip4:192.0.2.7 -all') },
      here,
      'bulk',
      'fail bulk-without-dkim refused',
      ['google', 'yahoo', 'microsoft'],
    ],
    [
      'DMARC not answered',
      signed,
      { ...key, '_dmarc.football.example.com': 'TIMEOUT' },
      {},
      'personal',
      'unknown could-not-check information',
      [],
    ],
    [
      'key not answered',
      signed,
      { ...dmarc('reject'), 'brisbane._domainkey.football.example.com': 'TIMEOUT' },
      here,
      'personal',
      'unknown could-not-check information',
      [],
    ],
    ['no From', 'Subject: x\r\n\r\ny', {}, {}, 'personal', 'unknown could-not-check information', []],
  ])('%s', async (_, message, zone, given, profile, expected, receivers) => {
    const findings = await look(message, { ...ptr, ...zone }, given, profile);
    expect(said(findings, 'auth/accepted')).toEqual([expected]);
    expect(of(findings, 'auth/accepted')[0]?.receivers).toEqual(receivers);
  });

  test('what passes elsewhere does not align', async () => {
    const zone: Zone = {
      ...dmarc('none'),
      ...ptr,
      'other.example.net': { TXT: ['v=spf1 ip4:192.0.2.7 -all'] },
    };
    const given = { ...here, mailFrom: 'bounce@other.example.net' };
    expect(said(await look(unsigned, zone, given), 'auth/accepted')).toEqual([
      'fail not-aligned information',
    ]);
    expect(said(await look(unsigned, zone, given, 'bulk'), 'auth/accepted')).toEqual([
      'fail not-aligned-bulk refused',
    ]);
  });

  test('a message without a signature is asked about, not blamed', async () => {
    expect(said(await look(unsigned, dmarc('reject')), 'auth/signed')).toEqual([
      'fail not-signed information',
    ]);
    expect(said(await look(unsigned, {}, {}, 'bulk'), 'auth/signed')).toEqual([
      'fail not-signed-bulk information',
    ]);
    expect(said(await look(signed, key), 'auth/signed')).toEqual(['pass signed information']);
  });

  test('From stands in for MAIL FROM with less confidence', async () => {
    const zone = { ...ptr, ...dmarc('reject'), ...spf('v=spf1 ip4:192.0.2.7 -all') };
    const findings = await look(unsigned, zone, { senderIp: '192.0.2.7' });
    expect(of(findings, 'auth/accepted')).toMatchObject([{ outcome: 'pass', confidence: 0.7 }]);
  });

  test('the parts stand beside, each with what filters give', async () => {
    const findings = await look(changed, { ...key, ...dmarc('reject'), ...spf('v=spf1 -all') }, here);
    expect(of(findings, 'dkim/signature-valid')).toMatchObject([
      { outcome: 'fail', consequence: 'score', place: { header: 'DKIM-Signature' } },
    ]);
    expect(of(findings, 'dkim/signature-valid')[0]?.engineRules?.map(({ rule }) => rule)).toEqual([
      'R_DKIM_REJECT',
      'DKIM_INVALID',
    ]);
    expect(said(findings, 'spf/authorises-ip')).toEqual(['fail not-authorised score']);
    expect(said(findings, 'dmarc/aligned')).toEqual(['fail not-aligned score']);
    expect(said(findings, 'dkim/key-found')).toEqual(['pass found information']);
    expect(said(findings, 'dns/ptr-exists')).toEqual(['fail no-ptr refused']);
    expect(of(findings, 'dns/ptr-exists')[0]?.receivers).toEqual(['google', 'yahoo']);
  });
});

const lists = (...zones: readonly string[]): DnsblData => ({
  lists: zones.map(listOf),
  dead: [],
  doubtful: [],
});
const linked = [
  'From: Ann <ann@example.org>',
  'Reply-To: <ann@reply.example.net>',
  'Message-ID: <1@mid.example.com>',
  'List-Unsubscribe: <mailto:u@example.org>, <https://u.unsubscribe.example.edu/1>',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Hello</p><a href="https://shop.listed.example/a">shop</a> <a href="https://www.listed.example/b">again</a>',
  '<img src="https://cdn.pictures.example/x.png"><a href="https://192.0.2.1/">ip</a>',
].join('\r\n');
const dbl: Zone = {
  'dbltest.com.dbl.spamhaus.org': { A: ['127.0.1.2'] },
  'test.dbl.spamhaus.org': { A: ['127.0.1.2'] },
};

describe('the names in a message', () => {
  test('each with the first place where it stands', () => {
    const raw = Buffer.from(linked);
    const names = namesShownIn(readMailView(raw));
    expect(names.map(({ name, role }) => `${role} ${name}`)).toEqual([
      'From example.org',
      'Reply-To example.net',
      'Message-ID example.com',
      'List-Unsubscribe example.edu',
      'link listed.example',
      'image pictures.example',
    ]);
    for (const { place } of names) {
      const there = raw.subarray(place.raw.start, place.raw.end).toString();
      expect(there.replaceAll(/\s+/g, ' ')).toContain(place.snippet);
    }
    expect(names.find(({ role }) => role === 'link')?.place.snippet).toBe('https://shop.listed.example/a');
  });

  test('any bytes give names without a throw', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...linked.split('\r\n'), '@', '<', 'http://', '\r\n')),
        (parts) => {
          namesShownIn(readMailView(Buffer.from(parts.join('\r\n'))));
        },
      ),
    );
  });
});

describe('DNS lists of the names', () => {
  const world: Zone = { ...dbl, 'listed.example.dbl.spamhaus.org': { A: ['127.0.1.4'] } };

  test('a listed link: its place, and the rules of the filters with their points', async () => {
    const findings = await look(linked, world, {}, 'personal', lists('dbl.spamhaus.org'));
    const [listed, clean] = of(findings, 'listing/shown-domain');
    expect(listed).toMatchObject({
      message: 'listed',
      outcome: 'fail',
      consequence: 'score',
      subject: { kind: 'domain', name: 'listed.example' },
      data: { zone: 'dbl.spamhaus.org', meaning: 'phishing', roles: 'link', subject: 'listed.example' },
      place: { snippet: 'https://shop.listed.example/a' },
      engineRules: [
        { engine: 'rspamd', rule: 'DBL_PHISH', weight: 7.5 },
        { engine: 'SpamAssassin', rule: 'URIBL_DBL_PHISH', weight: 2.5 },
      ],
    });
    expect(clean).toMatchObject({ message: 'not-listed', outcome: 'pass', data: { count: 5 } });
    expect(of(findings, 'listing/domain-on-list')).toEqual([]);
  });

  test("the sender's own listed domain is refused", async () => {
    const own: Zone = { ...dbl, 'example.org.dbl.spamhaus.org': { A: ['127.0.1.2'] } };
    const findings = await look(linked, own, {}, 'personal', lists('dbl.spamhaus.org'));
    expect(of(findings, 'listing/domain-on-list')).toMatchObject([
      { message: 'listed-everywhere', consequence: 'refused', place: { header: 'From' } },
    ]);
  });

  test('a listed address is refused by Yahoo', async () => {
    const zen: Zone = {
      '2.0.0.127.zen.spamhaus.org': { A: ['127.0.0.2'] },
      '7.2.0.192.zen.spamhaus.org': { A: ['127.0.0.2'] },
    };
    const findings = await look(
      linked,
      zen,
      { senderIp: '192.0.2.7' },
      'personal',
      lists('zen.spamhaus.org'),
    );
    expect(of(findings, 'listing/ip-on-list')).toMatchObject([
      { consequence: 'refused', receivers: ['yahoo'] },
    ]);
  });

  test('a list that refuses is not a pass', async () => {
    const refusing: Zone = { 'test.dbl.spamhaus.org': { A: ['127.255.255.254'] } };
    const findings = await look(linked, refusing, {}, 'personal', lists('dbl.spamhaus.org'));
    expect(
      findings.filter(({ check, outcome }) => check.startsWith('listing/') && outcome === 'pass'),
    ).toEqual([]);
    expect(said(findings, 'listing/domain-on-list')).toEqual(['unknown refused information']);
  });

  test('without lists nothing is said of them', async () => {
    const findings = await look(linked, world);
    expect(findings.filter(({ check }) => check.startsWith('listing/'))).toEqual([]);
  });

  test('at most 50 domains are asked about', async () => {
    const links = Array.from({ length: 300 }, (_, i) => `<a href="https://d${i}.example/">x</a>`).join(
      '\r\n',
    );
    const view = readMailView(Buffer.from(`From: a@example.org\r\nContent-Type: text/html\r\n\r\n${links}`));
    const asked: string[] = [];
    const resolver = zoneResolver(dbl, asked);
    const askLists = askerOf(resolver, lists('dbl.spamhaus.org'));
    await gatherMessageEvidence(view, {}, { resolver, clock, askLists });
    const names = asked.filter((name) => /^(d\d+\.example|example\.org)\.dbl/.test(name));
    expect(new Set(names).size).toBe(50);
    expect(asked.length).toBeLessThan(100);
  });
});

test('nothing asked is unknown', () => {
  expect(notAskedFindings({ kind: 'message', name: 'x' }, 'offline')).toMatchObject([
    { outcome: 'unknown', message: 'not-asked', data: { why: 'offline' } },
  ]);
});

describe('texts', () => {
  const sources = ['acceptance.ts', 'list-findings.ts', 'judge-network.ts']
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .join('\n');
  const folder = join(import.meta.dirname, '../../data/texts');

  test.each(readdirSync(folder))('%s: every message that is said, and no other', (language) => {
    const file = parse(readFileSync(join(folder, language, 'check/network.toml'), 'utf8'));
    expect(Object.keys(file)).toEqual(['auth/signed', 'auth/accepted', 'listing/shown-domain']);
    for (const [check, texts] of Object.entries(file)) {
      const { messages, reply = {}, todo = {} } = texts as Record<string, Record<string, unknown>>;
      const ids = Object.keys(messages ?? {});
      for (const id of ids) {
        const stem = id.replace(/-unsigned$/, '');
        expect(
          sources.includes(`'${id}'`) || sources.includes(`\`${stem}\${unsigned}\``),
          `${check} ${id}`,
        ).toBe(true);
      }
      for (const id of [...Object.keys(reply), ...Object.keys(todo)]) expect(ids, check).toContain(id);
    }
  });
});
