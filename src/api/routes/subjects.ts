/** The inventory: what is watched, what is wrong with it now, what changed, the plan. */
import { type Api, addRoute, pageOf, pageQuery, single, writeDown, z } from '../kit/index.ts';
import { idParams, languageQuery } from '../schemas/json.ts';
import { subject, watchedSubject } from '../schemas/watch.ts';
import type { ApiServices } from '../services.ts';
import {
  changeAnswer,
  noSubject,
  pageInOrder,
  removalAnswer,
  tagged,
  watchProblem,
} from './watch-answers.ts';

const tag = 'Subjects';

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
      query: z.strictObject({ ...pageQuery, ...languageQuery }),
      answers: { 200: { description: 'The worst first.', schema: pageOf(subject) } },
    },
    async (c, { query }) => c.json(pageInOrder(await subjects.list(query.language), ({ id }) => id, query)),
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
      query: z.strictObject(languageQuery),
      answers: { 200: { description: 'The subject.', schema: subject, hasTag: true } },
    },
    async (c, { params, query }) => {
      const found = await subjects.get(params.id, query.language);
      return found === undefined ? noSubject() : tagged(c, found);
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
      query: z.strictObject(languageQuery),
      body: subjectChange,
      bodyExample: { everyHours: 12 },
      needsVersion: true,
      answers: { 200: { description: 'As it is now.', schema: watchedSubject, hasTag: true } },
    },
    async (c, { params, query, body, version }) => {
      const done = await subjects.change(params.id, version, givenOf(body), query.language);
      return changeAnswer(c, services, { noun: 'subject', id: params.id }, body, done);
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
    (c, { params: { id } }) => removalAnswer(c, services, { noun: 'subject', id }, subjects, noSubject),
  );
}
