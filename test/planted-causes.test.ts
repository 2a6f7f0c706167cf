/**
 * Planted causes: a simulated DNS in which exactly one thing is wrong, and a refusal whose words do not give it away
 * (or accuse something else). Each cause must be found from the evidence; with the resolver failing, nothing may be
 * claimed that was not observed.
 */
import { describe, expect, test } from 'vitest';
import { systemClock } from '../src/base/clock.ts';
import type { Arrival } from '../src/explain/arrival.ts';
import { type ExplainServices, explainRefusal, type GivenFacts } from '../src/explain/explain.ts';
import { replyFactsOf } from '../src/explain/reply-input.ts';
import type { CategoryId } from '../src/findings/category.ts';
import { limitedResolver } from '../src/gather/dns/index.ts';
import { type Zone, zoneResolver } from '../src/gather/dns/testing.ts';
import type { Resolver } from '../src/gather/dns/types.ts';
import { lookupListings, parseDnsblData } from '../src/gather/dnsbl/index.ts';
import { gatherEvidence } from '../src/gather/rejection/index.ts';
import { loadData } from '../src/main/load-data.ts';
import { createExplainServices } from '../src/main/services.ts';

const data = loadData();
const lists = parseDnsblData(data['dnsbl.toml'] ?? {});
const IP = '93.184.215.14';
const OWN: GivenFacts = {
  sender: 'me@sender.example',
  senderIp: IP,
  helo: 'mail.sender.example',
  recipient: 'you@receiver.example',
};

/** Everything in order: forward-confirmed PTR, HELO, SPF, DMARC, MX on both sides, on no list. */
const fine: Zone = {
  'sender.example': {
    MX: ['10 mail.sender.example'],
    TXT: [`v=spf1 ip4:${IP} -all`],
    SOA: ['ns.sender.example h.sender.example 1 60'],
  },
  '_dmarc.sender.example': { TXT: ['v=DMARC1; p=none'] },
  'mail.sender.example': { A: [IP], TXT: [`v=spf1 ip4:${IP} -all`] },
  '14.215.184.93.in-addr.arpa': { PTR: ['mail.sender.example'] },
  'receiver.example': { MX: ['10 mx.receiver.example'] },
  'mx.receiver.example': { A: ['93.184.215.99'] },
};

const listed = (zone: string, code: string): Zone => ({ [`14.215.184.93.${zone}`]: { A: [code] } });

interface Planted {
  readonly cause: CategoryId;
  readonly reply: string;
  /** Laid over the zone in which everything is in order. */
  readonly zone: Zone;
  readonly given?: Partial<GivenFacts>;
  readonly message?: string;
  readonly size?: number;
}

const unsigned = 'From: me@sender.example\r\nTo: you@receiver.example\r\nSubject: x\r\n\r\nhello\r\n';

const planted: readonly Planted[] = [
  { cause: 'dns.ptr', reply: '550 5.7.1 Denied by policy', zone: { '14.215.184.93.in-addr.arpa': {} } },
  {
    cause: 'dns.ptr',
    reply: '550 Client host rejected: cannot find your reverse hostname',
    zone: { 'mail.sender.example': { A: ['93.184.215.77'] } },
  },
  {
    cause: 'dns.helo',
    reply: '550 Helo command rejected: Host not found',
    zone: {},
    given: { helo: 'nowhere.sender.example' },
  },
  {
    cause: 'dns.sender-domain',
    reply: '550 Sender verify failed',
    zone: { 'sender.example': { TXT: [`v=spf1 ip4:${IP} -all`] } },
  },
  {
    cause: 'auth.spf',
    reply: '550 5.7.1 Denied by policy',
    zone: { 'sender.example': { MX: ['10 mail.sender.example'], TXT: ['v=spf1 -all'] } },
  },
  {
    cause: 'auth.spf',
    reply: '550 SPF check failed',
    zone: { 'sender.example': { MX: ['10 mail.sender.example'], TXT: ['v=spf1 -all', 'v=spf1 mx -all'] } },
  },
  { cause: 'auth.dkim', reply: '550 5.7.20 No passing DKIM signature found', zone: {}, message: unsigned },
  {
    cause: 'auth.dmarc',
    reply: '550 5.7.1 Message rejected due to DMARC policy',
    zone: {
      'sender.example': { MX: ['10 mail.sender.example'], TXT: ['v=spf1 -all'] },
      '_dmarc.sender.example': { TXT: ['v=DMARC1; p=reject'] },
    },
    message: unsigned,
  },
  {
    cause: 'auth.unauthenticated',
    reply: '550 5.7.26 This message is not authenticated',
    zone: { 'sender.example': { MX: ['10 mail.sender.example'] } },
    message: unsigned,
  },
  {
    cause: 'reputation.ip-listed',
    reply: '550 5.7.1 Access denied',
    zone: listed('zen.spamhaus.org', '127.0.0.2'),
  },
  {
    cause: 'reputation.ip-listed',
    reply: '550 High probability of spam',
    zone: listed('bl.spamcop.net', '127.0.0.2'),
  },
  {
    cause: 'reputation.ip-policy-listed',
    reply: '554 5.7.1 Client host blocked using zen.spamhaus.org',
    zone: listed('zen.spamhaus.org', '127.0.0.10'),
  },
  {
    cause: 'reputation.domain-listed',
    reply: '550 Sender address rejected: blocked by our list',
    zone: { 'sender.example.dbl.spamhaus.org': { A: ['127.0.1.2'] } },
  },
  {
    cause: 'domain.not-found',
    reply: '550 5.1.2 Host unknown',
    zone: {},
    given: { recipient: 'you@gone.example' },
  },
  {
    cause: 'domain.not-found',
    reply: '550 5.1.1 User unknown',
    zone: {},
    given: { recipient: 'you@gone.example' },
  },
  { cause: 'domain.null-mx', reply: '550 5.1.2 Host unknown', zone: { 'receiver.example': { MX: ['0 .'] } } },
  {
    cause: 'domain.no-route',
    reply: '451 4.4.1 Connection timed out',
    zone: { 'receiver.example': { MX: ['10 mx.receiver.example'] }, 'mx.receiver.example': {} },
  },
  {
    cause: 'domain.not-hosted',
    reply:
      'host mx.receiver.example[93.184.215.99] said: 550 relay not permitted (in reply to RCPT TO command)',
    zone: {},
  },
  {
    cause: 'sender-account.auth-required',
    reply:
      'host smtp.provider.example[93.184.215.50] said: 550 relay not permitted (in reply to RCPT TO command)',
    zone: {},
  },
  {
    cause: 'content.too-large',
    reply: '552 5.3.4 Message size exceeds fixed limit',
    zone: {},
    size: 60_000_000,
  },
];

function servicesFor(resolver: Resolver): ExplainServices {
  return createExplainServices(data, async (wanted, facts, returned) => {
    const limited = limitedResolver(resolver, { maxQuestions: 12, deadlineMs: 3000, clock: systemClock });
    return gatherEvidence(wanted, facts, {
      resolver: limited,
      clock: systemClock,
      listings: (subjects, text) => lookupListings(subjects, text, lists, limited, systemClock),
      ...(returned !== undefined && {
        returnedMessage: returned.bytes,
        isReturnedWhole: returned.isWhole,
        isOriginal: true,
      }),
    });
  });
}

async function explainPlanted(row: Planted, resolver: Resolver) {
  const facts = { ...replyFactsOf(row.reply), ...(row.size !== undefined && { messageSizeBytes: row.size }) };
  const arrival: Arrival = {
    input: 'reply',
    kind: 'bounce',
    refusals: [{ facts, otherTexts: [] }],
    ...(row.message !== undefined && { returned: { bytes: Buffer.from(row.message), isWhole: true } }),
  };
  const { speakerHost } = facts;
  const given = { ...OWN, ...row.given };
  const verdict = await explainRefusal(arrival, { facts, otherTexts: [] }, servicesFor(resolver), given);
  return { verdict, speakerHost };
}

const failing: Resolver = zoneResolver(new Proxy({} as Zone, { get: () => 'SERVFAIL', ownKeys: () => [] }));

describe('planted causes', () => {
  test.each(planted.map((row) => [row.cause, row.reply, row] as const))(
    '%s behind "%s" is found',
    async (cause, _, row) => {
      const { verdict } = await explainPlanted(row, zoneResolver({ ...fine, ...row.zone }));
      expect({ category: verdict.cause.category, isAsserted: verdict.cause.isAsserted }).toEqual({
        category: cause,
        isAsserted: true,
      });
    },
  );

  test.each(planted.map((row) => [row.cause, row.reply, row] as const))(
    '%s behind "%s": with the resolver failing nothing is claimed that was not seen',
    async (_, __, row) => {
      const { verdict } = await explainPlanted(row, failing);
      const claims = verdict.findings.filter(
        (finding) => finding.outcome === 'fail' || finding.outcome === 'pass',
      );
      for (const claim of claims) {
        const shelves = claim.evidence.map((key) => verdict.evidence[key]);
        expect(shelves.every((shelf) => shelf?.state !== 'unknown')).toBe(true);
      }
      for (const move of verdict.cause.moves)
        expect(claims.some((claim) => claim.check === move.check)).toBe(true);
    },
  );

  test('with everything in order, words that name no reason assert none of our faults', async () => {
    const row: Planted = { cause: 'policy.unspecified', reply: '550 5.7.1 Denied by policy', zone: {} };
    const { verdict } = await explainPlanted(row, zoneResolver(fine));
    const ours = ['dns.ptr', 'dns.helo', 'auth.spf', 'reputation.ip-listed'];
    expect(verdict.cause.isAsserted && ours.includes(verdict.cause.category)).toBe(false);
    expect(verdict.findings.filter((finding) => finding.outcome === 'fail')).toEqual([]);
  });

  test('"reverse DNS" with a perfect PTR is doubted', async () => {
    const row: Planted = { cause: 'dns.ptr', reply: '550 Reverse DNS lookup failed for host', zone: {} };
    const { verdict } = await explainPlanted(row, zoneResolver(fine));
    const offline = await explainPlanted(row, failing);
    expect(verdict.cause.candidates.find((one) => one.category === 'dns.ptr')?.confidence ?? 0).toBeLessThan(
      offline.verdict.cause.candidates.find((one) => one.category === 'dns.ptr')?.confidence ?? 0,
    );
  });
});
