/** How a listing ends: what `data/dnsbl.toml` knows of the list, for the codes that the answer or the words tell. */
import type { WayOff } from '../../findings/facts/listings.ts';
import { valuesFor } from './code-table.ts';
import type { ClosedList, DnsList } from './list-data.ts';

/** What a list holds; undefined: addresses and domains, or neither. */
export function heldBy({ kind }: DnsList): 'ip' | 'domain' | undefined {
  if (kind === 'domain' || kind === 'domain-age') return 'domain';
  return /^(?:ip(?:6|-range|-score|-multi)?|asn)$/.test(kind) ? 'ip' : undefined;
}

/** What such a listing comes from: of its first code, else of the list. */
export function causeOf(list: DnsList, codes: readonly string[]): string | undefined {
  return codes.flatMap((code) => valuesFor(list.causes, code))[0] ?? list.cause;
}

/** Of several codes the one that asks for most decides. */
export function wayOff(list: DnsList, codes: readonly string[]): WayOff {
  const isAll = (some: readonly string[]): boolean =>
    codes.length > 0 && codes.every((code) => some.includes(code));
  if (causeOf(list, codes) === 'neighbours') return 'neighbours';
  if (isAll(list.ownerCodes)) return 'owner';
  if (!list.delist.isRequest || isAll(list.selfEndingCodes)) return 'expires';
  return list.delist.url === undefined ? 'unknown' : 'request';
}

/** A list that is certainly closed lists nobody any more; of others nobody knows. */
export const wayOffClosed = ({ isCertain }: ClosedList): WayOff => (isCertain ? 'closed' : 'unknown');
