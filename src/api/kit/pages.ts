/** Lists in pages: `?limit=1..200&after=<next>` → `{items, next?}`. */
import { z } from '@hono/zod-openapi';
import type { PageRequest } from '../../store/types.ts';

/** A whole number in a query, from `minimum` to `maximum`. */
export function queryInt(minimum: number, maximum: number, description?: string) {
  return z.coerce
    .number()
    .int()
    .min(minimum)
    .max(maximum)
    .openapi({ type: 'integer', minimum, maximum, ...(description !== undefined && { description }) });
}

/** The members of a query that ask for a page; spread them into the schema of a list's query. */
export const pageQuery = {
  limit: queryInt(1, 200, 'How many at most.').default(50).openapi({ default: 50 }),
  // Every list of the store goes on behind an id of its own.
  after: z.uuid().optional().openapi({
    description: '`next` of the page before.',
    example: '0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10',
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
