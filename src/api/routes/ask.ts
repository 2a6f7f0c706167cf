/** Asking and being answered at once: recognise, explain, audit, check. */
import type { Problem } from '../../base/result.ts';
import type { AskKind } from '../../store/reports/types.ts';
import { createAskNow } from '../ask/ask-now.ts';
import { askOfBody, askOfBytes, bytesOf } from '../ask/given-ask.ts';
import { type Api, addRoute, invalid, largeJson, problem } from '../kit/index.ts';
import {
  askAnswer,
  askBody,
  askQuery,
  longInputs,
  maxAskBodyBytes,
  recogniseBody,
  recognised,
} from '../schemas/ask.ts';
import { answerExample, replyExample } from '../schemas/examples.ts';
import type { ApiServices } from '../services.ts';

/** Bodies that are taken as they are. */
export const rawTypes = ['application/octet-stream', 'message/rfc822', 'text/plain'] as const;

const raw = {
  types: rawTypes,
  description:
    'JSON, or the bytes themselves as `application/octet-stream`, `message/rfc822` or `text/plain` with the options in the query. At most 64 MiB either way (counted without Base64).',
};

/** What is wrong with the input of an ask, as an answer. */
export function inputProblem({ code, message, data }: Problem): Response {
  if (code === 'too-large')
    return problem('too-large', { detail: message, ...(data !== undefined && { data }) });
  return invalid(String(data?.['path'] ?? ''), message);
}

const summaries: Readonly<Record<AskKind, string>> = {
  explain: 'Explain a reply, a bounce or log lines',
  audit: 'Audit domains, addresses and mail hosts',
  check: 'Check a message before it is sent',
};

/** POST /recognise, /explain, /audit, /check. */
export function addAskRoutes(api: Api, services: ApiServices): void {
  const askNow = createAskNow(services);

  addRoute(
    api,
    {
      method: 'post',
      path: '/recognise',
      tag: 'Ask',
      summary: 'Tell what something is',
      description: 'Which verb takes it: a reply, a bounce, a log, a message, a domain, an address.',
      access: 'ask',
      body: recogniseBody,
      bodyExample: { input: replyExample },
      raw,
      maxBodyBytes: maxAskBodyBytes,
      longTexts: longInputs,
      keeps: 'none',
      answers: {
        200: {
          description: 'What it is.',
          schema: recognised,
          example: { kind: 'explain', what: 'reply', name: 'Google' },
        },
      },
    },
    async (c, { body, bytes }) => {
      const input =
        body === undefined ? { ok: true as const, value: bytes ?? Buffer.alloc(0) } : await bytesOf(body);
      return input.ok ? c.json(services.desk.recognise(input.value)) : inputProblem(input.problem);
    },
  );

  for (const kind of ['explain', 'audit', 'check'] as const)
    addRoute(
      api,
      {
        method: 'post',
        path: `/${kind}`,
        tag: 'Ask',
        summary: summaries[kind],
        description:
          'Answered in this request, within 60 seconds; what takes longer is a job. It is given up when the client goes away. A problem with another code than those below (422) says that nothing could be said of the input.',
        access: 'ask',
        query: askQuery,
        body: askBody,
        bodyExample:
          kind === 'explain'
            ? { input: replyExample, options: { offline: true } }
            : kind === 'audit'
              ? { input: 'example.org', options: { lists: false } }
              : { inputBase64: 'U3ViamVjdDogSGVsbG8NCg0KSGkNCg==', keep: false },
        raw,
        maxBodyBytes: maxAskBodyBytes,
        longTexts: longInputs,
        answers: {
          200: { description: 'The answer.', schema: askAnswer, example: answerExample(kind) },
        },
        problems: ['too-many-requests', 'overloaded', 'time-out'],
      },
      async (c, { query, body, bytes }) => {
        const given =
          body === undefined ? askOfBytes(bytes ?? Buffer.alloc(0), query) : await askOfBody(body, query);
        if (!given.ok) return inputProblem(given.problem);
        const answered = await askNow(c, kind, given.value);
        if (answered instanceof Response) return answered;
        const { answer, report } = answered;
        return largeJson(c, { ...(report !== undefined && { reportId: report.id }), ...answer });
      },
    );
}
