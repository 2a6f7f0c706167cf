/** The inventory: what is watched, what is wrong with it now, what changed, the plan. */
import { instantOf } from '../../base/clock.ts';
import {
  type Api,
  addRoute,
  changed,
  pageOf,
  pageQuery,
  pageRequest,
  problem,
  single,
  writeDown,
  z,
} from '../kit/index.ts';
import { jobExample } from '../schemas/examples.ts';
import { job } from '../schemas/job.ts';
import { idParams, instant, instantGiven } from '../schemas/json.ts';
import { findingChange, findingState, outcome, subject, watchedSubject } from '../schemas/watch.ts';
import type { ApiServices } from '../services.ts';
import { pageInOrder, watchProblem } from './watch-answers.ts';

const tag = 'Subjects';
const DAY_MS = 86_400_000;
/** Changes of so many days are told where nobody says since when. */
const USUAL_DAYS = 7;

/** The options of an audit are judged by the use case: which addresses are allowed the configuration says. */
const members = {
  everyHours: z
    .int()
    .min(0)
    .max(744)
    .optional()
    .openapi({ description: 'Hours between audits; 0: only when asked.' }),
  options: z
    .record(z.string(), z.unknown())
    .optional()
    .openapi({ description: '`sendingIps`, `selectors`, `helo`, `messagesPerDay`, `lists`, `connect`.' }),
  note: z.string().max(2000).optional(),
};
const newSubject = z
  .strictObject({ name: z.string().min(1).max(1000).openapi({ example: 'example.org' }), ...members })
  .openapi('NewSubject');
const subjectChange = z.strictObject(members).openapi('SubjectChange');

const noSubject = (): Response => problem('not-found', { detail: 'No such subject is watched.' });

type Given = z.infer<typeof subjectChange>;
/** Members that were not given are left out. */
const givenOf = ({ everyHours, options, note }: Given) => ({
  ...(everyHours !== undefined && { everyHours }),
  ...(options !== undefined && { options: options as never }),
  ...(note !== undefined && { note }),
});

/** GET and POST /subjects, GET, PATCH and DELETE /subjects/{id}. */
export function addSubjectRoutes(api: Api, services: ApiServices): void {
  const { subjects } = services.watch;

  addRoute(
    api,
    {
      method: 'get',
      path: '/subjects',
      tag,
      summary: 'What is watched',
      access: 'read',
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'The worst first.', schema: pageOf(subject) } },
    },
    async (c, { query }) => c.json(pageInOrder(await subjects.list(), ({ id }) => id, query)),
  );

  addRoute(
    api,
    {
      method: 'post',
      path: '/subjects',
      tag,
      summary: 'Watch a domain, host or address',
      access: 'write',
      body: newSubject,
      bodyExample: { name: 'example.org', everyHours: 24, options: { selectors: ['s1'] } },
      answers: {
        201: { description: 'It is watched; its first audit is due.', schema: watchedSubject, hasTag: true },
      },
      problems: ['conflict'],
    },
    async (c, { body: { name, ...given } }) => {
      const added = await subjects.add({ name, ...givenOf(given) });
      if (!added.ok) return watchProblem(added.problem);
      const { id, version } = added.value;
      await writeDown(c, services, 'subject.added', `subject ${id}`, { name: added.value.name });
      return single(c, added.value, version, 201);
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/subjects/{id}',
      tag,
      summary: 'One subject with what is wrong',
      access: 'read',
      params: idParams,
      answers: { 200: { description: 'The subject.', schema: subject, hasTag: true } },
    },
    async (c, { params }) => {
      const found = await subjects.get(params.id);
      // What is wrong may change while the version stays: the tag is for changes, not for caching.
      return found === undefined ? noSubject() : c.json(found, 200, { etag: `"${found.version}"` });
    },
  );

  addRoute(
    api,
    {
      method: 'patch',
      path: '/subjects/{id}',
      tag,
      summary: 'Change how a subject is watched',
      access: 'write',
      params: idParams,
      body: subjectChange,
      bodyExample: { everyHours: 12 },
      needsVersion: true,
      answers: { 200: { description: 'As it is now.', schema: watchedSubject, hasTag: true } },
    },
    async (c, { params, body, version }) => {
      const done = await subjects.change(params.id, version, givenOf(body));
      if (!done.ok) return watchProblem(done.problem);
      if (done.value.ok)
        await writeDown(c, services, 'subject.changed', `subject ${params.id}`, {
          name: done.value.value.name,
          changed: Object.keys(body),
        });
      return changed(c, done.value);
    },
  );

  addRoute(
    api,
    {
      method: 'delete',
      path: '/subjects/{id}',
      tag,
      summary: 'Watch a subject no longer',
      description: 'Its findings, history and listings go; reports stay.',
      access: 'write',
      params: idParams,
      answers: { 204: { description: 'It is gone.' } },
    },
    async (c, { params }) => {
      const found = await subjects.get(params.id);
      if (found === undefined || !(await subjects.remove(params.id))) return noSubject();
      await writeDown(c, services, 'subject.removed', `subject ${params.id}`, { name: found.name });
      return c.body(null, 204);
    },
  );
}

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
      const { input: _, ...shown } = begun.value;
      return c.json(shown, 202, { location: `/api/v1/jobs/${shown.id}` });
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
      query: z.strictObject({ outcome: outcome.optional() }),
      answers: {
        200: {
          description: 'The worst first, all of them.',
          schema: z.object({ items: z.array(findingState) }),
        },
      },
    },
    async (c, { params, query }) => {
      if ((await subjects.get(params.id)) === undefined) return noSubject();
      const states = await subjects.findings(params.id);
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
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'Newest first.', schema: pageOf(findingChange) } },
    },
    async (c, { params, query }) => {
      if ((await subjects.get(params.id)) === undefined) return noSubject();
      return c.json(await subjects.changes(params.id, pageRequest(query)));
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
      answers: {
        200: {
          description: 'Of its last audit: the steps, and the same in words.',
          schema: z
            .object({ reportId: z.string(), at: instant, plan: z.record(z.string(), z.unknown()) })
            .openapi('SubjectPlan'),
        },
      },
    },
    async (c, { params }) => {
      const plan = await subjects.plan(params.id);
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
      query: z.strictObject({ since: instantGiven.optional() }),
      answers: {
        200: {
          description: 'Since then, or of the last week; at most 500.',
          schema: z.object({ items: z.array(findingChange) }),
        },
      },
    },
    async (c, { query }) =>
      c.json({
        items: await subjects.changesSince(query.since ?? instantOf(clock.nowMs() - USUAL_DAYS * DAY_MS)),
      }),
  );
}
