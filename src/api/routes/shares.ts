/**
 * Links that show one report to whoever has them: a secret of 256 bits that is told once and kept as its hash, an end, and on wish
 * without the addresses of third parties.
 */
import { instantOf } from '../../base/clock.ts';
import type { Share } from '../../store/reports/types.ts';
import { makeShare, shareHash } from '../ask/make-share.ts';
import { type SharedAnswers, withoutAsker } from '../ask/shared-answers.ts';
import {
  type Api,
  addRoute,
  comeAgain,
  createRateLimiter,
  largeText,
  limiterKeyOf,
  notModified,
  problem,
  surfaceOf,
  tagged,
  writeDown,
  z,
} from '../kit/index.ts';
import { reportExample, shareExample } from '../schemas/examples.ts';
import { documentSchema, idParams, languageQuery } from '../schemas/json.ts';
import { reportLanguages, reportSummary, share } from '../schemas/report.ts';
import type { ApiServices } from '../services.ts';

/** Links that one report may have at the same time. */
const maxShares = 50;

const newShare = z
  .strictObject({
    days: z.int().min(1).max(365),
    isRedacted: z
      .boolean()
      .default(true)
      .openapi({ description: 'Addresses of third parties are withheld.' }),
  })
  .openapi('NewShare');

const shownReport = z
  .object({
    summary: reportSummary.omit({ askedBy: true, personId: true, subjectId: true }),
    document: documentSchema,
    languages: reportLanguages,
    isRedacted: z.boolean(),
  })
  .openapi('SharedReport');

function shown({ tokenHash: _, ...rest }: Share): Omit<Share, 'tokenHash'> {
  return rest;
}

/** GET and POST /reports/{id}/shares, DELETE /shares/{id}, GET /shared/{secret}. */
export function addShareRoutes(api: Api, services: ApiServices, shared: SharedAnswers): void {
  const { store, clock, desk, settings } = services;
  // Guessing 256 bits is hopeless; this keeps the store from being asked for it.
  const guesses = createRateLimiter({ burst: 60, perMinute: 60 }, clock);

  addRoute(
    api,
    {
      method: 'get',
      path: '/reports/{id}/shares',
      tag: 'Shares',
      summary: 'List the links to a report',
      access: 'read',
      params: idParams,
      answers: {
        200: {
          description: 'Without their secrets, which nobody knows any more.',
          schema: z.object({ items: z.array(share) }),
          example: { items: [shareExample] },
        },
      },
    },
    async (c, { params }) => {
      if ((await store.reports.look(params.id)) === undefined) return noReport();
      return c.json({ items: (await store.shares.listOf(params.id)).map(shown) });
    },
  );

  addRoute(
    api,
    {
      method: 'post',
      path: '/reports/{id}/shares',
      tag: 'Shares',
      summary: 'Make a link to a report',
      description: 'Whoever has the link can read the report until it ends. `url` is shown this once.',
      access: 'write',
      params: idParams,
      body: newShare,
      bodyExample: { days: 30, isRedacted: true },
      keeps: 'sealed',
      answers: {
        201: {
          description: 'The link.',
          schema: share.extend({ url: z.string() }),
          example: { ...shareExample, url: 'https://waypost.example.org/shared/l0ngSecret' },
        },
      },
      problems: ['conflict'],
    },
    async (c, { params, body }) => {
      const report = await store.reports.look(params.id);
      if (report === undefined) return noReport();
      if ((await store.shares.listOf(report.id)).length >= maxShares)
        return problem('conflict', {
          detail: `A report has at most ${maxShares} links. Take one away first.`,
        });
      const { share: added, url } = await makeShare(services, {
        reportId: report.id,
        ...body,
        createdBy: c.get('who')?.actor.name ?? '',
        at: instantOf(clock.nowMs()),
      });
      await writeDown(c, services, 'share.added', `share ${added.id}`, {
        reportId: report.id,
        expiresAt: added.expiresAt,
        isRedacted: added.isRedacted,
      });
      return c.json({ ...shown(added), url }, 201);
    },
  );

  addRoute(
    api,
    {
      method: 'delete',
      path: '/shares/{id}',
      tag: 'Shares',
      summary: 'Take a link away',
      access: 'write',
      params: idParams,
      answers: { 204: { description: 'It shows nothing any more.' } },
    },
    async (c, { params }) => {
      const found = await store.shares.get(params.id);
      if (found === undefined || !(await store.shares.remove(params.id)))
        return problem('not-found', { detail: 'There is no such link.' });
      shared.drop(found.reportId);
      await writeDown(c, services, 'share.removed', `share ${params.id}`, { reportId: found.reportId });
      return c.body(null, 204);
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/shared/{secret}',
      tag: 'Shares',
      summary: 'Read a report by its link',
      access: 'open',
      params: z.object({ secret: z.string().min(1).max(100).openapi({ example: 'l0ngSecret' }) }),
      query: z.strictObject(languageQuery),
      answers: {
        200: {
          description: 'The report, without who asked.',
          schema: shownReport,
          example: {
            summary: withoutAsker(reportExample),
            document: { schema: 'waypost/audit/1' },
            languages: ['en', 'de'],
            isRedacted: true,
          },
          hasTag: true,
        },
      },
      problems: ['too-many-requests'],
    },
    async (c, { params, query }) => {
      const guess = guesses.take(limiterKeyOf(c.get('ip')));
      if (!guess.ok) return comeAgain('too-many-requests', guess.retryAfterSeconds);
      const gone = problem('not-found', {
        detail: 'This link shows nothing: it has ended, or was taken away.',
      });
      const found = await store.shares.byHash(shareHash(params.secret), instantOf(clock.nowMs()));
      if (found === undefined) return gone;
      const { reportId, isRedacted } = found;
      const language = desk.languages.find((one) => one === query.language);
      const tag = [
        reportId,
        language ?? 'own',
        isRedacted ? 'redacted' : 'whole',
        surfaceOf(c),
        settings.version,
      ].join('.');
      const headers = {
        ...tagged(tag),
        // The secret stands in the address: no page that is linked from here learns it.
        'referrer-policy': 'no-referrer',
      };
      const known = notModified(c, tag);
      if (known !== undefined) return known;
      const pieces = await shared.piecesOf({ reportId, isRedacted, language });
      return pieces === undefined ? gone : largeText(c, pieces, headers);
    },
  );
}

const noReport = (): Response => problem('not-found', { detail: 'There is no such report.' });
