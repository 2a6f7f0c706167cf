/**
 * Our own server turned somebody else away (a 'reject:' line of its log): the user is the receiving side. Nobody has to be
 * taken off a list, nothing of the client's can be mended here, and often there is nothing to do at all.
 */
import type { Actor, CategoryId } from '../findings/category.ts';
import { categorySet, categoryTable, fitsCategory } from '../findings/category-set.ts';
import type { RejectionKey } from '../findings/evidence.ts';
import type { FixTable } from './fix-table.ts';
import { clientGroupOf } from './own-client.ts';
import type { Cause, Classification, RankedFix, TurnedAway } from './verdict.ts';

/** What the receiving side can do depends on this alone; the texts are 'own.….<group>'. */
export type OwnGroup =
  | 'relay'
  | 'login'
  | 'recipient'
  | 'listed'
  | 'sender'
  | 'content'
  | 'wait'
  | 'server'
  | 'other';

const groupIn = categoryTable<OwnGroup>({
  'relay.*': 'relay',
  'domain.*': 'relay',
  'sender-account.relay-denied': 'relay',
  'sender-account.*': 'login',
  'recipient.*': 'recipient',
  'address.*': 'recipient',
  suppressed: 'recipient',
  'reputation.*': 'listed',
  'sender.*': 'sender',
  'dns.*': 'sender',
  'auth.*': 'sender',
  'policy.impersonation': 'sender',
  'tls.required': 'sender',
  'protocol.*': 'sender',
  'content.*': 'content',
  greylist: 'wait',
  'rate.*': 'wait',
  'server.*': 'server',
  'net.*': 'server',
  'route.*': 'server',
  'queue.*': 'server',
  'tls.failed': 'server',
});

/**
 * The group of a category. At a port for our own users a stranger, or one of them who did not log in, is told the same whatever rule
 * for mail servers met him.
 */
export function ownGroupOf(
  category: CategoryId,
  { isSubmission }: Pick<TurnedAway, 'isSubmission'> = {},
): OwnGroup {
  const group = groupIn(category) ?? 'other';
  return isSubmission === true && FOR_SERVERS.has(group) ? 'login' : group;
}

const FOR_SERVERS: ReadonlySet<OwnGroup> = new Set(['relay', 'listed', 'sender', 'wait', 'other']);

/** RFC 4954 §6: the server's own service for logins failed, nothing of the client's. */
const LOGIN_SERVICE_DOWN =
  /\b(?:connection lost to authentication server|temporary authentication failure|(?:cannot|can't|unable to|failed to) connect to (?:saslauthd|dovecot|authentication)|no mechanism available|generic failure)\b/i;

/** Exim says 535 of what a client gave it and 435 of itself (smtp_in.c); the HELO name and the login around it are the client's words. */
const WRONG_LOGIN = / authenticator failed for .*: 535 Incorrect authentication data/;

const isOfLogin = categorySet('sender-account.auth-required', 'sender-account.auth-failed');

/** What our own server says of itself where it seems to speak of a client. */
export function ownCategory(category: CategoryId, text: string): CategoryId {
  // Postfix's smtpd(8) ends with the login that the client gave.
  const words = text.slice(0, MAX_TEXT).split(', sasl_username=', 1)[0] ?? '';
  const isDown = isOfLogin(category) && LOGIN_SERVICE_DOWN.test(words) && !WRONG_LOGIN.test(words);
  return isDown ? 'server.error' : category;
}

const MAX_TEXT = 2_000;

/** Shelves that tell about a client; the others ask about a delivery that was not ours. */
const aboutClient: ReadonlySet<RejectionKey> = new Set([
  'ptr',
  'helo',
  'senderDomain',
  'spf',
  'ipListings',
  'domainListings',
]);

/**
 * What of `wanted` is worth asking: where the client or the sender was at fault, whether it still is. Of a client of ours nothing is:
 * what public DNS and lists say of it is no reason to refuse it.
 */
export function ownEvidence(
  category: CategoryId,
  turnedAway: TurnedAway,
  wanted: readonly RejectionKey[],
): readonly RejectionKey[] {
  const isAboutClient =
    turnedAway.own === undefined && ['listed', 'sender'].includes(ownGroupOf(category, turnedAway));
  return isAboutClient ? wanted.filter((key) => aboutClient.has(key)) : [];
}

/** Our server says what it did: its words are the cause. */
export function ownCause({ category, confidence }: Classification): Cause {
  return {
    category,
    confidence,
    isAsserted: true,
    candidates: [{ category, confidence, test: category }],
    moves: [],
  };
}

/** Whose turn it is: where the server has trouble its administrator's, of a client of ours the one who gave it its account. */
export function ownActor(category: CategoryId, { own, isKnown }: TurnedAway): Actor {
  const group = ownGroupOf(category);
  if (group === 'server' || (isKnown === true && (group === 'relay' || group === 'listed')))
    return 'recipient-admin';
  return own === undefined ? 'nobody' : 'sender-account';
}

/** What the receiving side can do, in order; the texts need nothing but `data`. `isWanted`: somebody waits for what was turned away. */
export function ownFixes(
  category: CategoryId,
  turnedAway: TurnedAway & { readonly isWanted?: boolean },
  table: FixTable,
  data: RankedFix['data'],
): readonly RankedFix[] {
  const { own, login, isKnown } = turnedAway;
  const ids =
    own === undefined
      ? table.own.get(ownGroupOf(category, turnedAway))
      : table.ownClient.get(clientGroupOf(category));
  // Who sends for many people is no scanner: their mail was probably wanted.
  // In a domain that is nobody's no mailbox can be made.
  const notWanted = [
    (isKnown === true || turnedAway.isWanted === true) && 'own/nothing',
    login !== undefined && 'own-client/log-in',
    fitsCategory(category, 'domain.*') && own !== undefined && 'own/add-mailbox',
  ];
  const wanted = (ids ?? []).filter((id) => !notWanted.includes(id));
  // A list that names a server of a provider's says nothing of the one among its many users.
  const isProviders = isKnown === true && own === undefined && ownGroupOf(category, turnedAway) === 'listed';
  const known = {
    ...data,
    ...(login !== undefined && { login }),
    ...(isProviders && { providerClient: true }),
  };
  return wanted.map((id) => ({ id, data: known, fixes: [], answers: [] }));
}
