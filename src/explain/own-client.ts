/**
 * One of our own users, machines or devices whose mail our own server refused: somebody of ours waits for it to work, and both the
 * server's settings and what the client does are ours to mend.
 */
import { isInsideIp } from '../base/ip.ts';
import type { CategoryId } from '../findings/category.ts';
import { categoryTable } from '../findings/category-set.ts';
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

const groupIn = categoryTable<ClientGroup>({
  'relay.*': 'relay',
  'domain.not-hosted': 'relay',
  'domain.*': 'recipient',
  'sender-account.relay-denied': 'relay',
  'sender-account.auth-failed': 'credentials',
  'sender-account.auth-required': 'login',
  'sender-account.not-owner': 'not-owner',
  'sender-account.*': 'limit',
  'rate.*': 'limit',
  'recipient.message-too-large': 'size',
  'content.too-large': 'size',
  'recipient.*': 'recipient',
  'address.*': 'recipient',
  suppressed: 'recipient',
  'reputation.*': 'rule',
  'dns.ptr': 'rule',
  'dns.helo': 'rule',
  greylist: 'rule',
  'policy.geo': 'rule',
  'dns.sender-domain': 'sender',
  'sender.*': 'sender',
  'auth.*': 'rule',
  'policy.impersonation': 'sender',
  'tls.required': 'login',
  'content.*': 'content',
  'server.*': 'server',
  'net.*': 'server',
  'route.*': 'server',
  'queue.*': 'server',
  'tls.failed': 'tls',
});

/** What can be done for one of our own whom our server refused for this. */
export function clientGroupOf(category: CategoryId): ClientGroup {
  return groupIn(category) ?? 'other';
}

/**
 * How we know that the client is one of ours: it had logged in, or its address is of a network that is not the internet. Undefined of
 * anybody else: whoever comes to the port for our own users need not be one.
 */
export function ownershipOf({ login, clientIp }: LogEvent): TurnedAway['own'] {
  if (login !== undefined) return 'login';
  return clientIp !== undefined && isInsideIp(clientIp) ? 'network' : undefined;
}

/**
 * Postfix's smtpd(8), reject_authenticated_sender_login_mismatch: '553 5.7.1 <s@example.net>: Sender address rejected: not owned by user
 * clerk', with 453 4.7.1 under soft_bounce. Whatever a client had itself called, the rule's words follow the '>' behind it.
 */
const OWNED =
  /^(?:[45]\d\d\s{1,3})?(?:[45]\.\d{1,3}\.\d{1,3}\s{1,3})?<.{0,640}>: Sender address rejected: not owned by user ([^;,"<>]{1,320})$/;

/** The same with what the words tell: whose account is named in them had logged in. That an address is not the client's is said of forgers too. */
export function ownershipBy(turnedAway: TurnedAway, text: string): TurnedAway {
  const login = text.length > MAX_TEXT ? undefined : OWNED.exec(text.trim())?.[1];
  return login === undefined ? turnedAway : { login, ...turnedAway, own: 'login' };
}

const MAX_TEXT = 2_000;
