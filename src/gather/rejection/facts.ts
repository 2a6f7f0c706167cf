/** Names to ask about, read out of the facts of a refusal. */
import { isFullName, plainName } from '../../base/host-name.ts';
import { canonicalIp } from '../../base/ip.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';

/** The domain of an address ('a@b', '<a@b>', 'b'), lower case; undefined where there is no full domain name in it. */
export function domainOf(address: string | undefined): string | undefined {
  if (address === undefined || address.length > 1000) return undefined;
  const close = address.lastIndexOf('>');
  const bare = close > 0 ? address.slice(address.lastIndexOf('<') + 1, close) : address;
  const domain = plainName(bare.slice(bare.lastIndexOf('@') + 1).trim());
  const ascii = asciiDomain(domain);
  return ascii !== undefined && isFullName(ascii) && canonicalIp(ascii) === undefined ? ascii : undefined;
}

/** RFC 5891: a name in other scripts is asked by its A-label. */
function asciiDomain(domain: string): string | undefined {
  let isAscii = true;
  for (const char of domain) if ((char.codePointAt(0) ?? 0) > 126) isAscii = false;
  if (isAscii) return domain;
  return URL.parse(`http://${domain}/`)?.hostname;
}

/** The domain of MAIL FROM, else of the From header. */
export function senderDomain(facts: ReplyFacts): string | undefined {
  return domainOf(facts.sender) ?? domainOf(facts.headerFrom);
}

export function recipientDomain(facts: ReplyFacts): string | undefined {
  return domainOf(facts.recipient);
}
