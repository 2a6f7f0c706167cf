/** A subject over time: audited now, its findings as they stand, what changed, its plan. */
import { instantOf } from '../../base/clock.ts';
import { type Api, addRoute, pageOf, pageQuery, pageRequest, problem, z } from '../kit/index.ts';
import { jobExample } from '../schemas/examples.ts';
import { job } from '../schemas/job.ts';
import { idParams, instant, instantGiven, languageQuery, spokenLanguage } from '../schemas/json.ts';
import { findingChange, findingState, outcome } from '../schemas/watch.ts';
import type { ApiServices } from '../services.ts';
import { noSubject, watchProblem } from './watch-answers.ts';

const tag = 'Subjects';
const DAY_MS = 86_400_000;
/** Changes of so many days are told where nobody says since when. */
const USUAL_DAYS = 7;

/** POST /subjects/{id}/audit; GET /subjects/{id}/findings, /changes, /plan; GET /changes. */
export function addSubjectStateRoutes(api: Api, services: ApiServices): void {
  const { watch, clock } = services;
  const { subjects } = watch;

  addRoute(
    api,
    {
      method: 'post',
      path: '/subjects/{id}/audit',
      tag,
      summary: 'Audit a subject now',
      description: 'Where its audit waits or runs already, that one is answered.',
      access: 'ask',
      params: idParams,
      answers: { 202: { description: 'The job.', schema: job, example: jobExample } },
      problems: ['overloaded'],
    },
    async (c, { params }) => {
      const actor = c.get('who')?.actor ?? { kind: 'system' as const, name: '' };
      const person = c.get('who')?.person;
      const by = person === undefined ? actor : { kind: 'person' as const, id: person.id, name: actor.name };
      const begun = await subjects.auditNow(params.id, by);
      if (!begun.ok) return watchProblem(begun.problem);
      return c.json(begun.value, 202, { location: `/api/v1/jobs/${begun.value.id}` });
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/subjects/{id}/findings',
      tag,
      summary: 'The findings of a subject as they stand',
      access: 'read',
      params: idParams,
      query: z.strictObject({ outcome: outcome.optional(), ...languageQuery }),
      answers: {
        200: {
          description: 'The worst first, all of them.',
          schema: z.object({ items: z.array(findingState) }),
        },
      },
    },
    async (c, { params, query }) => {
      if ((await subjects.get(params.id)) === undefined) return noSubject();
      const states = await subjects.findings(params.id, query.language);
      return c.json({
        items: states.filter((one) => query.outcome === undefined || one.outcome === query.outcome),
      });
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/subjects/{id}/changes',
      tag,
      summary: 'What changed of a subject',
      access: 'read',
      params: idParams,
      query: z.strictObject({ ...pageQuery, ...languageQuery }),
      answers: { 200: { description: 'Newest first.', schema: pageOf(findingChange) } },
    },
    async (c, { params, query }) => {
      if ((await subjects.get(params.id)) === undefined) return noSubject();
      return c.json(await subjects.changes(params.id, pageRequest(query), query.language));
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/subjects/{id}/plan',
      tag,
      summary: 'The change plan of a subject',
      access: 'read',
      params: idParams,
      query: z.strictObject(languageQuery),
      answers: {
        200: {
          description: 'Of its last audit: the steps, and the same in words.',
          schema: z
            .object({
              reportId: z.string(),
              at: instant,
              plan: z.record(z.string(), z.unknown()),
              language: spokenLanguage,
            })
            .openapi('SubjectPlan'),
        },
      },
    },
    async (c, { params, query }) => {
      const plan = await subjects.plan(params.id, query.language);
      return plan === undefined ? problem('not-found', { detail: 'There is no plan yet.' }) : c.json(plan);
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/changes',
      tag,
      summary: 'What changed of all subjects',
      access: 'read',
      query: z.strictObject({ since: instantGiven.optional(), ...languageQuery }),
      answers: {
        200: {
          description: 'Since then, or of the last week; at most 500.',
          schema: z.object({ items: z.array(findingChange) }),
        },
      },
    },
    async (c, { query }) => {
      const since = query.since ?? instantOf(clock.nowMs() - USUAL_DAYS * DAY_MS);
      return c.json({ items: await subjects.changesSince(since, query.language) });
    },
  );
}
