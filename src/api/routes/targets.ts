/** Where alerts are sent. Addresses of webhooks are often secrets themselves: only administrators see targets. */
import { type Api, addRoute, pageOf, pageQuery, problem, single, writeDown, z } from '../kit/index.ts';
import { problemValue } from '../schemas/job.ts';
import { askedLanguage, documentSchema, idParams, languageQuery } from '../schemas/json.ts';
import { delivery, severity, target, targetKind } from '../schemas/watch.ts';
import type { ApiServices } from '../services.ts';
import {
  changeAnswer,
  languageOf,
  pageInOrder,
  removalAnswer,
  tagged,
  watchProblem,
} from './watch-answers.ts';

const tag = 'Targets';

const members = {
  name: z.string().trim().min(1).max(100),
  settings: z
    .record(z.string(), z.unknown())
    .openapi({ description: 'webhook: `url`; email: `host`, `port`, `security`, `user`, `from`, `to`.' }),
  leastSeverity: severity,
  isEnabled: z.boolean(),
};
const secret = z.string().max(500).optional().openapi({
  description:
    'webhook: the key of the signature, made where it is absent; email: the password. Never shown again; an empty one is taken away.',
});
const newTarget = z
  .strictObject({
    kind: targetKind,
    ...members,
    leastSeverity: severity.default('error'),
    isEnabled: z.boolean().default(true),
    secret,
  })
  .openapi('NewTarget');
const targetChange = z.strictObject({ ...z.object(members).partial().shape, secret }).openapi('TargetChange');

const testResult = z
  .object({
    isSent: z.boolean(),
    reply: z.string().openapi({ description: 'What the other side said, word for word.' }),
    problem: problemValue.optional(),
    explained: z
      .object({ headline: z.string(), turn: z.string(), document: documentSchema })
      .optional()
      .openapi({ description: 'What explain makes of a refusal.' }),
  })
  .openapi('TestResult');

const noTarget = (): Response => problem('not-found', { detail: 'There is no such target.' });

/** GET and POST /targets, GET, PATCH and DELETE /targets/{id}. */
export function addTargetRoutes(api: Api, services: ApiServices): void {
  const { targets } = services.watch;

  addRoute(
    api,
    {
      method: 'get',
      path: '/targets',
      tag,
      summary: 'Where alerts are sent',
      access: 'admin',
      query: z.strictObject({ ...pageQuery, ...languageQuery }),
      answers: { 200: { description: 'Oldest first.', schema: pageOf(target) } },
    },
    async (c, { query }) => c.json(pageInOrder(await targets.list(query.language), ({ id }) => id, query)),
  );

  addRoute(
    api,
    {
      method: 'post',
      path: '/targets',
      tag,
      summary: 'Add a webhook or a mailbox',
      access: 'admin',
      keeps: 'sealed',
      body: newTarget,
      bodyExample: { kind: 'webhook', name: 'on call', settings: { url: 'https://hooks.example.org/in' } },
      answers: {
        201: {
          description:
            'The target; `secret` is the key of a webhook where it was made here, shown this once.',
          schema: target.extend({ secret: z.string().optional() }).openapi('AddedTarget'),
          hasTag: true,
        },
      },
      problems: ['conflict'],
    },
    async (c, { body: { secret: given, settings, ...rest } }) => {
      const added = await targets.add({
        ...rest,
        settings: settings as never,
        ...(given !== undefined && { secret: given }),
      });
      if (!added.ok) return watchProblem(added.problem);
      const { target: its, secret: made } = added.value;
      await writeDown(c, services, 'target.added', `target ${its.id}`, { kind: its.kind, name: its.name });
      return single(c, { ...its, ...(made !== undefined && { secret: made }) }, its.version, 201);
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/targets/{id}',
      tag,
      summary: 'One target',
      access: 'admin',
      params: idParams,
      query: z.strictObject(languageQuery),
      answers: { 200: { description: 'The target.', schema: target, hasTag: true } },
    },
    async (c, { params, query }) => {
      const found = await targets.get(params.id, query.language);
      return found === undefined ? noTarget() : tagged(c, found);
    },
  );

  addRoute(
    api,
    {
      method: 'patch',
      path: '/targets/{id}',
      tag,
      summary: 'Change a target',
      description: 'A password stays behind when the mail server becomes another one: enter it again.',
      access: 'admin',
      params: idParams,
      needsVersion: true,
      body: targetChange,
      bodyExample: { isEnabled: false },
      answers: { 200: { description: 'As it is now.', schema: target, hasTag: true } },
    },
    async (c, { params, body, version }) => {
      const { name, settings, leastSeverity, isEnabled, secret: given } = body;
      const done = await targets.change(params.id, version, {
        ...(name !== undefined && { name }),
        ...(settings !== undefined && { settings: settings as never }),
        ...(leastSeverity !== undefined && { leastSeverity }),
        ...(isEnabled !== undefined && { isEnabled }),
        ...(given !== undefined && { secret: given }),
      });
      return changeAnswer(c, services, { noun: 'target', id: params.id }, body, done);
    },
  );

  addRoute(
    api,
    {
      method: 'delete',
      path: '/targets/{id}',
      tag,
      summary: 'Take a target away',
      access: 'admin',
      params: idParams,
      answers: { 204: { description: 'Nothing is sent there any more; its secret is gone.' } },
    },
    (c, { params: { id } }) => removalAnswer(c, services, { noun: 'target', id }, targets, noTarget),
  );
}

/** POST /targets/{id}/test, GET /targets/{id}/deliveries. */
export function addDeliveryRoutes(api: Api, services: ApiServices): void {
  const { targets } = services.watch;

  addRoute(
    api,
    {
      method: 'post',
      path: '/targets/{id}/test',
      tag,
      summary: 'Send a test message',
      description: 'Sent at once. The answer has what the other side said.',
      access: 'admin',
      keeps: 'none',
      params: idParams,
      query: z.strictObject(askedLanguage),
      answers: { 200: { description: 'What came of it.', schema: testResult } },
    },
    async (c, { params, query }) => {
      const result = await targets.test(params.id, query.language ?? languageOf(c, services));
      if (result === undefined) return noTarget();
      await writeDown(c, services, 'target.tested', `target ${params.id}`, { isSent: result.isSent });
      return c.json(result);
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/targets/{id}/deliveries',
      tag,
      summary: 'What was sent to a target',
      access: 'admin',
      params: idParams,
      query: z.strictObject(languageQuery),
      answers: {
        200: { description: 'Newest first, at most 100.', schema: z.object({ items: z.array(delivery) }) },
      },
    },
    async (c, { params, query }) => {
      if ((await targets.get(params.id)) === undefined) return noTarget();
      return c.json({ items: await targets.deliveries(params.id, query.language) });
    },
  );
}
