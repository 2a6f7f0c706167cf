/** What the addresses a list answers with mean (RFC 5782 §2.1, §2.3): a listing, none, or a refusal to answer. */
import type { DnsList } from './list-data.ts';

export type ListReading =
  | {
      readonly state: 'listed';
      readonly codes: readonly { readonly code: string; readonly meaning: string }[];
      readonly isPolicyListing: boolean;
      readonly hasPolicyCode?: true;
    }
  /** The answer informs (a score, a good mark): no listing. */
  | { readonly state: 'not-listed' }
  | { readonly state: 'not-checked'; readonly why: string };

/** Answers of a list that are kept; Spamhaus ZEN, the richest, gives at most a handful. */
const maxCodes = 16;

/** Reads the addresses of an A answer. One error code among them makes the whole answer an error. */
export function readCodes(list: DnsList, addresses: readonly string[]): ListReading {
  const answers = addresses.slice(0, maxCodes);
  for (const code of answers) {
    const why = errorOf(list, code);
    if (why !== undefined) return { state: 'not-checked', why: `${list.zone} answered ${code}: ${why}` };
  }
  const listing = answers.filter(
    (code) => list.listingCodes?.includes(code) !== false && hasKnownBit(list, code),
  );
  if (listing.length === 0) return { state: 'not-listed' };
  return {
    state: 'listed',
    codes: listing.map((code) => ({ code, meaning: meaningOf(list, code) })),
    isPolicyListing: listing.every((code) => list.policyCodes.includes(code)),
    ...(listing.some((code) => list.policyCodes.includes(code)) && { hasPolicyCode: true }),
  };
}

function errorOf(list: DnsList, code: string): string | undefined {
  const known = list.errors[code];
  if (known !== undefined) return known;
  // RFC 5782 §2.1: answers lie in 127.0.0.0/8; what does not comes from a parked domain or a resolver that redirects.
  if (!code.startsWith('127.'))
    return 'no answer of a DNS list; the zone is parked or the resolver redirects';
  if (code.startsWith('127.255.255.')) return 'the list refuses to answer this resolver';
  return undefined;
}

const lastOctet = (code: string): number => Number(code.slice(code.lastIndexOf('.') + 1));

/** RFC 5782 §2.3: bits of the last octet; a bitmask without a known bit says nothing that we understand. */
function hasKnownBit(list: DnsList, code: string): boolean {
  return list.bits.length === 0 || list.bits.some(({ bit }) => (lastOctet(code) & bit) !== 0);
}

function meaningOf(list: DnsList, code: string): string {
  if (list.bits.length > 0) {
    return list.bits
      .filter(({ bit }) => (lastOctet(code) & bit) !== 0)
      .map(({ meaning }) => meaning)
      .join(', ');
  }
  const octet = lastOctet(code);
  const known = list.codes.find(
    ({ prefix, from, to }) => code === `${prefix}${octet}` && octet >= from && octet <= to,
  );
  // RFC 5782 §2.1: any answer is a listing, also one the operator's page does not explain.
  return known?.meaning ?? 'listed';
}
