/** What of a comparison is read first: real differences, each once; what was only not checked stands apart. Pure. */
import type { Comparison } from '../../api/shapes.ts';

type Thing = Comparison['came'][number];

export interface SortedThings {
  readonly seen: readonly Thing[];
  /** Nobody looked, or nobody answered: it says little about a change. */
  readonly notChecked: readonly Thing[];
}

const isSeen = ({ outcome }: Thing): boolean => outcome !== 'unknown' && outcome !== 'not-applicable';

/** Rows that read the same stand once. */
export function sortThings(things: readonly Thing[]): SortedThings {
  const read = (thing: Thing): string =>
    JSON.stringify([thing.outcome, thing.word, thing.label, thing.about, thing.detail]);
  const once = [...Map.groupBy(things, read).values()].flatMap(([first]) => first ?? []);
  return { seen: once.filter(isSeen), notChecked: once.filter((thing) => !isSeen(thing)) };
}
