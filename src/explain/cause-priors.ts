/**
 * What may really be wrong behind words that do not say it: for each umbrella category the causes that commonly hide
 * behind it, with the share of belief each gets before anything was looked at. The shares are judgement, ordered by
 * what postmasters report first (design notes on rejections, 2026-11-23), not a measurement; evidence moves them.
 */
import type { CategoryId } from '../findings/category.ts';

/** Causes that a category may have, each with its share of 1. */
export type CauseShares = Readonly<Partial<Record<CategoryId, number>>>;

/** Share left with the category itself: it is its own cause. */
const shares: Readonly<Partial<Record<CategoryId, CauseShares>>> = {
  'policy.unspecified': {
    'policy.unspecified': 0.3,
    'reputation.ip-listed': 0.2,
    'auth.unauthenticated': 0.12,
    'auth.spf': 0.1,
    'content.spam': 0.1,
    'sender.blocked': 0.1,
    'dns.ptr': 0.08,
  },
  'content.spam': {
    'content.spam': 0.6,
    'reputation.ip-listed': 0.12,
    'auth.unauthenticated': 0.1,
    'reputation.domain-listed': 0.1,
    'auth.spf': 0.08,
  },
  'reputation.low': {
    'reputation.low': 0.65,
    'reputation.ip-listed': 0.15,
    'auth.unauthenticated': 0.1,
    'reputation.domain-listed': 0.1,
  },
  'reputation.provider-block': {
    'reputation.provider-block': 0.8,
    'reputation.ip-listed': 0.15,
    'reputation.ip-policy-listed': 0.05,
  },
  'reputation.ip-listed': { 'reputation.ip-listed': 0.9, 'reputation.ip-policy-listed': 0.1 },
  'relay.denied': {
    'sender-account.auth-required': 0.45,
    'domain.not-hosted': 0.4,
    'sender-account.relay-denied': 0.15,
  },
  'auth.unauthenticated': { 'auth.unauthenticated': 0.6, 'auth.spf': 0.2, 'auth.dkim': 0.2 },
  'auth.dmarc': { 'auth.dmarc': 0.7, 'auth.spf': 0.15, 'auth.dkim': 0.15 },
  'sender.verify-failed': { 'sender.verify-failed': 0.7, 'dns.sender-domain': 0.3 },
  'sender.blocked': { 'sender.blocked': 0.75, 'reputation.domain-listed': 0.15, 'auth.spf': 0.1 },
  'recipient.unknown': { 'recipient.unknown': 0.93, 'domain.not-hosted': 0.05, 'recipient.inactive': 0.02 },
  'domain.not-hosted': { 'domain.not-hosted': 0.85, 'recipient.unknown': 0.1, 'domain.not-found': 0.05 },
  'domain.not-found': { 'domain.not-found': 0.9, 'net.dns-temporary': 0.1 },
  'net.connection': { 'net.connection': 0.85, 'domain.no-route': 0.1, 'domain.not-found': 0.05 },
  'queue.expired': {
    'queue.expired': 0.4,
    'net.connection': 0.4,
    'domain.not-found': 0.1,
    'net.dns-temporary': 0.1,
  },
  'rate.throttled': { 'rate.throttled': 0.8, 'reputation.low': 0.2 },
  'policy.impersonation': { 'policy.impersonation': 0.7, 'auth.dmarc': 0.3 },
  'dns.helo': { 'dns.helo': 0.85, 'dns.ptr': 0.15 },
  unknown: {
    unknown: 0.4,
    'policy.unspecified': 0.25,
    'recipient.unknown': 0.15,
    'reputation.ip-listed': 0.1,
    'content.spam': 0.1,
  },
};

/** Causes to weigh for a category, shares summing to 1. */
export function causeShares(category: CategoryId): CauseShares {
  return shares[category] ?? { [category]: 1 };
}
