/** A page of a list that is short enough to be held whole. */
import { pageRequest } from '../kit/index.ts';

/** The page behind `after`, which is the id of the last entry before it. Ids sort by time, up or down as the list does. */
export function pageOfAll<T extends { readonly id: string }>(
  all: readonly T[],
  order: 'oldest-first' | 'newest-first',
  query: Parameters<typeof pageRequest>[0],
): { items: readonly T[]; next?: string } {
  const { limit, after } = pageRequest(query);
  const isBehind = ({ id }: T): boolean =>
    after === undefined || (order === 'oldest-first' ? id > after : id < after);
  const behind = all.filter(isBehind);
  const items = behind.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(last !== undefined && behind.length > limit && { next: last.id }) };
}
