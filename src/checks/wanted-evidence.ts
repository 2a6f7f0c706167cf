/**
 * Which evidence tells the causes behind a category apart, most telling first. The list of a category stays within the
 * twelve DNS questions of one explanation by the usual cost of its shelves.
 */
import type { CategoryId } from '../findings/category.ts';
import type { RejectionKey } from '../findings/evidence.ts';

/** Nothing in DNS speaks for or against what is not in the table (a full mailbox, a virus, a bad command). */
const wanted: Readonly<Partial<Record<CategoryId, readonly RejectionKey[]>>> = {
  'recipient.unknown': ['recipientDomain', 'speakerInMx'],
  'recipient.inactive': ['recipientDomain'],
  'recipient.restricted': ['speakerInMx', 'spf', 'dmarc'],
  'domain.not-found': ['recipientDomain'],
  'domain.no-route': ['recipientDomain', 'mxConnection'],
  'domain.null-mx': ['recipientDomain'],
  'domain.not-hosted': ['speakerInMx', 'recipientDomain'],
  'relay.denied': ['speakerInMx', 'recipientDomain'],
  'sender-account.auth-required': ['speakerInMx'],
  'sender-account.relay-denied': ['speakerInMx'],
  'sender.address-invalid': ['senderDomain'],
  'sender.verify-failed': ['senderDomain'],
  'sender.blocked': ['domainListings', 'spf', 'dmarc'],
  'dns.sender-domain': ['senderDomain'],
  'dns.ptr': ['ptr', 'helo'],
  'dns.helo': ['helo', 'ptr'],
  'auth.spf': ['spf'],
  'auth.dkim': ['dkim', 'dmarc'],
  'auth.dmarc': ['dmarc', 'spf', 'dkim'],
  'auth.arc': ['spf', 'dkim'],
  'auth.unauthenticated': ['spf', 'dkim', 'dmarc'],
  'reputation.ip-listed': ['ipListings', 'ptr'],
  'reputation.ip-policy-listed': ['ipListings', 'ptr'],
  'reputation.domain-listed': ['domainListings'],
  'reputation.low': ['ipListings', 'ptr', 'spf'],
  'reputation.provider-block': ['ipListings', 'ptr'],
  'rate.throttled': ['ipListings', 'ptr'],
  greylist: ['ptr'],
  'content.spam': ['ipListings', 'spf', 'dkim'],
  'content.url-listed': ['domainListings'],
  'content.too-large': ['messageSize', 'mxConnection'],
  'recipient.message-too-large': ['messageSize'],
  'policy.unspecified': ['ipListings', 'ptr', 'spf'],
  'policy.impersonation': ['dmarc', 'spf', 'dkim'],
  'net.connection': ['recipientDomain', 'mxConnection'],
  'net.dns-temporary': ['recipientDomain'],
  'queue.expired': ['recipientDomain', 'mxConnection'],
  'server.not-accepting': ['mxConnection', 'ipListings'],
  unknown: ['speakerInMx', 'ipListings', 'ptr', 'spf'],
};

/** Shelves worth gathering for a category; none where nothing that can be asked would tell more. */
export function evidenceFor(category: CategoryId): readonly RejectionKey[] {
  return wanted[category] ?? [];
}
