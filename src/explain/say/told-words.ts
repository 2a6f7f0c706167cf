/**
 * What a category says where the words of the refusal tell more than its usual case: that a DNS question failed, that there is no record
 * or a broken one, that the domain is a mailbox provider's. A look-up that found something says more, and then the usual words stand.
 */
import type { JsonObject } from '../../base/json.ts';
import type { Catalogue, CategoryTexts } from '../../findings/catalogue.ts';
import type { CategoryId } from '../../findings/category.ts';
import type { ToldFact } from '../told/index.ts';
import type { Verdict } from '../verdict.ts';

/** A case that has words of its own. */
export type Case = keyof typeof own;

/** Words of their own where the words of a refusal of these categories tell one of these facts. */
interface ToldCase {
  readonly key: Case;
  readonly by: readonly ToldFact[];
  readonly categories: readonly CategoryId[];
  /** Start of the checks that know better once they have looked. */
  readonly checks: readonly string[];
}

const ofDomains: readonly CategoryId[] = ['auth.spf', 'auth.dkim', 'auth.dmarc', 'auth.unauthenticated'];

const ofLogin: readonly CategoryId[] = ['sender-account.auth-failed', 'sender-account.auth-required'];
const ofService: readonly CategoryId[] = [
  'sender-account.not-owner',
  'sender-account.limit',
  'recipient.restricted',
  'sender-account.suspended',
];

const ofAccount: readonly CategoryId[] = [
  'sender-account.suspended',
  'sender-account.limit',
  'policy.unspecified',
];

/** Where a domain that was typed wrongly shows. */
const ofWay: readonly CategoryId[] = [
  'net.connection',
  'net.dns-temporary',
  'domain.not-found',
  'domain.no-route',
  'domain.null-mx',
  'domain.not-hosted',
  'queue.expired',
];

/** Tried in order. Each depends on its facts being looked for (`groupOf` in told/facts.ts). */
export const toldCases: readonly ToldCase[] = [
  { key: 'mistyped', by: ['domain/mistyped'], categories: ofWay, checks: [] },
  { key: 'near', by: ['domain/near'], categories: ofWay, checks: [] },
  {
    key: 'temporary',
    by: ['auth/temporary'],
    categories: [...ofDomains, 'net.dns-temporary'],
    checks: ['spf/', 'dkim/', 'dmarc/'],
  },
  {
    key: 'by-provider',
    by: ['path/by-provider'],
    categories: ['reputation.ip-listed', 'reputation.ip-policy-listed', 'dns.ptr'],
    checks: [],
  },
  {
    key: 'unproven',
    by: ['auth/unproven'],
    categories: ['policy.unspecified'],
    checks: ['spf/', 'dkim/', 'dmarc/'],
  },
  {
    key: 'own-bounce',
    by: ['sender/own-bounce'],
    categories: [
      'net.dns-temporary',
      'net.connection',
      'domain.not-found',
      'domain.no-route',
      'queue.expired',
    ],
    checks: [],
  },
  { key: 'of-host', by: ['dns/of-host'], categories: ['net.dns-temporary'], checks: [] },
  { key: 'provider', by: ['from/mail-provider'], categories: ofDomains.slice(1), checks: [] },
  { key: 'provider', by: ['envelope/mail-provider'], categories: ['auth.spf'], checks: [] },
  { key: 'list', by: ['path/list'], categories: ['auth.dmarc'], checks: [] },
  { key: 'helo', by: ['spf/helo'], categories: ['auth.spf'], checks: ['spf/'] },
  { key: 'wide-spf', by: ['spf/wide'], categories: ['auth.spf'], checks: ['spf/'] },
  { key: 'no-spf', by: ['spf/none'], categories: ['auth.spf'], checks: ['spf/'] },
  { key: 'broken-spf', by: ['spf/error', 'spf/lookups'], categories: ['auth.spf'], checks: ['spf/'] },
  { key: 'no-dmarc', by: ['dmarc/none'], categories: ['auth.dmarc'], checks: ['dmarc/'] },
  { key: 'own-tls', by: ['tls/own-rule'], categories: ['tls.required'], checks: [] },
  { key: 'exchange-login', by: ['login/of-exchange'], categories: ofLogin, checks: [] },
  { key: 'smtp-off', by: ['login/smtp-off'], categories: ofLogin, checks: [] },
  { key: 'plain-off', by: ['login/plain-off'], categories: ofLogin, checks: [] },
  { key: 'app-password', by: ['login/app-password'], categories: ofLogin, checks: [] },
  { key: 'mechanism', by: ['login/mechanism'], categories: [...ofLogin, 'tls.required'], checks: [] },
  { key: 'locked', by: ['login/locked'], categories: ofLogin, checks: [] },
  { key: 'login-temporary', by: ['login/temporary'], categories: ofLogin, checks: [] },
  { key: 'login-often', by: ['login/too-often'], categories: ofLogin, checks: [] },
  { key: 'not-active', by: ['account/not-active'], categories: ofAccount, checks: [] },
  { key: 'unverified', by: ['account/unverified'], categories: ofService, checks: [] },
  { key: 'new-tenant', by: ['account/new-tenant'], categories: ofAccount, checks: [] },
  { key: 'open-resolver', by: ['list/open-resolver'], categories: ['server.config'], checks: [] },
  { key: 'forwarding-off', by: ['account/forwarding-off'], categories: ['policy.unspecified'], checks: [] },
  {
    key: 'own-rule',
    by: ['account/own-rule'],
    categories: ['policy.unspecified', 'recipient.restricted', 'sender-account.relay-denied'],
    checks: [],
  },
  {
    key: 'null-sender',
    by: ['sender/null'],
    categories: ['sender.address-invalid', 'sender.blocked', 'policy.unspecified'],
    checks: [],
  },
  { key: 'filed', by: ['content/filed'], categories: ['content.spam'], checks: [] },
  { key: 'unsaid', by: ['reply/unsaid'], categories: ['unknown', 'policy.unspecified'], checks: [] },
  {
    key: 'held',
    by: ['list/held'],
    categories: ['recipient.restricted', 'policy.unspecified', 'unknown'],
    checks: [],
  },
  {
    key: 'members-only',
    by: ['list/members-only'],
    categories: ['recipient.restricted', 'policy.unspecified', 'unknown'],
    checks: [],
  },
  { key: 'paused', by: ['limit/paused'], categories: ['rate.throttled'], checks: [] },
  { key: 'open-relay', by: ['ip/open-relay'], categories: ['reputation.provider-block'], checks: [] },
  { key: 'new-here', by: ['ip/new-here'], categories: ['reputation.provider-block'], checks: [] },
  { key: 'no-sender', by: ['from/unusable'], categories: ['content.format'], checks: [] },
  { key: 'lost', by: ['net/lost'], categories: ['net.connection'], checks: [] },
  { key: 'stalled', by: ['net/stalled'], categories: ['net.connection'], checks: [] },
  { key: 'itself', by: ['net/itself'], categories: ['net.connection'], checks: [] },
  {
    key: 'large-receiver',
    by: ['net/large-receiver'],
    categories: ['net.connection'],
    checks: ['net/mx-reachable'],
  },
  { key: 'own-dane', by: ['tls/own-dane'], categories: ['tls.failed'], checks: [] },
  { key: 'own-roots', by: ['tls/public-issuer'], categories: ['tls.failed'], checks: [] },
  { key: 'tls-name', by: ['tls/other-name'], categories: ['tls.failed'], checks: [] },
  { key: 'tls-mode', by: ['tls/from-start'], categories: ['tls.failed'], checks: [] },
  { key: 'no-recipient', by: ['protocol/no-recipient'], categories: ['protocol.error'], checks: [] },
  { key: 'ptr-mismatch', by: ['ptr/mismatch'], categories: ['dns.ptr'], checks: ['dns/ptr'] },
  { key: 'forwarding', by: ['path/other-domain'], categories: ['recipient.unknown'], checks: [] },
  { key: 'cached', by: ['list/cached'], categories: ['recipient.unknown'], checks: [] },
  { key: 'local-only', by: ['relay/local-only'], categories: ['relay.denied'], checks: [] },
  {
    key: 'refused-recipient',
    by: ['recipient/edge-blocked'],
    categories: ['recipient.restricted'],
    checks: [],
  },
  { key: 'or-blocked', by: ['recipient/or-blocked'], categories: ['recipient.unknown'], checks: [] },
  { key: 'edge-blocked', by: ['recipient/edge-blocked'], categories: ['recipient.unknown'], checks: [] },
  { key: 'full-or-large', by: ['size/or-full'], categories: ['recipient.full'], checks: [] },
  { key: 'suppressed-global', by: ['suppressed/global'], categories: ['suppressed'], checks: [] },
  {
    key: 'local-sender',
    by: ['sender/local'],
    categories: ['dns.sender-domain'],
    checks: ['dns/sender-domain'],
  },
  { key: 'greylist-ptr', by: ['ptr/missing', 'ptr/mismatch'], categories: ['greylist'], checks: ['dns/ptr'] },
  {
    key: 'partly',
    by: ['spf/pass', 'dkim/pass', 'dmarc/pass'],
    categories: ['auth.unauthenticated'],
    checks: ['spf/', 'dkim/'],
  },
];

/** What most cases have words of their own for: all but the small print. */
const MOST = ['because', 'turn', 'tell', 'avoid', 'wait'] as const;
/** The members of a category's words that a case has words of its own for. */
const own = {
  mistyped: ['because', 'turn', 'tell', 'avoid', 'wait', 'fine'],
  near: ['because', 'turn', 'tell', 'avoid', 'wait', 'fine'],
  'members-only': MOST,
  'open-relay': ['because', 'turn', 'tell'],
  'new-here': MOST,
  paused: ['because', 'tell'],
  'no-sender': ['because', 'turn'],
  lost: MOST,
  'or-blocked': MOST,
  temporary: MOST,
  'by-provider': ['turn', 'tell', 'avoid', 'wait'],
  'of-host': ['because', 'turn', 'tell', 'avoid'],
  provider: ['turn', 'tell', 'avoid', 'wait'],
  unproven: ['because', 'turn', 'tell', 'wait'],
  'no-spf': ['because'],
  'broken-spf': ['because'],
  'no-dmarc': ['because', 'tell'],
  partly: ['because'],
  helo: ['because', 'turn'],
  'wide-spf': ['because'],
  list: ['turn', 'tell', 'wait'],
  'exchange-login': MOST,
  'smtp-off': MOST,
  'plain-off': MOST,
  'app-password': ['because', 'turn', 'tell', 'wait'],
  mechanism: MOST,
  locked: MOST,
  'login-temporary': MOST,
  'login-often': MOST,
  'not-active': ['because', 'turn', 'tell', 'wait'],
  'own-tls': MOST,
  unverified: MOST,
  'new-tenant': MOST,
  'open-resolver': MOST,
  'forwarding-off': MOST,
  'own-rule': MOST,
  'own-bounce': ['turn', 'tell', 'avoid', 'wait', 'fine'],
  'null-sender': MOST,
  filed: MOST,
  unsaid: ['turn', 'tell'],
  held: MOST,
  stalled: MOST,
  itself: MOST,
  'large-receiver': ['turn', 'tell', 'wait'],
  'own-dane': MOST,
  'own-roots': MOST,
  'tls-name': MOST,
  'tls-mode': MOST,
  'no-recipient': MOST,
  'ptr-mismatch': ['because', 'turn', 'tell', 'avoid'],
  forwarding: MOST,
  cached: MOST,
  'local-only': MOST,
  'refused-recipient': ['because', 'turn', 'tell', 'avoid', 'fine'],
  'edge-blocked': ['because', 'tell'],
  'full-or-large': ['because', 'turn', 'tell', 'wait'],
  'suppressed-global': MOST,
  'local-sender': ['wait'],
  'greylist-ptr': ['fine'],
} as const satisfies Record<string, readonly Member[]>;

type Member = 'because' | 'turn' | 'tell' | 'avoid' | 'wait' | 'fine';

const hasOwn = (key: Case, member: Member): boolean => (own[key] as readonly Member[]).includes(member);

/** The case that the words tell; with `member` only where it has words of its own for that. */
export function caseOf({ told, findings }: Verdict, category: CategoryId, member?: Member): Case | undefined {
  if (told === undefined) return undefined;
  const isFound = (check: string): boolean =>
    findings.some((finding) => finding.check.startsWith(check) && ['pass', 'fail'].includes(finding.outcome));
  const key = toldCases.find(
    ({ by, categories, checks }) =>
      categories.includes(category) &&
      by.some((fact) => told.facts.includes(fact)) &&
      !checks.some((check) => isFound(check)),
  )?.key;
  return key === undefined || member === undefined || hasOwn(key, member) ? key : undefined;
}

/** Do the words tell so much that the turn, or the reason, is said with them? */
export function hasWordsOfItsOwn(
  verdict: Verdict,
  category: CategoryId,
  member: 'turn' | 'because' = 'turn',
): boolean {
  return caseOf(verdict, category, member) !== undefined;
}

/** The words of a category for this verdict. `data`: the arguments of the texts, with a speaker. */
export function categoryWords(
  verdict: Verdict,
  category: CategoryId,
  texts: Catalogue,
  data: JsonObject,
): CategoryTexts {
  const words = texts.category(category);
  const key = caseOf(verdict, category);
  if (key === undefined) return words;
  const said = Object.fromEntries(
    own[key].map((member) => {
      return [member, [texts.ui(`told.${key}.${member}`, data)]];
    }),
  );
  return { ...words, ...said };
}
