/** What DNS lists say of everything that is watched. */
import { type Api, addRoute, pageOf, queryInt, z } from '../kit/index.ts';
import { askedLanguage } from '../schemas/json.ts';
import { listing, listingSpan } from '../schemas/watch.ts';
import type { ApiServices } from '../services.ts';
import { languageOf, pageInOrder } from './watch-answers.ts';

const tag = 'Listings';

/** Rows are small and there are many: each name on each list. */
const MAX_ROWS = 1000;

const listQuery = z.strictObject({
  ...askedLanguage,
  limit: queryInt(1, MAX_ROWS, 'How many at most.').default(50).openapi({ default: 50 }),
  after: z.string().max(600).optional().openapi({ description: '`next` of the page before.' }),
  state: z.enum(['listed', 'not-listed', 'unknown']).optional(),
  subject: z.string().max(100).optional().openapi({ description: 'The id of a subject.' }),
  about: z.string().max(253).optional().openapi({ description: 'An address or a domain.' }),
  among: z.enum(['listed']).optional().openapi({
    description: 'Only names that some list holds, on lists that hold some name: what a grid needs first.',
  }),
});

/** GET /listings, /listings/history. */
export function addListingRoutes(api: Api, services: ApiServices): void {
  const { listings } = services.watch;

  addRoute(
    api,
    {
      method: 'get',
      path: '/listings',
      tag,
      summary: 'What DNS lists say now',
      access: 'read',
      query: listQuery,
      answers: {
        200: { description: 'Listed ones first, then what is not known.', schema: pageOf(listing) },
      },
    },
    async (c, { query }) => {
      const { language = languageOf(c, services), state, subject, about, among } = query;
      const current = await listings.current(language, subject);
      const listed = current.filter((one) => one.state === 'listed');
      const names = new Set(listed.map((one) => one.about));
      const zones = new Set(listed.map((one) => one.zone));
      const all = current.filter(
        (one) =>
          (among === undefined || (names.has(one.about) && zones.has(one.zone))) &&
          (state === undefined || one.state === state) &&
          (about === undefined || one.about === about),
      );
      return c.json(pageInOrder(all, (one) => `${one.about} ${one.zone}`, query));
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/listings/history',
      tag,
      summary: 'What one list said of one name over time',
      access: 'read',
      query: z.strictObject({
        about: z.string().min(1).max(253).openapi({ example: '192.0.2.25' }),
        zone: z.string().min(1).max(253).openapi({ example: 'zen.spamhaus.org' }),
      }),
      answers: {
        200: { description: 'Newest first, at most 500.', schema: z.object({ items: z.array(listingSpan) }) },
      },
    },
    async (c, { query }) => c.json({ items: await listings.history(query.about, query.zone) }),
  );
}
