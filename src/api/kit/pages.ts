/** Lists in pages: `?limit=1..200&after=<next>` → `{items, next?}`. */
import { z } from '@hono/zod-openapi';
import type { PageRequest } from '../../store/types.ts';

/** The members of a query that ask for a page; spread them into the schema of a list's query. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50).openapi({
    description: 'How many at most.',
    example: 50,
  }),
  after: z.string().min(1).max(500).optional().openapi({
    description: '`next` of the page before.',
    example: 'MDE5OA',
  }),
};

/** The schema of a page of `item`, newest first. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.string().optional().openapi({ description: 'Give it as `after` for the page behind this one.' }),
  });
}

/** What the store is asked for. */
export function pageRequest(query: {
  readonly limit: number;
  readonly after?: string | undefined;
}): PageRequest {
  return { limit: query.limit, ...(query.after !== undefined && { after: query.after }) };
}
