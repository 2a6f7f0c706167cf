/** Names to ask about, read out of the facts of a refusal. */
import { isFullName, plainName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { domainOrBare } from '../../wire/address/index.ts';

/** The domain of an address ('a@b', '<a@b>', 'b') as DNS is asked for it; undefined where there is no full name in it. */
export function askableDomain(address: string | undefined): string | undefined {
  if (address === undefined || address.length > 1000) return undefined;
  const domain = plainName(domainOrBare(address) ?? '');
  return isFullName(domain) && canonicalIp(domain) === undefined ? domain : undefined;
}

/** The domain of MAIL FROM, else of the From header. */
export function senderDomain(facts: ReplyFacts): string | undefined {
  return askableDomain(facts.sender) ?? askableDomain(facts.headerFrom);
}

export function recipientDomain(facts: ReplyFacts): string | undefined {
  return askableDomain(facts.recipient);
}
