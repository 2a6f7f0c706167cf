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

/** The first beginning of a category's id that fits decides. */
const groups: readonly (readonly [start: string, group: ClientGroup])[] = [
  ['relay.', 'relay'],
  ['domain.not-hosted', 'relay'],
  ['domain.', 'recipient'],
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

/** Well-known prefix of NAT64 (RFC 6052 §2.1): a client of the internet. */
const NAT64 = /^64:ff9b:/i;

/**
 * How we know that the client is one of ours: it had logged in, or its address is of a network that is not the internet (RFC 1918,
 * RFC 4193, loopback). Undefined of anybody else: whoever comes to the port for our own users need not be one.
 */
export function ownershipOf({ login, clientIp }: LogEvent): TurnedAway['own'] {
  if (login !== undefined) return 'login';
  return clientIp !== undefined && !isPublicIp(clientIp) && !NAT64.test(clientIp) ? 'network' : undefined;
}

/** The same with what the words tell: only of who had logged in it is said that the address is not his. */
export const ownershipBy = (turnedAway: TurnedAway, category: CategoryId): TurnedAway =>
  category === 'sender-account.not-owner' ? { ...turnedAway, own: 'login' } : turnedAway;
