/**
 * The categories of a rejection: what it means for the sender, whoever said it and in whatever words.
 *
 * `class` is ours, not the reply's digit: a 5xx for rate is transient. `suppress` is true only where the address
 * itself is at fault; no reputation, authentication, content, policy or rate verdict ever suppresses a recipient.
 */

export type CategoryClass = 'permanent' | 'transient' | 'notice' | 'none';
export type Scope = 'recipient' | 'recipient-domain' | 'sender-wide' | 'message' | 'host';
/** Who must act. */
export type Actor =
  | 'sender-content'
  | 'sender-dns'
  | 'sender-ip'
  | 'sender-account'
  | 'sender-list'
  | 'recipient-admin'
  | 'network'
  | 'wait'
  | 'nobody';
export type Retry = 'no' | 'same' | 'later' | 'other-path';
/** 'repeated': only after the same answer came several times over days. */
export type Suppress = 'yes' | 'repeated' | 'no';

export interface CategoryFacts {
  readonly class: CategoryClass;
  readonly scope: Scope;
  readonly actor: Actor;
  readonly retry: Retry;
  readonly suppress: Suppress;
}

const row = (
  cls: CategoryClass,
  scope: Scope,
  actor: Actor,
  retry: Retry,
  suppress: Suppress = 'no',
): CategoryFacts => ({ class: cls, scope, actor, retry, suppress });

export const categories = {
  'recipient.unknown': row('permanent', 'recipient', 'sender-list', 'no', 'yes'),
  'recipient.inactive': row('permanent', 'recipient', 'sender-list', 'no', 'repeated'),
  'recipient.moved': row('permanent', 'recipient', 'sender-list', 'no', 'yes'),
  'recipient.full': row('transient', 'recipient', 'sender-list', 'later', 'repeated'),
  'recipient.restricted': row('permanent', 'recipient', 'recipient-admin', 'no'),
  'recipient.rate-limited': row('transient', 'recipient', 'wait', 'later'),
  'recipient.message-too-large': row('permanent', 'recipient', 'sender-content', 'no'),
  'recipient.ambiguous': row('permanent', 'recipient', 'recipient-admin', 'no'),
  'address.syntax': row('permanent', 'recipient', 'sender-list', 'no', 'yes'),
  'domain.not-found': row('permanent', 'recipient-domain', 'sender-list', 'no', 'yes'),
  'domain.no-route': row('permanent', 'recipient-domain', 'recipient-admin', 'later'),
  'domain.null-mx': row('permanent', 'recipient-domain', 'sender-list', 'no', 'yes'),
  'domain.not-hosted': row('permanent', 'recipient-domain', 'recipient-admin', 'no'),
  'relay.denied': row('permanent', 'host', 'sender-account', 'no'),
  'sender-account.auth-required': row('permanent', 'sender-wide', 'sender-account', 'same'),
  'sender-account.auth-failed': row('permanent', 'sender-wide', 'sender-account', 'same'),
  'sender-account.relay-denied': row('permanent', 'sender-wide', 'sender-account', 'same'),
  'sender-account.not-owner': row('permanent', 'sender-wide', 'sender-account', 'same'),
  'sender-account.limit': row('transient', 'sender-wide', 'sender-account', 'later'),
  'sender-account.suspended': row('permanent', 'sender-wide', 'sender-account', 'later'),
  'sender.address-invalid': row('permanent', 'sender-wide', 'sender-account', 'same'),
  'sender.verify-failed': row('permanent', 'sender-wide', 'sender-dns', 'same'),
  'sender.blocked': row('permanent', 'recipient-domain', 'recipient-admin', 'no'),
  'dns.sender-domain': row('permanent', 'sender-wide', 'sender-dns', 'same'),
  'dns.ptr': row('permanent', 'sender-wide', 'sender-ip', 'same'),
  'dns.helo': row('permanent', 'sender-wide', 'sender-ip', 'same'),
  'auth.spf': row('permanent', 'sender-wide', 'sender-dns', 'same'),
  'auth.dkim': row('permanent', 'sender-wide', 'sender-dns', 'same'),
  'auth.dmarc': row('permanent', 'sender-wide', 'sender-dns', 'same'),
  'auth.arc': row('permanent', 'sender-wide', 'sender-dns', 'same'),
  'auth.unauthenticated': row('permanent', 'sender-wide', 'sender-dns', 'same'),
  'reputation.ip-listed': row('permanent', 'sender-wide', 'sender-ip', 'later'),
  'reputation.ip-policy-listed': row('permanent', 'sender-wide', 'sender-ip', 'other-path'),
  'reputation.domain-listed': row('permanent', 'sender-wide', 'sender-dns', 'later'),
  'reputation.low': row('permanent', 'sender-wide', 'sender-ip', 'later'),
  'reputation.provider-block': row('permanent', 'sender-wide', 'sender-ip', 'later'),
  'rate.throttled': row('transient', 'sender-wide', 'wait', 'later'),
  'rate.connections': row('transient', 'host', 'wait', 'later'),
  'rate.recipients': row('transient', 'message', 'wait', 'later'),
  greylist: row('transient', 'host', 'wait', 'same'),
  'content.spam': row('permanent', 'message', 'sender-content', 'no'),
  'content.url-listed': row('permanent', 'message', 'sender-content', 'no'),
  'content.virus': row('permanent', 'message', 'sender-content', 'no'),
  'content.attachment': row('permanent', 'message', 'sender-content', 'no'),
  'content.too-large': row('permanent', 'message', 'sender-content', 'no'),
  'content.format': row('permanent', 'message', 'sender-content', 'no'),
  'content.encoding': row('permanent', 'message', 'sender-content', 'no'),
  'policy.unspecified': row('permanent', 'message', 'recipient-admin', 'no'),
  'policy.impersonation': row('permanent', 'message', 'sender-dns', 'no'),
  'policy.geo': row('permanent', 'host', 'recipient-admin', 'other-path'),
  'tls.required': row('permanent', 'host', 'sender-ip', 'same'),
  'tls.failed': row('transient', 'host', 'recipient-admin', 'later'),
  'net.connection': row('transient', 'host', 'network', 'later'),
  'net.dns-temporary': row('transient', 'recipient-domain', 'recipient-admin', 'later'),
  'queue.expired': row('permanent', 'message', 'network', 'no'),
  'route.loop': row('permanent', 'host', 'recipient-admin', 'no'),
  'route.misconfigured': row('permanent', 'host', 'recipient-admin', 'no'),
  'server.error': row('transient', 'host', 'recipient-admin', 'later'),
  'server.full': row('transient', 'host', 'recipient-admin', 'later'),
  'server.config': row('permanent', 'host', 'recipient-admin', 'later'),
  'server.local-delivery': row('permanent', 'recipient', 'recipient-admin', 'no'),
  'server.not-accepting': row('permanent', 'host', 'recipient-admin', 'other-path'),
  'protocol.error': row('permanent', 'host', 'sender-account', 'no'),
  suppressed: row('permanent', 'recipient', 'sender-list', 'no', 'yes'),
  'notice.delayed': row('notice', 'message', 'wait', 'same'),
  'notice.delivered': row('notice', 'message', 'nobody', 'no'),
  'notice.auto-reply': row('notice', 'recipient', 'nobody', 'no'),
  'notice.challenge': row('notice', 'recipient', 'sender-account', 'no'),
  'notice.complaint': row('notice', 'recipient', 'sender-list', 'no', 'yes'),
  'notice.unsubscribe': row('notice', 'recipient', 'sender-list', 'no', 'yes'),
  'not-a-bounce': row('none', 'message', 'nobody', 'no'),
  unknown: row('permanent', 'message', 'recipient-admin', 'later'),
} as const satisfies Record<string, CategoryFacts>;

export type CategoryId = keyof typeof categories;

export function isCategoryId(id: string): id is CategoryId {
  return Object.hasOwn(categories, id);
}

/** 'recipient' of 'recipient.unknown'; the id itself where it has no dot. */
export function familyOf(id: CategoryId): string {
  return id.split('.')[0] ?? id;
}
