/** Asking for later: jobs with progress, an end, and a way to stop them. */
import type { JobEvent } from '../../desk/types.ts';
import type { Job } from '../../store/jobs/types.ts';
import { askerOf } from '../ask/asker.ts';
import { askOfBody, askOfBytes, type GivenAsk } from '../ask/given-ask.ts';
import {
  type Api,
  addRoute,
  comeAgain,
  type EventSink,
  lastEventId,
  pageOf,
  pageQuery,
  pageRequest,
  problem,
  problemFrom,
  type StreamEvent,
  z,
} from '../kit/index.ts';
import { askQuery, jobBody, longInputs, maxAskBodyBytes } from '../schemas/ask.ts';
import { jobExample } from '../schemas/examples.ts';
import { job, jobState } from '../schemas/job.ts';
import { idParams } from '../schemas/json.ts';
import { askKind } from '../schemas/report.ts';
import type { ApiServices } from '../services.ts';
import { inputProblem, rawTypes } from './ask.ts';

/** Raw bodies name their kind in the query. */
const jobQuery = askQuery.omit({ keep: true }).extend({
  kind: askKind.optional().openapi({ description: 'Of a raw body; a JSON body names it itself.' }),
});

const listQuery = z.strictObject({
  ...pageQuery,
  state: jobState.optional(),
  subject: z.string().max(100).optional().openapi({ description: 'The id of a subject of the inventory.' }),
});

/** GET and POST /jobs, GET and DELETE /jobs/{id}, GET /jobs/{id}/events. */
export function addJobRoutes(api: Api, services: ApiServices): void {
  const { store, jobs, streams } = services;

  addRoute(
    api,
    {
      method: 'post',
      path: '/jobs',
      tag: 'Jobs',
      summary: 'Ask for later',
      description: 'The job goes on when the connection ends, and survives a restart. Its report is kept.',
      access: 'ask',
      query: jobQuery,
      body: jobBody,
      bodyExample: { kind: 'audit', input: 'example.org', options: { lists: true } },
      raw: {
        types: rawTypes,
        description:
          'JSON, or the bytes themselves with `kind` and the options in the query. At most 64 MiB either way (counted without Base64).',
      },
      maxBodyBytes: maxAskBodyBytes,
      longTexts: longInputs,
      answers: { 202: { description: 'It waits, or runs already.', schema: job, example: jobExample } },
      problems: ['overloaded'],
    },
    async (c, { query, body, bytes }) => {
      const { kind: kindAsked, ...options } = query;
      const kind = body?.kind ?? kindAsked;
      if (kind === undefined)
        return inputProblem({
          code: 'invalid',
          message: 'is missing; write explain, audit or check',
          data: { path: 'query.kind' },
        });
      if (body !== undefined && kindAsked !== undefined)
        return inputProblem({
          code: 'invalid',
          message: 'write it into the JSON body',
          data: { path: 'query.kind' },
        });
      const given =
        body === undefined ? askOfBytes(bytes ?? Buffer.alloc(0), options) : await askOfBody(body, options);
      if (!given.ok) return inputProblem(given.problem);
      const { keep: _, ...ask }: GivenAsk = given.value;
      const { askedBy, personId } = askerOf(c);
      const submitted = await jobs.submit({
        kind,
        ...ask,
        askedBy,
        ...(personId !== undefined && { personId }),
      });
      if (submitted.ok)
        return c.json(submitted.value, 202, { location: `/api/v1/jobs/${submitted.value.id}` });
      const { code, message } = submitted.problem;
      if (code === 'queue-full' || code === 'stopping') return comeAgain('overloaded', 10, message);
      return code === 'too-large'
        ? problem('too-large', { detail: message })
        : problemFrom(submitted.problem);
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/jobs',
      tag: 'Jobs',
      summary: 'List jobs',
      access: 'read',
      query: listQuery,
      answers: {
        200: { description: 'Newest first.', schema: pageOf(job), example: { items: [jobExample] } },
      },
    },
    async (c, { query }) => {
      const filter = {
        ...(query.state !== undefined && { state: query.state }),
        ...(query.subject !== undefined && { subjectId: query.subject }),
      };
      return c.json(await store.jobs.list(filter, pageRequest(query)));
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/jobs/{id}',
      tag: 'Jobs',
      summary: 'One job as it stands',
      access: 'read',
      params: idParams,
      answers: { 200: { description: 'The job.', schema: job, example: jobExample } },
    },
    async (c, { params }) => {
      const found = await store.jobs.look(params.id);
      return found === undefined ? problem('not-found', { detail: 'There is no such job.' }) : c.json(found);
    },
  );

  addRoute(
    api,
    {
      method: 'delete',
      path: '/jobs/{id}',
      tag: 'Jobs',
      summary: 'Stop a job',
      description: 'A running job stops asking at once; what it found is thrown away.',
      access: 'ask',
      params: idParams,
      answers: { 204: { description: 'It is cancelled.' } },
      problems: ['conflict'],
    },
    async (c, { params }) => {
      const found = await store.jobs.look(params.id);
      if (found === undefined) return problem('not-found', { detail: 'There is no such job.' });
      if (await jobs.cancel(params.id)) return c.body(null, 204);
      return problem('conflict', { detail: 'The job has ended already.' });
    },
  );

  addRoute(
    api,
    {
      method: 'get',
      path: '/jobs/{id}/events',
      tag: 'Jobs',
      summary: 'What a job does, live',
      description:
        'Server-sent events `state` {state}, `progress` {done, total}, `evidence` {state, result, question, answer, ms} and at last `end` {state, reportId?, problem?}. A late listener is told everything from the start; `Last-Event-ID` goes on behind an event. A comment comes every 15 seconds as a sign of life.',
      access: 'read',
      params: idParams,
      answers: {
        200: {
          description: 'A stream that ends with the job.',
          schema: z.string(),
          mediaType: 'text/event-stream',
          example: 'id: 1\nevent: state\ndata: {"state":"running"}\n\n',
        },
      },
      problems: ['too-many-requests', 'overloaded'],
    },
    async (c, { params }) => {
      const found = await store.jobs.look(params.id);
      if (found === undefined) return problem('not-found', { detail: 'There is no such job.' });
      return streams.open(c, (sink) => follow(services, found, lastEventId(c), sink));
    },
  );
}

function follow({ jobs }: ApiServices, found: Job, after: number, sink: EventSink): () => void {
  const stop = jobs.follow(found.id, after, ({ id, event }) => {
    sink.push(streamEvent(event, id));
    if (event.kind === 'end') sink.end();
  });
  if (stop !== undefined) return stop;
  // Nothing is remembered of it here: what the store knows is all that can be told. The browser comes again where it goes on.
  for (const event of whatIsKnown(found)) sink.push(event);
  sink.end();
  return () => {};
}

function streamEvent({ kind, ...data }: JobEvent, id: number): StreamEvent {
  return { event: kind, data: JSON.parse(JSON.stringify(data)), id };
}

function whatIsKnown({ state, done, total, reportId, problem: why }: Job): readonly StreamEvent[] {
  const progress: StreamEvent = { event: 'progress', data: { done, total } };
  if (state === 'queued' || state === 'running') return [{ event: 'state', data: { state } }, progress];
  const { code, message, data } = why ?? {};
  return [
    progress,
    {
      event: 'end',
      data: { state, reportId, ...(code !== undefined && { problem: { code, message, data } }) },
    },
  ];
}
