/** What the addresses a list answers with mean (RFC 5782 §2.1, §2.3): a listing, none, or a refusal to answer. */
import { lastOctet, valuesFor } from './code-table.ts';
import type { DnsList } from './list-data.ts';

export interface ReadCode {
  readonly code: string;
  readonly meaning: string;
}

export type ListReading =
  | {
      readonly state: 'listed';
      readonly codes: readonly ReadCode[];
      readonly isPolicyListing: boolean;
      readonly hasPolicyCode?: true;
    }
  /** No listing; `informs`: what the answer says besides, a score or a good mark. */
  | { readonly state: 'not-listed'; readonly informs: readonly ReadCode[] }
  /** 'refused': by the list; 'no-list': what answered is no DNS list. */
  | {
      readonly state: 'not-checked';
      readonly problem: 'refused' | 'no-list';
      readonly code: string;
      readonly why: string;
    };

/** Answers of a list that are kept; Spamhaus ZEN, the richest, gives at most a handful. */
const maxCodes = 16;

/** Reads the addresses of an A answer. One error code among them makes the whole answer an error. */
export function readCodes(list: DnsList, addresses: readonly string[]): ListReading {
  const answers = addresses.slice(0, maxCodes);
  for (const code of answers) {
    const error = errorOf(list, code);
    if (error !== undefined)
      return { state: 'not-checked', ...error, code, why: `${list.zone} answered ${code}: ${error.why}` };
  }
  const listing = answers.filter(
    (code) => list.listingCodes?.includes(code) !== false && hasKnownBit(list, code),
  );
  if (listing.length === 0)
    return {
      state: 'not-listed',
      informs: answers.map((code) => ({ code, meaning: meaningOf(list, code) })),
    };
  return {
    state: 'listed',
    codes: listing.map((code) => ({ code, meaning: meaningOf(list, code) })),
    isPolicyListing: listing.every((code) => list.policyCodes.includes(code)),
    ...(listing.some((code) => list.policyCodes.includes(code)) && { hasPolicyCode: true }),
  };
}

/** What ICANN answers for names that collide with new top-level domains; filters of networks answer 127.0.0.1. */
const strayAnswers: ReadonlySet<string> = new Set(['127.0.53.53', '127.0.0.1']);

function errorOf(
  list: DnsList,
  code: string,
): { readonly problem: 'refused' | 'no-list'; readonly why: string } | undefined {
  const known = valuesFor(list.errors, code)[0];
  if (known !== undefined) return { problem: 'refused', why: known };
  const noList = {
    problem: 'no-list',
    why: 'no answer of a DNS list; the zone is parked or the resolver redirects',
  } as const;
  // RFC 5782 §2.1: answers lie in 127.0.0.0/8; what does not comes from a parked domain or a resolver that redirects.
  if (!code.startsWith('127.')) return noList;
  if (code.startsWith('127.255.255.'))
    return { problem: 'refused', why: 'the list refuses to answer this resolver' };
  // RFC 5782 §2.1 keeps 127.0.0.1 from use: only a list that gives it a meaning means it.
  return strayAnswers.has(code) && !isDocumented(list, code) ? noList : undefined;
}

function isDocumented(list: DnsList, code: string): boolean {
  return valuesFor(list.codes, code).length > 0 || (list.bits.length > 0 && hasKnownBit(list, code));
}

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
  if (list.octets !== undefined) {
    const [, , third = '', fourth = ''] = code.split('.');
    const said = [list.octets.fourth[fourth], list.octets.third[third]];
    return said.filter((part) => part !== undefined).join(', ');
  }
  // RFC 5782 §2.1: any answer is a listing, also one the operator's page does not explain.
  return (valuesFor(list.codes, code)[0] ?? 'listed').replace('{octet}', String(lastOctet(code)));
}
