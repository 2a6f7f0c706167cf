/** Evidence of every kind, so that every check says everything that it can say. */
import { rejectionChecks } from '../src/checks/index.ts';
import type { Evidence, EvidenceMap, ListingAnswer, RejectionKey } from '../src/findings/evidence.ts';
import type { Finding } from '../src/findings/finding.ts';
import type { Observed } from '../src/findings/observed.ts';
import type { ReplyFacts } from '../src/findings/reply-facts.ts';
import { runChecks } from '../src/findings/run-checks.ts';

const from = { kind: 'input', where: 'test' } as const;
const seenAt = '2026-11-23T10:00:00.000Z';

const present = <T>(value: T): Observed<T> => ({ state: 'present', value, seenAt, from });
const absent: Observed<never> = { state: 'absent', seenAt, from };
const unknown: Observed<never> = {
  state: 'unknown',
  why: { code: 'timeout', message: 'Nobody answered.' },
  seenAt,
  from,
};

export const fullReply: ReplyFacts = {
  text: 'blocked using zen.example.net',
  replyCode: 550,
  enhancedStatus: '5.7.1',
  phase: 'rcpt',
  speakerHost: 'mx1.example.com',
  speakerIp: '192.0.2.25',
  recipient: 'user@example.com',
  sender: 'news@example.org',
  headerFrom: 'news@example.org',
  senderIp: '192.0.2.7',
  helo: 'mail.example.org',
  queueId: '4ABC12',
  messageId: '1@example.org',
  messageSizeBytes: 30_000_000,
  at: '2026-11-23T10:00:00Z',
};

type Variants = { readonly [K in RejectionKey]: readonly EvidenceMap[K][] };

const listed = (more: Partial<ListingAnswer>): ListingAnswer => ({
  subject: '192.0.2.7',
  zone: 'zen.example.net',
  operator: 'Example List',
  state: 'listed',
  codes: [{ code: '127.0.0.2', meaning: 'spam source' }],
  isPolicyListing: false,
  delistUrl: 'https://example.net/remove',
  ...more,
});
const other = { zone: 'dnsbl.example.edu', operator: 'Other' } as const;

const listings = [false, true].flatMap((isPolicyListing) =>
  [
    listed({ isPolicyListing, reason: 'spam seen' }),
    listed({ isPolicyListing, ...other }),
    listed({ isPolicyListing, state: 'not-listed', codes: [] }),
    listed({ isPolicyListing, state: 'not-listed', codes: [], ...other }),
    listed({ isPolicyListing, holdsPolicyRanges: true, state: 'not-listed', codes: [] }),
    listed({ isPolicyListing, holdsPolicyRanges: true, state: 'not-listed', codes: [], ...other }),
    listed({ isPolicyListing, state: 'not-checked', codes: [], why: 'refused' }),
  ].map((answer) => ({ answers: [answer] })),
);

const domain = 'example.org';
const mailDomains = [
  { mx: [{ preference: 10, host: 'mx.example.com', addresses: ['192.0.2.25'] }] },
  { mx: [{ preference: 0, host: '.' }] },
  {
    mx: [
      { preference: 0, host: '.' },
      { preference: 10, host: '.' },
    ],
  },
  { mx: [{ preference: 10, host: '192.0.2.25' }] },
  { mx: [{ preference: 10, host: 'mail' }] },
  { mx: [{ preference: 10, host: 'mx.example.com', addresses: [] }] },
  { mx: [{ preference: 10, host: 'mx.example.com', addresses: ['10.0.0.1'] }] },
  { mx: [{ preference: 10, host: 'mx.example.com', addresses: 'unknown' as const }] },
  { mx: [], addresses: ['192.0.2.25'] },
  { mx: [] },
].map((facts) => ({ domain, addresses: [], ...facts }));

const spfResults = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror'] as const;
const spf = [
  ...spfResults.map((result) => ({ result, record: 'v=spf1 mx -all' })),
  ...spfResults.map((result) => ({ result })),
  { result: 'permerror' as const, record: 'v=spf1 mx -all', lookupCount: 12, reason: 'too many' },
  { result: 'permerror' as const, record: 'v=spf1 mx -all', lookupCount: 4, voidLookupCount: 3 },
  { result: 'permerror' as const, record: 'v=spf1 ipv4:192.0.2.7 -all', lookupCount: 0 },
  { result: 'permerror' as const, reason: 'multiple SPF records found' },
  { result: 'pass' as const, record: 'v=spf1 mx -all', lookupCount: 2 },
  { result: 'fail' as const, record: 'v=spf1 -all' },
  {
    result: 'fail' as const,
    record: 'v=spf1 mx -all',
    proposal: { record: 'v=spf1 mx ip4:192.0.2.7 -all', isVerified: true, problems: [] },
  },
].map((facts) => ({ domain, ip: '192.0.2.7', ...facts }));

const signature = { domain, selector: 's1', result: 'pass', key: 'found' } as const;
const dkim = [
  { signatures: [] },
  ...(['found', 'missing', 'revoked', 'bad', 'unknown'] as const).map((key) => ({
    signatures: [{ ...signature, key }],
  })),
  ...['fail', 'temperror', 'not-verifiable'].map((result) => ({ signatures: [{ ...signature, result }] })),
  { signatures: [{ ...signature, result: 'fail', reason: 'body hash did not verify' }] },
];

const attempt = { host: 'mx.example.com', ip: '192.0.2.25' };
const outcomes = ['accepted', 'refused', 'time-out', 'reset', 'greeting-refused', 'error'] as const;
const mxConnection = [
  { attempts: [] },
  ...outcomes.map((outcome) => ({ attempts: [{ ...attempt, outcome }] })),
  ...outcomes.map((outcome) => ({
    attempts: [{ ...attempt, outcome, banner: '220 mx', detail: 'EHOSTUNREACH' }],
  })),
  {
    attempts: [
      { ...attempt, outcome: 'error' as const },
      { ...attempt, outcome: 'refused' as const },
    ],
  },
];

const variants: Variants = {
  reply: [fullReply],
  ptr: [[], ['192.0.2.7'], ['192.0.2.9'], 'unknown' as const].flatMap((addresses) =>
    [true, false].map((isGeneric) => ({
      ip: '192.0.2.7',
      names: [{ name: 'mail.example.org', addresses }],
      isGeneric,
    })),
  ),
  helo: [
    { name: 'mail.example.org', addresses: ['192.0.2.7'] },
    { name: 'mail.example.org', addresses: ['192.0.2.7'], ip: '192.0.2.7' },
    { name: 'mail.example.org', addresses: ['192.0.2.9'], ip: '192.0.2.7' },
  ],
  senderDomain: mailDomains,
  recipientDomain: mailDomains,
  speakerInMx: (['host', 'ip', 'domain', 'none'] as const).flatMap((match) =>
    [['mx1.example.com'], []].map((mxHosts) => ({
      speaker: 'mx1.example.com',
      domain: 'example.com',
      mxHosts,
      isInMx: match !== 'none',
      match,
    })),
  ),
  spf,
  dkim,
  dmarc: (['none', 'quarantine', 'reject'] as const)
    .flatMap((policy) =>
      ([true, false, 'unknown'] as const).map((isAligned) => ({
        fromDomain: domain,
        recordDomain: domain,
        record: `v=DMARC1; p=${policy}`,
        policy,
        isSpfAligned: isAligned,
        isDkimAligned: false,
      })),
    )
    .concat(
      ['v=DMARC1; p=none; pct=50', 'v=DMARC1; p=maybe; rua=mailto:a@example.org'].map((record) => ({
        fromDomain: domain,
        recordDomain: domain,
        record,
        policy: 'none' as const,
        isSpfAligned: false,
        isDkimAligned: false,
      })),
    ),
  ipListings: listings,
  domainListings: listings,
  messageSize: [
    { sizeBytes: 30_000_000 },
    { sizeBytes: 30_000_000, limitBytes: 10_000_000 },
    { sizeBytes: 3000, limitBytes: 10_000_000 },
  ],
  mxConnection,
};

const replies: readonly ReplyFacts[] = [
  fullReply,
  { text: 'no' },
  { ...fullReply, helo: '[192.0.2.7]' },
  { ...fullReply, helo: 'localhost' },
  { ...fullReply, expandedFrom: 'list@example.com' },
  { ...fullReply, senderIpFrom: 'given' },
];

/** Every finding that some evidence leads to. */
export function allFindings(): readonly Finding[] {
  const keys = Object.keys(variants).filter((key) => key !== 'reply') as RejectionKey[];
  return replies.flatMap((reply) =>
    keys.flatMap((key) => {
      const shelves = [...variants[key].map((value) => present<unknown>(value)), absent, unknown];
      return shelves.flatMap((shelf) => {
        const evidence = { reply: present(reply), [key]: shelf } as Evidence;
        return runChecks(rejectionChecks, evidence);
      });
    }),
  );
}

/** A shelf of everything, for texts that name what they know. */
export const fullEvidence: Evidence = {
  reply: present(fullReply),
  ptr: present({
    ip: '192.0.2.7',
    names: [{ name: 'mail.example.org', addresses: ['192.0.2.7'] }],
    isGeneric: false,
  }),
  recipientDomain: present({ domain, mx: [{ preference: 10, host: 'mx1.example.com' }], addresses: [] }),
  spf: present({ domain, ip: '192.0.2.7', result: 'fail', record: 'v=spf1 mx -all' }),
  dkim: present({ signatures: [signature] }),
  ipListings: present({ answers: [listed({})] }),
  messageSize: present({ sizeBytes: 30_000_000, limitBytes: 10_000_000 }),
};
