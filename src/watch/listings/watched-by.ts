/** Which watched names an address or a domain on the lists belongs to. Pure. */
import type { FindingState, ListingSpan, WatchedSubject } from '../../store/inventory/types.ts';

type Named = Pick<WatchedSubject, 'id' | 'name'>;

/**
 * A list is asked about an address once, whoever sends from it: the span names the subject whose audit began it, `abouts` tells the others
 * whose last audits asked, too. Answers the names for a span: the one that is what was asked about first, the others by name; none where
 * nobody watches it any more.
 */
export function watchedBy(
  subjects: readonly Named[],
  abouts: readonly Pick<FindingState, 'subjectId' | 'about'>[],
): (span: Pick<ListingSpan, 'subjectId' | 'about'>) => readonly Named[] {
  const byId = new Map(subjects.map(({ id, name }) => [id, { id, name }]));
  const byAbout = Map.groupBy(abouts, ({ about }) => about);
  return ({ subjectId, about }) => {
    const ids = new Set([subjectId, ...(byAbout.get(about) ?? []).map((one) => one.subjectId)]);
    return [...ids]
      .flatMap((id) => byId.get(id) ?? [])
      .sort((a, b) => Number(b.name === about) - Number(a.name === about) || (a.name < b.name ? -1 : 1));
  };
}
