/**
 * One of our own users, machines or devices whose mail our own server refused: somebody of ours waits for it to work, and both the
 * server's settings and what the client does are ours to mend.
 */
import { isPublicIp } from '../base/ip.ts';
import type { CategoryId } from '../findings/category.ts';
import type { LogEvent } from '../wire/logs/index.ts';
import type { TurnedAway } from './verdict.ts';

/** What can be done depends on this alone; the texts are 'own-client.….<group>'. */
export type ClientGroup =
  | 'relay'
  | 'login'
  | 'credentials'
  | 'not-owner'
  | 'limit'
  | 'recipient'
  | 'rule'
  | 'sender'
  | 'content'
  | 'size'
  | 'server'
  | 'tls'
  | 'other';

/** The longest beginning of a category's id decides, so that it stands first. */
const groups: readonly (readonly [start: string, group: ClientGroup])[] = [
  ['relay.', 'relay'],
  ['domain.', 'relay'],
  ['sender-account.relay-denied', 'relay'],
  ['sender-account.auth-failed', 'credentials'],
  ['sender-account.auth-required', 'login'],
  ['sender-account.not-owner', 'not-owner'],
  ['sender-account.', 'limit'],
  ['rate.', 'limit'],
  ['recipient.message-too-large', 'size'],
  ['content.too-large', 'size'],
  ['recipient.', 'recipient'],
  ['address.', 'recipient'],
  ['suppressed', 'recipient'],
  ['reputation.', 'rule'],
  ['dns.ptr', 'rule'],
  ['dns.helo', 'rule'],
  ['greylist', 'rule'],
  ['policy.geo', 'rule'],
  ['dns.sender-domain', 'sender'],
  ['sender.', 'sender'],
  ['auth.', 'rule'],
  ['policy.impersonation', 'sender'],
  ['tls.required', 'login'],
  ['content.', 'content'],
  ['server.', 'server'],
  ['net.', 'server'],
  ['route.', 'server'],
  ['queue.', 'server'],
  ['tls.failed', 'tls'],
];

export function clientGroupOf(category: CategoryId): ClientGroup {
  return groups.find(([start]) => category.startsWith(start))?.[1] ?? 'other';
}

/** Only who had logged in is refused so. */
const ofAccounts: ReadonlySet<CategoryId> = new Set([
  'sender-account.not-owner',
  'sender-account.limit',
  'sender-account.suspended',
]);

/**
 * How we know that the client is one of ours: it had logged in, or its address is of a network that is not the internet (RFC 1918,
 * RFC 4193, loopback), or it came to the port for our own users. Undefined of anybody else.
 */
export function ownershipOf({ login, clientIp, isSubmission, text }: LogEvent): TurnedAway['own'] {
  if (login !== undefined) return 'login';
  if (clientIp !== undefined && !isPublicIp(clientIp)) return 'network';
  // Who does not log in there is turned away by a rule of its own; what other rules refuse is users' mail, mostly.
  return isSubmission === true && !NOT_LOGGED_IN.test(text) ? 'submission' : undefined;
}

/** Postfix where nothing but the login is missing. */
const NOT_LOGGED_IN = /client host rejected: access denied|relay access denied|not logged in|authentication/i;

/** The same with what the words tell of an account. */
export const ownershipBy = (turnedAway: TurnedAway, category: CategoryId): TurnedAway =>
  ofAccounts.has(category) ? { ...turnedAway, own: 'login' } : turnedAway;
