/**
 * What becomes of an answer when the look-ups speak against the words, or find another fault than the words accuse: the
 * whole way from the reply to the sentences, over a simulated DNS.
 */
import { describe, expect, test } from 'vitest';
import { systemClock } from '../src/base/clock.ts';
import { type ExplainServices, explainRefusal, type GivenFacts } from '../src/explain/explain.ts';
import { replyArrival } from '../src/explain/reply-input.ts';
import { viewVerdict } from '../src/explain/say/view.ts';
import { limitedResolver } from '../src/gather/dns/index.ts';
import { type Zone, zoneResolver } from '../src/gather/dns/testing.ts';
import { lookupListings, parseDnsblData } from '../src/gather/dnsbl/index.ts';
import { gatherEvidence } from '../src/gather/rejection/index.ts';
import { loadData } from '../src/main/load-data.ts';
import { catalogueOf, createExplainServices } from '../src/main/services.ts';

const data = loadData();
const lists = parseDnsblData(data['dnsbl.toml'] ?? {});
const IP = '203.0.113.9';
const given: GivenFacts = { sender: 'a@example.org', senderIp: IP };

const fine: Zone = {
  'example.org': {
    MX: ['10 mail.example.org'],
    TXT: [`v=spf1 ip4:${IP} -all`],
    SOA: ['ns.example.org h.example.org 1 60'],
  },
  'mail.example.org': { A: [IP] },
  '9.113.0.203.in-addr.arpa': { PTR: ['mail.example.org'] },
  'example.com': { MX: ['10 mx.example.com'] },
  'mx.example.com': { A: ['203.0.113.99'] },
};

function servicesFor(zone: Zone): ExplainServices {
  const resolver = zoneResolver(zone);
  return createExplainServices(data, async (wanted, facts) => {
    const limited = limitedResolver(resolver, { maxQuestions: 12, deadlineMs: 3000, clock: systemClock });
    return gatherEvidence(wanted, facts, {
      resolver: limited,
      clock: systemClock,
      listings: (subjects, text) => lookupListings(subjects, text, lists, limited, systemClock),
    });
  });
}

async function answer(reply: string, facts: GivenFacts = given, zone: Zone = {}) {
  const arrival = replyArrival(reply);
  const refusal = arrival.refusals[0] ?? { facts: { text: reply }, otherTexts: [] };
  const verdict = await explainRefusal(arrival, refusal, servicesFor({ ...fine, ...zone }), facts);
  const view = viewVerdict(verdict, catalogueOf(data, 'en'), undefined);
  const german = viewVerdict(verdict, catalogueOf(data, 'de'), undefined);
  return { verdict, view, german, fixes: verdict.fixes.map(({ id }) => id) };
}

describe('mail to an address is stopped only where nothing speaks against it', () => {
  const to = { recipient: 'b@example.com' };
  test.each<readonly [why: string, reply: string, zone: Zone, suppress: boolean]>([
    ['the domain has an MX', '550 5.1.2 Host unknown', {}, false],
    ['its DNS fails', '550 5.1.2 Host unknown', { 'example.com': 'SERVFAIL' }, false],
    ['it has an ordinary MX', '556 5.1.10 null MX', {}, false],
    ['it has a null MX', '556 5.1.10 null MX', { 'example.com': { MX: ['0 .'] } }, true],
    ['the mailbox is unknown to its own server', '550 5.1.1 User unknown', {}, true],
    ['the mailbox is unknown, DNS fails now', '550 5.1.1 User unknown', { 'example.com': 'SERVFAIL' }, true],
  ])('%s', async (_why, reply, zone, suppress) => {
    const { verdict, fixes } = await answer(reply, to, zone);
    expect(verdict.suppress).toBe(suppress);
    if (!suppress) expect(fixes).not.toContain('list/remove');
  });

  test('what only remains when the words fall is not asserted', async () => {
    const { verdict } = await answer('550 5.1.2 Host unknown', to);
    expect(verdict.cause).toMatchObject({ isAsserted: false, doubt: 'contradicted' });
  });

  test('a domain that does not exist stops it', async () => {
    const { verdict } = await answer('550 5.1.2 Host unknown', { recipient: 'b@gone.example' });
    expect(verdict.suppress).toBe(true);
  });

  test('a failing DNS is told as that, not as a missing domain', async () => {
    const { verdict, view, fixes } = await answer('550 5.1.2 Host unknown', to, {
      'example.com': 'SERVFAIL',
    });
    expect([verdict.class, fixes[0]]).toEqual(['transient', 'dns/ask-again']);
    expect(verdict.cause).toMatchObject({ isAsserted: false, doubt: 'unconfirmed' });
    expect(view.tell).not.toMatch(/does not exist/);
  });
});

describe('look-ups that speak against the words', () => {
  test.each(['550 5.7.1 SPF check failed', '550 5.7.25 reverse DNS does not match'])('%s', async (reply) => {
    const { verdict, view, german, fixes } = await answer(reply);
    expect(verdict.cause).toMatchObject({ isAsserted: false, doubt: 'contradicted' });
    expect(view.headline).toMatch(/speaks against it/);
    expect(german.headline).toMatch(/spricht dagegen/);
    expect(view.facts.join(' ')).not.toMatch(/\d %/);
    expect(fixes.filter((id) => /^(?:ptr|spf|route|helo)\//.test(id))).toEqual([]);
    expect(fixes[0]).toBe('ask/admin');
    expect(verdict.actor).toBe('recipient-admin');
  });

  test('candidates of a few percent are not listed', async () => {
    const { verdict, view } = await answer('550 5.7.25 reverse DNS does not match');
    const likely = verdict.cause.candidates.filter(({ confidence }) => confidence >= 0.1);
    expect(view.possibilities.length).toBeLessThanOrEqual(likely.length);
  });
});

describe('the first advice', () => {
  test('a listing: its cause before the request to be taken off', async () => {
    const { fixes } = await answer(
      '550 5.7.1 Client host [203.0.113.9] blocked using zen.spamhaus.org',
      given,
      {
        '9.113.0.203.zen.spamhaus.org': { A: ['127.0.0.3'] },
      },
    );
    expect(fixes.slice(0, 2)).toEqual(['listing/find-cause', 'listing/delist']);
  });

  test('a listing of which only the owner of the network can be rid: he is told', async () => {
    const { fixes } = await answer(
      '550 5.7.1 Client host [203.0.113.9] blocked using zen.spamhaus.org',
      given,
      {
        '9.113.0.203.zen.spamhaus.org': { A: ['127.0.0.2'] },
      },
    );
    expect(fixes.slice(0, 2)).toEqual(['listing/find-cause', 'listing/ask-owner']);
  });

  test.each([
    ['given', '550 5.7.23 SPF validation failed', { ...given, senderIp: '10.0.0.5' }],
    ['named in the words', '550 5.7.23 SPF validation failed for ip 10.0.0.5', { sender: 'a@example.org' }],
  ])('a private address (%s) is never advised', async (_, reply, facts) => {
    const { view } = await answer(reply, facts);
    expect(JSON.stringify([view.fixes, view.headline])).not.toContain('10.0.0.5');
  });

  test.each<readonly [why: string, txt: readonly string[]]>([
    ['a term that is none', ['v=spf1 ipv4:1.2.3.4 -all']],
    ['two records', ['v=spf1 mx -all', 'v=spf1 a -all']],
  ])('a broken SPF record (%s) is repaired first', async (_, txt) => {
    const { verdict, view, fixes } = await answer('550 5.7.23 SPF validation failed', given, {
      'example.org': { MX: ['10 mail.example.org'], TXT: [...txt] },
    });
    expect(fixes[0]).toBe('spf/repair-record');
    expect(fixes).not.toContain('spf/add-ip');
    expect(view.headline).not.toMatch(/not allow/);
    expect(verdict.findings.find(({ check }) => check === 'spf/lookup-limit')?.outcome).toBe(
      'not-applicable',
    );
  });

  test('no SPF record at all: publish one, and name every sender in it', async () => {
    const { view, fixes } = await answer('550 5.7.23 SPF validation failed', given, {
      'example.org': { MX: ['10 mail.example.org'] },
    });
    expect(fixes[0]).toBe('spf/add-ip');
    expect(view.headline).not.toMatch(/not allow/);
    expect(view.fixes[0]?.title).toMatch(/^Publish/);
    expect(view.fixes[0]?.text).toMatch(/every/);
    expect(view.fixes[0]?.text).not.toMatch(/final all/);
    expect(fixes).not.toContain('spf/repair-record');
  });

  test('a HELO name that does not resolve is not said to resolve elsewhere', async () => {
    const { verdict, fixes } = await answer('550 5.7.1 Helo command rejected: Host not found', {
      ...given,
      helo: 'nowhere.example.org',
    });
    expect(fixes[0]).toBe('helo/name');
    expect(fixes).not.toContain('helo/match');
    expect(verdict.findings.find(({ check }) => check === 'dns/helo-matches')?.message).toBe(
      'does-not-resolve',
    );
  });

  test('a missing reverse name is set, not corrected', async () => {
    const { fixes } = await answer('550 5.7.25 reverse DNS missing', given, {
      '9.113.0.203.in-addr.arpa': {},
    });
    expect(fixes[0]).toBe('ptr/set');
    expect(fixes).not.toContain('ptr/confirm');
    expect(fixes).not.toContain('ptr/own-name');
  });
});

test('what could not be evaluated is one plain sentence', async () => {
  const { view } = await answer('550 5.7.23 SPF validation failed', given, { 'example.org': 'SERVFAIL' });
  const detail = view.evidence.find(({ label }) => label.includes('SPF'))?.detail ?? '';
  expect(detail).not.toMatch(/postmaster|\.\.$|error in processing/);
  expect(detail).toMatch(/example\.org/);
});
