/** Where a refusal was said, seen from us: on it depends what can be mended and by whom, beside its category. */
import { type Actor, type CategoryId, categories } from '../findings/category.ts';
import { categorySet, fitsCategory } from '../findings/category-set.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { Speaker } from './verdict.ts';

/**
 * 'home': our own server's mailboxes or filter; 'client': our own server, which reached nobody or would not go on; 'relay': the server
 * that we send through; 'gateway': the recipient's side. Lists of fixes (data/fixes.toml) and texts ('<place>.turn.<category>') go by it.
 */
export const places = ['home', 'client', 'relay', 'gateway'] as const;
/** Where a refusal was said. */
export type Place = (typeof places)[number];

/** Does nothing name the speaker, so that only the text around tells who it is likely to be? */
export const isLikely = ({ because }: Speaker): boolean => because.includes('likeness');

/** Undefined where nobody can tell. What is likely our own server's is of its way to the next, or of its mailboxes and rules. */
export function placeOf(
  { ownStep, via }: ReplyFacts,
  speaker: Speaker,
  category: CategoryId,
): Place | undefined {
  const { role } = speaker;
  if (ownStep === 'client') return via === 'relay' ? 'relay' : 'client';
  if (ownStep !== undefined) return 'home';
  if (role === 'smarthost') return 'relay';
  if (role === 'own-filter') return 'home';
  if (role === 'own-server' && isLikely(speaker)) return isOfItsWay(category) ? 'client' : 'home';
  return role === 'recipient-gateway' || role === 'recipient-server' ? 'gateway' : undefined;
}

/** A mail program or a library gives a refusal back to its user and keeps no queue: nothing tries again by itself, as a server does (RFC 5321 §4.5.4.1). */
export const hasNoQueue = ({ via }: ReplyFacts): boolean => via === 'program';

/** Did a server answer with a code (RFC 5321 §4.2, RFC 3463)? What has none a program or our own server says. */
export const isCoded = ({ replyCode, enhancedStatus }: ReplyFacts): boolean =>
  replyCode !== undefined || enhancedStatus !== undefined;

/** No server of the recipient's was reached: DNS, the network or the clock ended it. */
export const isEndedOnTheWay = categorySet(
  'domain.not-found',
  'domain.null-mx',
  'domain.no-route',
  'net.*',
  'queue.*',
);

/** What our own server tells of others, or of the way to them. */
const isOfItsWay = categorySet(
  'domain.not-found',
  'domain.null-mx',
  'domain.no-route',
  'net.*',
  'queue.*',
  'tls.*',
);

/** Trouble of a server, and its rules: at home they are ours, and so is what our own one says of itself. */
const isTroubleAtHome = categorySet(
  'server.*',
  'net.*',
  'route.*',
  'queue.*',
  'sender-account.auth-required',
  'sender-account.auth-failed',
  'tls.failed',
  'policy.unspecified',
  'recipient.restricted',
  'relay.denied',
  'domain.not-hosted',
  'unknown',
);
const isOfItself = categorySet('server.*', 'route.*');
const isTroubleOfRelay = categorySet(
  'server.error',
  'server.full',
  'server.config',
  'server.not-accepting',
  'policy.unspecified',
  'tls.*',
  'unknown',
);
/** Of the domain that one sends as: in a program it is a setting, and mostly that is wrong. */
const isOfSetSender = categorySet('dns.sender-domain', 'policy.impersonation', 'sender.verify-failed');
/** What is said of the address that one comes from. */
const isOfClientAddress = categorySet('reputation.*', 'sender.blocked', 'dns.ptr', 'dns.helo');

/** Nobody else can mend it. */
export const isOwnTrouble = (place: Place | undefined, category: CategoryId): boolean =>
  (place === 'home' && isTroubleAtHome(category)) || (place === 'client' && isOfItself(category));

/** Who must act. */
export function actorOf(category: CategoryId, place: Place | undefined): Actor {
  if (isOwnTrouble(place, category)) return 'recipient-admin';
  // A server that is the recipient's own does not take the domain for its own.
  if (category === 'relay.denied' && place === 'gateway') return 'recipient-admin';
  // A mailbox of ours is full: we can make room, or tell its owner.
  if (category === 'recipient.full' && place === 'home') return 'recipient-admin';
  // To the server that one sends through one logs in: what it says of the address that one comes from is nobody's to mend.
  if (place === 'relay' && isOfClientAddress(category)) return 'sender-account';
  // Its trouble, and what it does not explain: ours to ask and to set, who have an account there.
  if (place === 'relay' && isTroubleOfRelay(category)) return 'sender-account';
  if (place === 'relay' && isOfSetSender(category)) return 'sender-account';
  return categories[category].actor;
}

/**
 * May a guess at the cause be meant there? What is guessed is guessed of others' servers: of our own one asks its log, the server that
 * we send through says what it wants, and the recipient's side knows no account of ours.
 */
export function mayBeSaidAt(place: Place | undefined, guess: CategoryId): boolean {
  if (place === 'home' || place === 'relay') return false;
  return place !== 'gateway' || !fitsCategory(guess, 'sender-account.*');
}
