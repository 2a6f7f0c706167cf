/** The place of a route in the OpenAPI document (3.1): parameters, bodies, answers, every problem it can have, who may use it. */
import { type RouteConfig, z } from '@hono/zod-openapi';
import type { Api } from './api.ts';
import type { KeepsAnswer } from './idempotency.ts';
import { type ProblemCode, statusOf, titleOf } from './problems.ts';
import type { Access } from './requires.ts';
import type { Route } from './route.ts';

/** Every failure (RFC 9457). */
const problemSchema = z
  .object({
    type: z.string().openapi({ description: 'urn:waypost:problem:<code>' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string().openapi({ description: 'For programs: stays the same for ever.' }),
    data: z.record(z.string(), z.unknown()).optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem');

type AnyRoute = Omit<Route<z.ZodType | undefined, z.ZodType | undefined, z.ZodType | undefined>, never>;

/** Registers `route` under its whole `path`. */
export function describeRoute(api: Api, route: AnyRoute, path: string, keeps: KeepsAnswer): void {
  const answers = Object.entries(route.answers).map(([status, answer]) => [
    status,
    {
      description: answer.description,
      ...(answer.hasTag && {
        headers: { ETag: { description: 'The version, for If-Match.', schema: { type: 'string' } } },
      }),
      ...(answer.schema !== undefined && {
        content: {
          [answer.mediaType ?? 'application/json']: {
            schema: answer.schema,
            ...(answer.example !== undefined && { example: answer.example }),
          },
        },
      }),
    },
  ]);
  const config: RouteConfig = {
    method: route.method,
    path,
    tags: [route.tag],
    summary: route.summary,
    operationId: operationId(route),
    ...(route.description !== undefined && { description: route.description }),
    security: securityOf(route.access),
    request: {
      ...(route.params !== undefined && { params: route.params as never }),
      ...(route.query !== undefined && { query: route.query as never }),
      ...requestHeaders(route, keeps),
      ...requestBody(route),
    },
    responses: { ...Object.fromEntries(answers), ...problemAnswers(problemsOf(route, keeps)) },
    'x-access': route.access,
  };
  api.openAPIRegistry.registerPath(config);
}

/** 'getReportsId' of GET /reports/{id}: what generators name functions after. */
function operationId({ method, path }: AnyRoute): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return [method, ...words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`)].join('');
}

function securityOf(access: Access): Record<string, string[]>[] {
  if (access === 'open') return [];
  const scopes = access === 'signed-in' ? [] : [access];
  // OpenAPI 3.1 allows role names for every scheme.
  return [{ session: scopes }, { token: scopes }];
}

function requestHeaders(route: AnyRoute, keeps: KeepsAnswer): { headers?: z.ZodObject } {
  const headers: Record<string, z.ZodType> = {};
  if (route.needsVersion)
    headers['If-Match'] = z.string().openapi({ description: 'The ETag of what was read.', example: '"3"' });
  if (keeps !== 'none' && route.access !== 'open')
    headers['Idempotency-Key'] = z.string().max(200).optional().openapi({
      description: 'The same key and request get the same answer, for 24 hours.',
      example: '0b54f0c2-6a6e-4a58-9d7e-0d6b9a1f3c11',
    });
  return Object.keys(headers).length === 0 ? {} : { headers: z.object(headers) };
}

function requestBody(route: AnyRoute): Pick<NonNullable<RouteConfig['request']>, 'body'> {
  if (route.body === undefined && route.raw === undefined) return {};
  const raw = Object.fromEntries(
    (route.raw?.types ?? []).map((type) => [
      type,
      { schema: { type: 'string' as const, contentMediaType: type } },
    ]),
  );
  return {
    body: {
      required: true,
      ...(route.raw !== undefined && { description: route.raw.description }),
      content: {
        ...(route.body !== undefined && {
          'application/json': {
            schema: route.body,
            ...(route.bodyExample !== undefined && { example: route.bodyExample }),
          },
        }),
        ...raw,
      },
    },
  };
}

/** What follows from the route itself, then what it names. */
function problemsOf(route: AnyRoute, keeps: KeepsAnswer): readonly ProblemCode[] {
  const codes = new Set<ProblemCode>();
  if (route.access !== 'open') codes.add('not-signed-in');
  if (route.access !== 'open' && route.access !== 'signed-in') codes.add('not-allowed');
  codes.add('wrong-host');
  if (route.method !== 'get') codes.add('cross-origin');
  if (route.params !== undefined) codes.add('not-found');
  if (route.params !== undefined || route.query !== undefined || route.body !== undefined)
    codes.add('invalid');
  if (route.body !== undefined) codes.add('malformed-json');
  if (route.body !== undefined || route.raw !== undefined) codes.add('too-large').add('wrong-media-type');
  if (route.needsVersion) codes.add('changed-elsewhere').add('precondition-needed');
  if (keeps !== 'none' && route.access !== 'open') codes.add('busy').add('key-reused');
  codes.add('store-unavailable').add('internal');
  for (const code of route.problems ?? []) codes.add(code);
  return [...codes];
}

function problemAnswers(codes: readonly ProblemCode[]): RouteConfig['responses'] {
  const byStatus = Map.groupBy(codes, statusOf);
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, same]) => [
        status,
        {
          description: same.map((code) => `\`${code}\`: ${titleOf(code)}.`).join(' '),
          content: { 'application/problem+json': { schema: problemSchema } },
        },
      ]),
  );
}
