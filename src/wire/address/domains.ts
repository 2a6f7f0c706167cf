/** Domains of addresses, brought to one form for comparison. */
import { domainToASCII } from 'node:url';
import { isAsciiText } from '../../base/bytes.ts';
import { parseAddress } from './parse-address.ts';

/**
 * Lower case, A-labels (RFC 5890 §2.3.2.1), no final dot. What IDNA refuses comes back in lower case; an address literal
 * keeps its brackets.
 */
export function normaliseDomain(domain: string): string {
  const trimmed = domain.trim().toLowerCase();
  const bare = trimmed.endsWith('.') ? trimmed.slice(0, -1) : trimmed;
  // domainToASCII reads '1.2' as an IPv4 address: only names that need it go through it.
  if (bare.length > 1_000 || isAsciiText(bare)) return bare;
  return domainToASCII(bare) || bare;
}

/**
 * The domain of an address ('a@b', '<a@b>', 'Name <a@b>'), normalised; undefined when there is none. Takes what is no
 * valid address, too.
 */
export function domainOf(address: string | undefined): string | undefined {
  const at = address?.lastIndexOf('@') ?? -1;
  return address === undefined || at < 0 ? undefined : barely(address.slice(at + 1));
}

/** The same, where a bare domain may stand in for the address. */
export function domainOrBare(value: string | undefined): string | undefined {
  return value?.includes('@') === false ? barely(value) : domainOf(value);
}

function barely(text: string): string | undefined {
  const trimmed = text.trim();
  const domain = normaliseDomain(trimmed.endsWith('>') ? trimmed.slice(0, -1) : trimmed);
  return domain === '' ? undefined : domain;
}

/**
 * Do two addresses mean one mailbox? Domains by their normal form; local parts without regard to case and quotes:
 * RFC 5321 §2.4 lets the host tell cases apart, in practice none does.
 */
export function sameAddress(one: string, other: string): boolean {
  return comparable(one) === comparable(other);
}

function comparable(address: string): string {
  const parsed = parseAddress(address);
  if (!parsed.ok) return address.trim().toLowerCase();
  return `${parsed.value.localPart.toLowerCase().normalize('NFC')}@${normaliseDomain(parsed.value.domain)}`;
}
