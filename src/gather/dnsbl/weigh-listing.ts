/** What a listing means for a sender: how much it weighs, what filters give for it, what such listings come from. */
import type { ListingDetails } from '../../findings/facts/listings.ts';
import { lastOctet, valuesFor } from './code-table.ts';
import type { DnsList } from './list-data.ts';
import type { ReadCode } from './read-codes.ts';

export interface WeighedListing {
  /** That of the heaviest code. */
  readonly tier: number;
  readonly details: Omit<ListingDetails, 'reason'>;
}

/** Judges the codes of one answer. */
export function weighListing(list: DnsList, codes: readonly ReadCode[], isPolicy: boolean): WeighedListing {
  const parts = codes
    .flatMap(({ code }) => partsOf(list, code))
    .map((code) => ({ code, tier: valuesFor(list.tiers, code)[0] ?? list.tier }))
    .toSorted((a, b) => a.tier - b.tier);
  const causes = parts.flatMap(({ code }) => valuesFor(list.causes, code)[0] ?? list.cause ?? []);
  const { url, isRequest, endsAfterHours } = list.delist;
  return {
    tier: parts[0]?.tier ?? list.tier,
    details: {
      codes,
      isPolicy,
      causes: [...new Set(causes)],
      weights: weightsOf(
        list,
        parts.map(({ code }) => code),
      ),
      isRequest,
      ...(url !== undefined && { delistUrl: url }),
      ...(endsAfterHours !== undefined && { endsAfterHours }),
    },
  };
}

/** What a listing comes from: of its heaviest code. */
export function causeOfListing(list: DnsList, codes: readonly string[]): string | undefined {
  const read = codes.map((code) => ({ code, meaning: '' }));
  return weighListing(list, read, false).details.causes[0];
}

/** RFC 5782 §2.3: each bit of a bitmask is a listing of its own; any other code stands for itself. */
function partsOf(list: DnsList, code: string): readonly string[] {
  if (list.bits.length === 0) return [code];
  const prefix = code.slice(0, code.lastIndexOf('.') + 1);
  return list.bits.filter(({ bit }) => (lastOctet(code) & bit) !== 0).map(({ bit }) => `${prefix}${bit}`);
}

/** Filters add up what several codes give; codes of one row are one rule of theirs. */
function weightsOf(list: DnsList, codes: readonly string[]): ListingDetails['weights'] {
  return list.weights.flatMap(({ filter, refuses, points }) => {
    if (typeof points === 'number') return [{ filter, points, refuses }];
    const hit = points.filter((row) => codes.some((code) => valuesFor([row], code).length > 0));
    const sum = hit.reduce((total, { value }) => total + value, 0);
    return sum === 0 ? [] : [{ filter, points: Math.round(sum * 1000) / 1000, refuses }];
  });
}
