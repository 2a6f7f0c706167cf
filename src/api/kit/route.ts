/**
 * A route as a value: its path, who may use it, what it reads and answers. From it come the handler with everything around it (access,
 * limits, validation, versions, idempotency) and the place in the OpenAPI document.
 *
 * The order is that of cost: who may not is told before the body is read, and a body that is too large is not read.
 */

import type { z } from '@hono/zod-openapi';
import { withoutMarks } from '../../base/marks.ts';
import type { ApiContext } from './api.ts';
import { type Api, apiBase } from './api.ts';
import { checkAnswer } from './check-answer.ts';
import { describeRoute } from './describe-route.ts';
import { type KeepsAnswer, once } from './idempotency.ts';
import { parseJson } from './parse-json.ts';
import { comeAgain, type FieldError, type ProblemCode, problem } from './problems.ts';
import { readBody } from './read-body.ts';
import { type Access, refusal } from './requires.ts';
import { sayIssues } from './say-issue.ts';
import { saidToReader } from './surface.ts';
import { namedVersion } from './versions.ts';

/** Bodies are at most this large unless a route says otherwise. */
const usualBodyBytes = 256 * 1024;

/** One answer of a route. */
export interface RouteAnswer {
  readonly description: string;
  /** Absent: no body. */
  readonly schema?: z.ZodType;
  /** Tested to fit the schema. */
  readonly example?: unknown;
  /** 'application/json' where it is absent. */
  readonly mediaType?: string;
  /** It carries an ETag. */
  readonly hasTag?: true;
}

/** A body that is taken as it comes, beside or instead of JSON. */
export interface RawBody {
  /** 'message/rfc822'. */
  readonly types: readonly string[];
  readonly description: string;
}

export interface Route<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Under /api/v1, places in braces: '/reports/{id}'. */
  readonly path: string;
  /** The chapter of the documentation: 'Reports'. */
  readonly tag: string;
  /** A few words, no full stop. */
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  /** Schemas of the path's places, the query (coercing what is no text), the JSON body. */
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Tested to fit the schema. */
  readonly bodyExample?: unknown;
  readonly raw?: RawBody;
  /** `usualBodyBytes` where it is absent. */
  readonly maxBodyBytes?: number;
  /** Members of the JSON body whose schema is `maybeLongText`. */
  readonly longTexts?: readonly string[];
  /** The change names the version it read (If-Match). */
  readonly needsVersion?: true;
  /** POST: what is kept for the Idempotency-Key; 'answer' where it is absent. */
  readonly keeps?: KeepsAnswer;
  readonly answers: Readonly<Record<number, RouteAnswer>>;
  /** Beside those that follow from the rest. */
  readonly problems?: readonly ProblemCode[];
}

type Output<T> = T extends z.ZodType ? z.output<T> : undefined;

/** What a handler is given, validated. */
export interface Given<P, Q, B> {
  readonly params: Output<P>;
  readonly query: Output<Q>;
  /** Of a raw body: undefined. */
  readonly body: Output<B> | (undefined extends B ? undefined : never);
  /** A raw body. */
  readonly bytes: Buffer | undefined;
  /** Of If-Match, where the route needs it; else -1. */
  readonly version: number;
}

/** Adds a route to the API and to its document. */
export function addRoute<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  api: Api,
  route: Route<P, Q, B>,
  handle: (c: ApiContext, given: Given<P, Q, B>) => Response | Promise<Response>,
): void {
  const path = `${apiBase}${route.path}`;
  const method = route.method.toUpperCase();
  const keeps = route.method === 'post' ? (route.keeps ?? 'answer') : 'none';
  api.methods.add(method, path);
  api.scopes.set(`${method} ${path}`, route.access);
  describeRoute(api, route, path, keeps);

  api.on(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
    c.set('route', path);
    c.set('access', route.access);
    const refused = refusal(c, route.access);
    if (refused !== undefined) return refused;
    const version = route.needsVersion ? namedVersion(c) : -1;
    if (version instanceof Response) return version;
    const params = validated(route.params, route.params === undefined ? {} : c.req.param(), 'path');
    if (!params.ok) return invalidAnswer(params.errors);
    const query = validated(route.query, route.query === undefined ? {} : queryOf(c), 'query');
    if (!query.ok) return invalidAnswer(query.errors);
    const read = await readGiven(api, route, c);
    if (read instanceof Response) return read;
    try {
      const made = await once(c, api.services, keeps, read.takeWhole, async () => {
        read.takeWhole();
        return handle(c, {
          params: params.value as Output<P>,
          query: query.value as Output<Q>,
          body: read.body as Given<P, Q, B>['body'],
          bytes: read.bytes,
          version,
        });
      });
      const answer = await saidToReader(c, made);
      if (api.services.checksAnswers) await checkAnswer(route, answer);
      return answer;
    } finally {
      read.release();
    }
  });
}

const queryOf = (c: ApiContext): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(c.req.query()).map(([name, value]) => [name, withoutMarks(value)]));

interface Read {
  readonly body: unknown;
  readonly bytes: Buffer | undefined;
  /** Its bytes, once: then they may go, however long the work takes. */
  readonly takeWhole: () => Buffer;
  readonly release: () => void;
}

/**
 * How often a body stands in memory at its worst: JSON as bytes, as text (two octets a character where one of them needs it), as the
 * text in it, and as the bytes that are worked on; a raw body while its parts are put together.
 */
const jsonWeight = 4;
const rawWeight = 2;

const noBytes = Buffer.alloc(0);
const noBody: Read = { body: undefined, bytes: undefined, takeWhole: () => noBytes, release: () => {} };

type AnyRoute = Pick<
  Route<undefined, undefined, z.ZodType | undefined>,
  'body' | 'raw' | 'maxBodyBytes' | 'longTexts'
>;

async function readGiven(api: Api, route: AnyRoute, c: ApiContext): Promise<Read | Response> {
  if (route.body === undefined && route.raw === undefined) return noBody;
  const type =
    (c.req.header('content-type') ?? 'application/json').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const isJson =
    route.body !== undefined && (type === 'application/json' || /^application\/[\w.-]+\+json$/.test(type));
  const isRaw = !isJson && route.raw?.types.includes(type) === true;
  if (!isJson && !isRaw) {
    const types = [...(route.body === undefined ? [] : ['application/json']), ...(route.raw?.types ?? [])];
    return problem('wrong-media-type', {
      detail: `Send the body as ${types.join(', or ')}, and say so in Content-Type.`,
      data: { types },
      headers: { accept: types.join(', ') },
    });
  }
  const weight = isJson ? jsonWeight : rawWeight;
  const read = await readBody(c.req.raw, route.maxBodyBytes ?? usualBodyBytes, api.bodies, weight);
  if (!read.ok) return unreadAnswer(read.problem);
  const { bytes, release } = read.value;
  const takeWhole = onceOf(bytes);
  if (isRaw) return { body: undefined, bytes, takeWhole, release };
  const refuse = (answer: Response): Response => {
    release();
    return answer;
  };
  const json = parseJson(bytes, route.longTexts);
  if (!json.ok) return refuse(problem('malformed-json', { detail: json.problem.message }));
  const body = validated(route.body, json.value, '');
  if (!body.ok) return refuse(invalidAnswer(body.errors));
  return { body: body.value, bytes: undefined, takeWhole, release };
}

function onceOf(bytes: Buffer): () => Buffer {
  let left: Buffer = bytes;
  return () => {
    const taken = left;
    left = noBytes;
    return taken;
  };
}

function unreadAnswer({ code, message, data }: { code: string; message: string; data?: object }): Response {
  if (code === 'overloaded') return comeAgain('overloaded', 5, message);
  if (code === 'cancelled') return problem('cancelled', { detail: message });
  return problem('too-large', { detail: message, data: { ...data } });
}

type Validated =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

function validated(schema: z.ZodType | undefined, input: unknown, prefix: '' | 'query' | 'path'): Validated {
  if (schema === undefined) return { ok: true, value: undefined };
  const result = schema.safeParse(input);
  return result.success
    ? { ok: true, value: result.data }
    : { ok: false, errors: sayIssues(result.error.issues, input, prefix) };
}

function invalidAnswer(errors: readonly FieldError[]): Response {
  const [first] = errors;
  return problem('invalid', {
    detail:
      first === undefined
        ? 'The request is wrong.'
        : `${first.path === '' ? 'The body' : first.path}: ${first.message}.`,
    errors,
  });
}
