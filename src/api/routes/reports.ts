/** Everything that was asked: lists, single reports, what was pasted, and what changed from one to another. */
import { isUtf8 } from 'node:buffer';
import { spokenIn } from '../../base/spoken.ts';
import { compareReports } from '../../desk/compare.ts';
import { languagesOf, reportIn } from '../../desk/report-in.ts';
import type { Report, ReportFilter } from '../../store/reports/types.ts';
import type { SharedAnswers } from '../ask/shared-answers.ts';
import { framePolicy, messageFrame } from '../frame/message-frame.ts';
import {
  type Api,
  addRoute,
  pageOf,
  pageQuery,
  pageRequest,
  problem,
  single,
  writeDown,
  z,
} from '../kit/index.ts';
import { idExample, reportExample } from '../schemas/examples.ts';
import { idParams, instantGiven, languageQuery } from '../schemas/json.ts';
import { askKind, report, reportSummary, standing } from '../schemas/report.ts';
import type { ApiServices } from '../services.ts';

const listQuery = z.strictObject({
  ...pageQuery,
  ...languageQuery,
  kind: askKind.optional(),
  standing: standing.optional(),
  subject: z.string().max(100).optional().openapi({ description: 'The id of a subject of the inventory.' }),
  by: z
    .enum(['people', 'programs'])
    .optional()
    .openapi({ description: 'programs: the schedule, tokens, the public page.' }),
  person: z.string().max(100).optional().openapi({ description: 'The id of the person who asked.' }),
  tag: z.string().max(200).optional().openapi({ example: 'dmarc/record-missing' }),
  words: z.string().max(200).optional().openapi({ description: 'All of them, in any order.' }),
  from: instantGiven.optional(),
  to: instantGiven.optional(),
});

const compareQuery = z.strictObject({
  a: z.string().max(100).openapi({ description: 'The earlier report.', example: idExample }),
  b: z.string().max(100).openapi({ description: 'The later report.', example: idExample }),
  ...languageQuery,
});

const side = reportSummary.pick({
  id: true,
  at: true,
  about: true,
  headline: true,
  standing: true,
  language: true,
});
const state = { outcome: z.string(), weight: z.string(), word: z.string(), detail: z.string() };
const named = { key: z.string(), about: z.string(), label: z.string() };
const thing = z.object({ ...named, ...state });

const comparison = z
  .object({
    kind: askKind,
    a: side,
    b: side,
    came: z.array(thing).openapi({ description: 'Only in b: what failed or could not be seen.' }),
    went: z.array(thing),
    changed: z.array(z.object({ ...named, from: z.object(state), to: z.object(state) })),
    same: z.number().int(),
    more: z.number().int().openapi({ description: 'Things beyond 500 of a list.' }),
  })
  .openapi('Comparison');

/** GET /reports, /reports/compare, /reports/{id}, /reports/{id}/input, /reports/{id}/frame; DELETE /reports/{id}. */
export function addReportRoutes(api: Api, services: ApiServices, shared: SharedAnswers): void {
  const { store, desk, settings } = services;

  addRoute(
    api,
    {
      method: 'get',
      path: '/reports',
      tag: 'Reports',
      summary: 'Search reports',
      access: 'read',
      query: listQuery,
      answers: {
        200: {
          description: 'Newest first.',
          schema: pageOf(reportSummary),
          example: { items: [reportExample] },
        },
      },
    },
    async (c, { query }) => {
      const { limit, after, language, subject, by, person, ...rest } = query;
      const isByPerson = by === undefined ? undefined : by === 'people';
      const filter = { ...rest, subjectId: subject, personId: person, isByPerson };
      const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
      const { items, ...page } = await store.reports.list(
        given as ReportFilter,
        pageRequest({ limit, after }),
      );
      return c.json({
        items: items.map((one) => spokenIn(one, language)),
        ...page,
      });
    },
  );

  // Before /reports/{id}, which would take it for an id.
  addRoute(
    api,
    {
      method: 'get',
      path: '/reports/compare',
      tag: 'Reports',
      summary: 'What changed from one report to another',
      access: 'read',
      query: compareQuery,
      answers: { 200: { description: 'What came, went and changed.', schema: comparison } },
      problems: ['not-found'],
    },
    async (c, { query }) => {
      const [a, b] = await Promise.all([store.reports.get(query.a), store.reports.get(query.b)]);
      if (a === undefined || b === undefined)
        return problem('not-found', { detail: `There is no report ${a === undefined ? 'a' : 'b'}.` });
      if (a.kind !== b.kind)
        return problem('invalid', {
          detail: 'Only reports of the same kind can be compared.',
          errors: [{ path: 'query.b', message: `write the id of another ${a.kind}` }],
        });
      const { language } = query;
      return c.json(compareReports(await reportIn(a, language, desk), await reportIn(b, language, desk)));
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/reports/{id}',
      tag: 'Reports',
      summary: 'One report',
      description:
        'In another language than it was asked in it is said again from what it holds; nothing is looked up or judged again.',
      access: 'read',
      params: idParams,
      query: z.strictObject(languageQuery),
      answers: {
        200: {
          description: 'The report. What it holds never changes.',
          schema: report,
          example: {
            ...reportExample,
            options: {},
            document: { schema: 'waypost/audit/1' },
            languages: ['en', 'de'],
            hasInput: false,
          },
          hasTag: true,
        },
      },
    },
    async (c, { params, query }) => {
      const found = await store.reports.get(params.id);
      if (found === undefined) return noReport();
      const { input, form: _, ...rest } = await reportIn(found, query.language, desk);
      const shown = { ...rest, languages: languagesOf(found, desk), hasInput: input !== undefined };
      // A newer program has other words, and may have more languages.
      return single(c, shown, [found.id, rest.language, settings.version].join('.'));
    },
  );

  addRoute(
    api,
    {
      method: 'delete',
      path: '/reports/{id}',
      tag: 'Reports',
      summary: 'Throw a report away',
      description: 'Its links go with it.',
      access: 'write',
      params: idParams,
      answers: { 204: { description: 'It is gone.' } },
    },
    async (c, { params }) => {
      const found = await store.reports.look(params.id);
      if (found === undefined || !(await store.reports.remove(params.id))) return noReport();
      shared.drop(params.id);
      await writeDown(c, services, 'report.removed', `report ${params.id}`, {
        kind: found.kind,
        at: found.at,
      });
      return c.body(null, 204);
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/reports/{id}/input',
      tag: 'Reports',
      summary: 'What was asked about',
      description: 'As it was given, where it is not larger than 1 MiB.',
      access: 'read',
      params: idParams,
      answers: {
        200: {
          description: 'text/plain where it is UTF-8, else application/octet-stream; to be saved, not shown.',
          schema: z.string(),
          mediaType: 'text/plain',
        },
      },
    },
    async (c, { params }) => {
      const found = await store.reports.get(params.id);
      if (found?.input === undefined) return noInput(found);
      const isText = isUtf8(found.input) && !found.input.includes(0);
      return c.body(Buffer.from(found.input), 200, {
        'content-type': isText ? 'text/plain; charset=utf-8' : 'application/octet-stream',
        'content-disposition': `attachment; filename="${found.kind}-${found.id}.${isText ? 'txt' : 'bin'}"`,
        'content-security-policy': "sandbox; default-src 'none'",
      });
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/reports/{id}/frame',
      tag: 'Reports',
      summary: 'A checked message as a page for a sandboxed frame',
      description:
        'Nothing of it runs and nothing is fetched. `data-finding` holds the index of the findings in the document.',
      access: 'read',
      params: idParams,
      answers: {
        200: { description: 'The page.', schema: z.string(), mediaType: 'text/html' },
      },
    },
    async (c, { params }) => {
      const found = await store.reports.get(params.id);
      if (found?.input === undefined || found.kind !== 'check') return noInput(found);
      const isHtml = desk.recognise(found.input).what === 'html';
      return c.body(messageFrame(found.input, isHtml, found.document), 200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': framePolicy,
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
      });
    },
  );
}

const noReport = (): Response => problem('not-found', { detail: 'There is no such report.' });

function noInput(found: Report | undefined): Response {
  if (found === undefined) return noReport();
  return problem('not-found', { detail: 'What was asked about is not kept with this report.' });
}
