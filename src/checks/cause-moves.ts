/**
 * What a finding says about the cause of a rejection, in both directions. A row multiplies (`raise`, `overturn`) or
 * divides (`lower`) the odds of its category by `factor`: how much more often the finding is seen when that is the
 * cause than when it is not. `raise` and `lower` move causes that the words allow; `overturn` also brings in one that
 * they did not think of, and is kept for facts that leave little else. The factors are judgement, not measurement.
 */
import type { CategoryId } from '../findings/category.ts';
import type { CategoryPattern } from '../findings/category-set.ts';
import type { CheckId, Outcome } from '../findings/finding.ts';

export interface CauseMoveRule {
  /** Stable id, shown with the move. */
  readonly rule: string;
  readonly check: CheckId;
  /** Id of the message inside the check; any where it is left out. */
  readonly message?: string;
  readonly outcome: Outcome;
  readonly category: CategoryId;
  readonly kind: 'raise' | 'lower' | 'overturn';
  /** Above 1. */
  readonly factor: number;
  /** What the words' verdict must be ('net.*', 'unknown'); any where it is left out. */
  readonly onlyFor?: readonly CategoryPattern[];
}

type Seen = readonly [check: CheckId, outcome: Outcome, message?: string];

function move(
  rule: string,
  [check, outcome, message]: Seen,
  kind: CauseMoveRule['kind'],
  category: CategoryId,
  factor: number,
): CauseMoveRule {
  return { rule, check, ...(message === undefined ? {} : { message }), outcome, category, kind, factor };
}

const inMx: Seen = ['dns/speaker-in-mx', 'pass', 'in-mx'];
const sameOperator: Seen = ['dns/speaker-in-mx', 'pass', 'same-operator'];
const notInMx: Seen = ['dns/speaker-in-mx', 'fail', 'not-in-mx'];

const whoSpoke: readonly CauseMoveRule[] = [
  // An MX of the recipient needs no login to take his mail: "relay not permitted" from it means that it does not know
  // the domain as its own. What is left of relay.denied is domain.not-hosted.
  move('relay-from-own-mx', inMx, 'lower', 'sender-account.auth-required', 40),
  move('relay-from-own-mx-known-client', inMx, 'lower', 'sender-account.relay-denied', 40),
  // A host of the same operator may be the gateway's backend as well as the sender's own relay there.
  move('relay-from-mx-operator', sameOperator, 'lower', 'sender-account.auth-required', 1.5),
  // A host that is no MX of the recipient is our own relay, or a stale route: it wants a login.
  move('relay-from-elsewhere', notInMx, 'raise', 'sender-account.auth-required', 3),
  move('relay-from-elsewhere-not-hosted', notInMx, 'lower', 'domain.not-hosted', 4),
];

/**
 * Verdicts that leave open whether the recipient's domain was reached at all: a server that answered the recipient or
 * the message was found, whatever its MX records look like now.
 */
const notReached = ['net.*', 'queue.*', 'domain.*', 'unknown', 'notice.*'] as const;

function unroutable(rule: string, message: string): CauseMoveRule {
  const seen: Seen = ['dns/recipient-mx-usable', 'fail', message];
  return { ...move(rule, seen, 'overturn', 'domain.no-route', 40), onlyFor: notReached };
}

const recipientsDomain: readonly CauseMoveRule[] = [
  // No name, no mail host: nothing else can be the reason.
  move('recipient-nxdomain', ['dns/recipient-domain-exists', 'fail'], 'overturn', 'domain.not-found', 60),
  move(
    'recipient-no-mail-host',
    ['dns/recipient-mx-usable', 'fail', 'no-mail-host'],
    'overturn',
    'domain.not-found',
    60,
  ),
  move('recipient-exists', ['dns/recipient-domain-exists', 'pass'], 'lower', 'domain.not-found', 8),
  // DNS answers now: the failure that the words tell of has passed, or was the refusing server's own.
  move('recipient-dns-answers', ['dns/recipient-domain-exists', 'pass'], 'lower', 'net.dns-temporary', 3),
  // RFC 7505: the domain itself says that it takes no mail.
  move('recipient-null-mx', ['dns/recipient-null-mx', 'fail'], 'overturn', 'domain.null-mx', 60),
  move('recipient-no-null-mx', ['dns/recipient-null-mx', 'pass'], 'lower', 'domain.null-mx', 60),
  // MX records that lead nowhere: an address instead of a name, a name without address, loopback.
  unroutable('mx-is-address', 'mx-address'),
  unroutable('mx-without-address', 'mx-no-address'),
  unroutable('mx-is-private', 'mx-private'),
  unroutable('mx-is-no-name', 'mx-not-a-name'),
  move('recipient-has-mx', ['dns/recipient-mx-usable', 'pass', 'usable'], 'lower', 'domain.not-found', 4),
  move('mx-usable', ['dns/recipient-mx-usable', 'pass', 'usable'], 'lower', 'domain.no-route', 6),
];

const reverseDns: readonly CauseMoveRule[] = [
  move('no-ptr', ['dns/ptr-exists', 'fail'], 'raise', 'dns.ptr', 15),
  move('ptr-points-elsewhere', ['dns/ptr-confirmed', 'fail', 'other-address'], 'raise', 'dns.ptr', 8),
  move('ptr-name-unresolved', ['dns/ptr-confirmed', 'fail', 'name-does-not-resolve'], 'raise', 'dns.ptr', 8),
  // Some receivers refuse generic names; many do not look.
  move('ptr-generic', ['dns/ptr-generic', 'fail'], 'raise', 'dns.ptr', 4),
  // A confirmed name is what receivers ask for; the words then speak of another IP, or of a DNS failure of theirs.
  move('ptr-confirmed', ['dns/ptr-confirmed', 'pass'], 'lower', 'dns.ptr', 20),
  move('ptr-own-name', ['dns/ptr-generic', 'pass'], 'lower', 'dns.ptr', 2),
  move('helo-not-a-name', ['dns/helo-resolves', 'fail', 'not-a-full-name'], 'raise', 'dns.helo', 12),
  move('helo-unresolved', ['dns/helo-resolves', 'fail', 'does-not-resolve'], 'raise', 'dns.helo', 10),
  move('helo-literal', ['dns/helo-resolves', 'fail', 'address-literal'], 'raise', 'dns.helo', 6),
  move('helo-resolves', ['dns/helo-resolves', 'pass'], 'lower', 'dns.helo', 4),
  move('helo-other-address', ['dns/helo-matches', 'fail'], 'raise', 'dns.helo', 3),
  move('helo-matches', ['dns/helo-matches', 'pass'], 'lower', 'dns.helo', 5),
];

const sendersDomain: readonly CauseMoveRule[] = [
  // Receivers that look refuse such a MAIL FROM every time.
  move(
    'sender-nxdomain',
    ['dns/sender-domain-receives', 'fail', 'no-such-domain'],
    'overturn',
    'dns.sender-domain',
    20,
  ),
  move(
    'sender-no-mail-host',
    ['dns/sender-domain-receives', 'fail', 'no-mail-host'],
    'raise',
    'dns.sender-domain',
    15,
  ),
  move('sender-null-mx', ['dns/sender-domain-receives', 'fail', 'null-mx'], 'raise', 'dns.sender-domain', 15),
  move('sender-has-mx', ['dns/sender-domain-receives', 'pass', 'has-mx'], 'lower', 'dns.sender-domain', 12),
  // RFC 5321 §5.1 allows an address instead of MX; some receivers want MX.
  move(
    'sender-by-address',
    ['dns/sender-domain-receives', 'pass', 'by-address'],
    'lower',
    'dns.sender-domain',
    2,
  ),
];

const spfNotAuthorised: Seen = ['spf/authorises-ip', 'fail', 'not-authorised'];
const spfPass: Seen = ['spf/authorises-ip', 'pass'];
const spfNone: Seen = ['spf/authorises-ip', 'fail', 'no-record'];
const spfSoft: Seen = ['spf/authorises-ip', 'fail', 'softfail'];
const notSigned: Seen = ['dkim/signature-present', 'fail'];
const dkimValid: Seen = ['dkim/signature-valid', 'pass'];

const authentication: readonly CauseMoveRule[] = [
  // '-all' asks receivers to refuse (RFC 7208 §8.4); '~all' and '?all' only weaken (§8.5, §8.2).
  move('spf-fail', spfNotAuthorised, 'raise', 'auth.spf', 20),
  move('spf-softfail', spfSoft, 'raise', 'auth.spf', 6),
  move('spf-neutral', ['spf/authorises-ip', 'fail', 'neutral'], 'raise', 'auth.spf', 2.5),
  move('spf-none', spfNone, 'raise', 'auth.spf', 3),
  move('spf-broken', ['spf/authorises-ip', 'fail', 'record-broken'], 'raise', 'auth.spf', 10),
  move('spf-too-many-lookups', ['spf/lookup-limit', 'fail'], 'raise', 'auth.spf', 1.5),
  move('spf-pass', spfPass, 'lower', 'auth.spf', 20),
  // Unauthenticated means neither SPF nor DKIM: either one alone answers it.
  move('spf-fail-unauthenticated', spfNotAuthorised, 'raise', 'auth.unauthenticated', 3.5),
  move('spf-softfail-unauthenticated', spfSoft, 'raise', 'auth.unauthenticated', 2.5),
  move('spf-none-unauthenticated', spfNone, 'raise', 'auth.unauthenticated', 4),
  move('spf-pass-authenticated', spfPass, 'lower', 'auth.unauthenticated', 15),
  move('not-signed', notSigned, 'raise', 'auth.dkim', 4),
  move('not-signed-unauthenticated', notSigned, 'raise', 'auth.unauthenticated', 3),
  // Weak: what came back may have been changed on its way.
  move('signature-invalid', ['dkim/signature-valid', 'fail'], 'raise', 'auth.dkim', 2.5),
  move('signature-valid', dkimValid, 'lower', 'auth.dkim', 12),
  move('signature-valid-authenticated', dkimValid, 'lower', 'auth.unauthenticated', 15),
  // Without its key no signature can pass, wherever the message went.
  move('key-unusable', ['dkim/key-published', 'fail'], 'raise', 'auth.dkim', 12),
  move('key-unusable-unauthenticated', ['dkim/key-published', 'fail'], 'raise', 'auth.unauthenticated', 3),
  move('key-published', ['dkim/key-published', 'pass'], 'lower', 'auth.dkim', 1.5),
  // p=quarantine or reject asks receivers to act (RFC 9989 §4.7); with p=none they may still ask for alignment.
  move('dmarc-not-aligned', ['dmarc/aligned', 'fail', 'not-aligned'], 'raise', 'auth.dmarc', 12),
  move('dmarc-not-aligned-none', ['dmarc/aligned', 'fail', 'not-aligned-none'], 'raise', 'auth.dmarc', 2),
  move('dmarc-aligned', ['dmarc/aligned', 'pass'], 'lower', 'auth.dmarc', 12),
  // RFC 9989: one aligned pass is enough, so an SPF that fails beside it is hardly the reason.
  move('dmarc-aligned-spf', ['dmarc/aligned', 'pass'], 'lower', 'auth.spf', 30),
  move('dmarc-missing', ['dmarc/record-present', 'fail'], 'raise', 'auth.dmarc', 2),
  move('impersonation-not-aligned', ['dmarc/aligned', 'fail'], 'raise', 'policy.impersonation', 2),
  move('impersonation-aligned', ['dmarc/aligned', 'pass'], 'lower', 'policy.impersonation', 2),
];

const listings: readonly CauseMoveRule[] = [
  move(
    'listed-as-named',
    ['listing/ip-listed', 'fail', 'listed-as-named'],
    'raise',
    'reputation.ip-listed',
    20,
  ),
  move('listed', ['listing/ip-listed', 'fail', 'listed'], 'raise', 'reputation.ip-listed', 8),
  // Receivers use lists of their own too, and a listing may have ended since.
  move('not-listed', ['listing/ip-listed', 'pass', 'not-listed'], 'lower', 'reputation.ip-listed', 3),
  move(
    'not-listed-any-more',
    ['listing/ip-listed', 'pass', 'not-listed-as-named'],
    'lower',
    'reputation.ip-listed',
    2.5,
  ),
  // The same list names address ranges by policy: then nobody misbehaved, and delisting is the wrong fix.
  move(
    'policy-listed-as-named',
    ['listing/ip-policy-listed', 'fail', 'listed-as-named'],
    'overturn',
    'reputation.ip-policy-listed',
    100,
  ),
  move(
    'policy-listed-not-abuse',
    ['listing/ip-policy-listed', 'fail', 'listed-as-named'],
    'lower',
    'reputation.ip-listed',
    10,
  ),
  move(
    'policy-listed',
    ['listing/ip-policy-listed', 'fail', 'listed'],
    'overturn',
    'reputation.ip-policy-listed',
    12,
  ),
  move('not-policy-listed', ['listing/ip-policy-listed', 'pass'], 'lower', 'reputation.ip-policy-listed', 8),
  move(
    'domain-listed-as-named',
    ['listing/domain-listed', 'fail', 'listed-as-named'],
    'overturn',
    'reputation.domain-listed',
    40,
  ),
  move('domain-listed', ['listing/domain-listed', 'fail', 'listed'], 'raise', 'reputation.domain-listed', 10),
  move('domain-not-listed', ['listing/domain-listed', 'pass'], 'lower', 'reputation.domain-listed', 3),
];

const messageAndNet: readonly CauseMoveRule[] = [
  move('larger-than-limit', ['message/size-within-limit', 'fail'], 'raise', 'content.too-large', 20),
  // The limit of one mailbox or of a server behind the gateway may be smaller than the one announced.
  move('smaller-than-limit', ['message/size-within-limit', 'pass'], 'lower', 'content.too-large', 3),
  move('mx-answers', ['net/mx-reachable', 'pass'], 'lower', 'net.connection', 3),
  move('mx-refuses-connection', ['net/mx-reachable', 'fail', 'refused'], 'raise', 'net.connection', 6),
  // Silence on port 25 may also be our own network's block of outgoing mail: the same category.
  move('mx-silent', ['net/mx-reachable', 'fail', 'time-out'], 'raise', 'net.connection', 6),
  move('mx-resets', ['net/mx-reachable', 'fail', 'reset'], 'raise', 'net.connection', 4),
  move(
    'mx-greets-with-refusal',
    ['net/mx-reachable', 'fail', 'greeting-refused'],
    'raise',
    'server.not-accepting',
    6,
  ),
];

/** Every row; the order does not matter. */
export const causeMoves: readonly CauseMoveRule[] = [
  ...whoSpoke,
  ...recipientsDomain,
  ...reverseDns,
  ...sendersDomain,
  ...authentication,
  ...listings,
  ...messageAndNet,
];
