/** Names × lists: what each list says of each name, the worst corner first. */
import type { Listing } from '../../api/types.ts';

export interface GridZone {
  readonly zone: string;
  readonly operator: string;
}

export interface GridRow {
  /** The address or domain that is asked about. */
  readonly about: string;
  /** The watched names that it belongs to, and how many more there are. */
  readonly subjects: Listing['subjects'];
  readonly moreSubjects: number;
  readonly byZone: ReadonlyMap<string, Listing>;
}

export interface Grid {
  readonly zones: readonly GridZone[];
  readonly rows: readonly GridRow[];
}

interface Tally {
  listed: number;
  /** 1 weighs everywhere. */
  tier: number;
  unknown: number;
}

function tallyOf(listings: readonly Listing[]): Tally {
  const listed = listings.filter(({ state }) => state === 'listed');
  return {
    listed: listed.length,
    tier: Math.min(9, ...listed.map(({ tier }) => tier)),
    unknown: listings.filter(({ state }) => state === 'unknown').length,
  };
}

const compareTallies = (a: Tally, b: Tally): number =>
  a.tier - b.tier || b.listed - a.listed || b.unknown - a.unknown;

/** Groups by `keyOf`, the group with the heaviest and most listings first, then by name. */
function worstFirst(
  listings: readonly Listing[],
  keyOf: (listing: Listing) => string,
): readonly (readonly [string, readonly Listing[]])[] {
  const tallies = new Map<string, Tally>();
  const groups = Map.groupBy(listings, keyOf);
  for (const [key, group] of groups) tallies.set(key, tallyOf(group));
  const none: Tally = { listed: 0, tier: 9, unknown: 0 };
  return [...groups].toSorted(
    ([a], [b]) => compareTallies(tallies.get(a) ?? none, tallies.get(b) ?? none) || a.localeCompare(b),
  );
}

/** Several subjects may ask about one address: it is one row. Pure, linear but for the sorting. */
export function gridOf(listings: readonly Listing[]): Grid {
  return {
    zones: worstFirst(listings, ({ zone }) => zone).map(([zone, [first]]) => ({
      zone,
      operator: first?.operator ?? zone,
    })),
    rows: worstFirst(listings, ({ about }) => about).map(([about, group]) => ({
      about,
      subjects: group[0]?.subjects ?? [],
      moreSubjects: group[0]?.moreSubjects ?? 0,
      byZone: new Map(group.map((listing) => [listing.zone, listing])),
    })),
  };
}

export interface UnknownList {
  readonly zone: string;
  readonly operator: string;
  readonly reason: string;
  /** Names that it could not be asked about. */
  readonly names: number;
}

/** Lists that could not be asked, with why; the most silent first. */
export function unknownLists(listings: readonly Listing[]): readonly UnknownList[] {
  const unknown = listings.filter(({ state }) => state === 'unknown');
  return [...Map.groupBy(unknown, ({ zone, reason }) => `${zone} ${reason}`).values()]
    .flatMap((group) => {
      const [first] = group;
      return first === undefined
        ? []
        : [{ zone: first.zone, operator: first.operator, reason: first.reason, names: group.length }];
    })
    .toSorted((a, b) => b.names - a.names || a.zone.localeCompare(b.zone));
}
