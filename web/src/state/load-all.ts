/** Lists that are shown whole: every page of them, one after another, up to a limit. */
import { type Ask, request } from '../api/client.ts';
import type { Answer } from '../api/problem.ts';
import type { Page } from '../api/shapes.ts';

export interface Whole<T> {
  readonly items: readonly T[];
  /** There are more than `most`. */
  readonly isCut: boolean;
}

interface Limits {
  /** Items of one page: as many as the route gives. */
  readonly perPage: number;
  /** Items at most. */
  readonly most: number;
}

/** Asks GET `path` page by page; the first failure is the answer. */
export async function loadAll<T>(
  path: string,
  query: Ask['query'],
  { perPage, most }: Limits,
  signal: AbortSignal,
): Promise<Answer<Whole<T>>> {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const page = await request<Page<T>>('GET', path, { query: { ...query, limit: perPage, after }, signal });
    if (!page.ok) return page;
    items.push(...page.value.items);
    after = page.value.next;
  } while (after !== undefined && items.length < most);
  return {
    ok: true,
    value: { items: items.slice(0, most), isCut: after !== undefined || items.length > most },
  };
}
