/**
 * The API as one Hono application with a register of its routes: the register is the OpenAPI document, the answer to a wrong method,
 * and the proof that each route names who may use it.
 */
import { randomUUID } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Clock } from '../../base/clock.ts';
import type { NotKnown, Who } from '../../people/types.ts';
import type { IdempotencyRepository } from '../../store/jobs/types.ts';
import { StoreError } from '../../store/types.ts';
import { clientIp, type TrustsProxy } from './client-ip.ts';
import { createMethodTable, type MethodTable } from './method-table.ts';
import { problem } from './problems.ts';
import { type BodyBudget, createBodyBudget } from './read-body.ts';
import type { Access } from './requires.ts';

/** What every handler finds on its context. */
export interface ApiVariables {
  /** Who asks; undefined where nobody signed in. Set by the authentication. */
  readonly who: Who | undefined;
  /** Why a cookie that was shown stands for nobody (any more): said where somebody is needed. */
  readonly whyUnknown: NotKnown | undefined;
  /** Finds again who asks, for what outlasts its request; set where somebody is known. */
  readonly whoNow: (() => Promise<Who | undefined>) | undefined;
  /** What the route asks of the caller; set where a route was found. */
  readonly access: Access | undefined;
  /** In `x-request-id` of the answer and in the log. */
  readonly requestId: string;
  /** The pattern of the route, once one was found: '/api/v1/reports/{id}'. */
  readonly route: string | undefined;
  /** Canonical; of the client, behind a proxy that is trusted. */
  readonly ip: string;
}

export interface ApiEnv {
  // Mutable, because Hono sets them.
  Variables: { -readonly [K in keyof ApiVariables]: ApiVariables[K] };
  Bindings: Partial<HttpBindings>;
}

export type ApiContext = Context<ApiEnv>;

/** What is told of each request, and of what broke. Neither holds a path's values, a body, a secret. */
export type ApiEvent =
  | {
      readonly kind: 'request';
      readonly requestId: string;
      readonly method: string;
      /** The pattern, '/api/v1/reports/{id}'; 'other' where no route fits. */
      readonly route: string;
      readonly status: number;
      readonly ms: number;
      readonly ip: string;
      readonly actor?: string;
    }
  | { readonly kind: 'error'; readonly requestId: string; readonly route: string; readonly error: unknown };

/** What the kit itself needs of the house. */
export interface KitServices {
  readonly clock: Clock;
  readonly store: { readonly idempotency: IdempotencyRepository };
  readonly settings: { readonly trustsProxy: TrustsProxy };
  readonly log: (event: ApiEvent) => void;
  /** Tests: an answer that its route does not document throws. */
  readonly checksAnswers?: boolean;
}

/** Where the API lives; paths of routes are relative to it. */
export const apiBase = '/api/v1';

/** All bodies over 1 MiB that are under way together may take this much memory, in all the forms they have there. */
const maxBodyBytesTogether = 256 << 20;

/** The application that routes are added to, see `addRoute`. */
export class Api extends OpenAPIHono<ApiEnv> {
  readonly services: KitServices;
  readonly methods: MethodTable;
  readonly bodies: BodyBudget;
  /** Operation by 'GET /api/v1/reports/{id}': what each route asks of the caller. */
  readonly scopes: Map<string, string>;

  constructor(services: KitServices) {
    super();
    this.services = services;
    this.methods = createMethodTable();
    this.bodies = createBodyBudget(maxBodyBytesTogether);
    this.scopes = new Map();
  }
}

/** An empty API: request ids, the client's address, headers, log, and what is said where no route fits or something breaks. */
export function createApi(services: KitServices): Api {
  const api = new Api(services);
  const { clock, log, settings } = services;

  api.use(async (c, next) => {
    const began = clock.monotonicMs();
    const requestId = randomUUID();
    c.set('requestId', requestId);
    c.set('ip', clientIp(c, settings.trustsProxy));
    c.set('who', undefined);
    c.set('whoNow', undefined);
    c.set('access', undefined);
    c.set('route', undefined);
    c.set('whyUnknown', undefined);
    await next();
    const { headers } = c.res;
    headers.set('x-request-id', requestId);
    headers.set('x-content-type-options', 'nosniff');
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
    if (!headers.has('content-security-policy'))
      headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
    const actor = c.get('who')?.actor.name;
    log({
      kind: 'request',
      requestId,
      method: c.req.method,
      route: c.get('route') ?? api.methods.patternOf(c.req.path),
      status: c.res.status,
      ms: clock.monotonicMs() - began,
      ip: c.get('ip'),
      ...(actor !== undefined && { actor }),
    });
  });

  api.notFound((c) => {
    const allowed = api.methods.allowed(c.req.path);
    if (allowed.length === 0)
      return problem('not-found', { detail: 'There is no such address in this API.' });
    return problem('method-not-allowed', {
      detail: `Here one can ${allowed.join(', ')}.`,
      headers: { allow: allowed.join(', ') },
    });
  });

  api.onError((error, c) => {
    const requestId = c.get('requestId');
    // A client that went away is no fault of ours.
    if (c.req.raw.signal?.aborted && error.name === 'AbortError') return problem('cancelled');
    log({ kind: 'error', requestId, route: c.get('route') ?? api.methods.patternOf(c.req.path), error });
    const detail = `The log of the server says more under ${requestId}.`;
    if (error instanceof StoreError)
      return problem(error.problem.code === 'disk-full' ? 'disk-full' : 'store-unavailable', {
        detail:
          error.problem.code === 'disk-full'
            ? `Nothing was changed. Delete reports, or make room on the disk; signing in and deleting go on. ${detail}`
            : `Nothing was changed. ${detail}`,
        data: { requestId },
        headers: { 'retry-after': '10' },
      });
    return problem('internal', { detail, data: { requestId } });
  });

  return api;
}
