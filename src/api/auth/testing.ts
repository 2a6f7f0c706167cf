/** Help for tests of the routes about people: the API over the real store, called as a browser or a program would. */

import type { IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import { openTestPeople, setUp, signIn, type TestPeople } from '../../people/testing.ts';

import { addRoute, createApi, z } from '../kit/index.ts';
import { memoryIdempotency } from '../kit/testing.ts';
import type { Api, ApiEvent } from '../kit/types.ts';
import { addAccountRoutes } from '../routes/accounts.ts';
import { addAuthentication } from './authentication.ts';

export const ORIGIN = 'http://waypost.example:8465';

export interface Call {
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string;
  readonly token?: string;
  readonly body?: unknown;
  /** Of the connection. */
  readonly from?: string;
}

export interface TestApi extends TestPeople {
  readonly api: Api;
  readonly events: ApiEvent[];
  /** What was told, as text. */
  readonly log: () => string;
  /** Calls as a page of this server would, unless the headers say otherwise. Answers are held against their documents. */
  readonly call: (method: string, path: string, call?: Call) => Promise<Response>;
}

export interface TestApiSettings {
  readonly isTls?: boolean;
  readonly origin?: string;
  readonly proxies?: readonly string[];
}

/** The routes about people, and GET and POST /probe that everybody may use. */
export async function openTestApi(settings: TestApiSettings = {}): Promise<TestApi> {
  const test = await openTestPeople();
  const events: ApiEvent[] = [];
  const services = {
    people: test.people,
    clock: test.clock,
    store: { idempotency: memoryIdempotency() },
    settings: {
      origin: settings.origin ?? ORIGIN,
      isTls: settings.isTls ?? false,
      trustsProxy: (ip: string) => settings.proxies?.includes(ip) ?? false,
    },
    log: (event: ApiEvent) => void events.push(event),
    checksAnswers: true,
  };
  const api = createApi(services);
  addAuthentication(api, services);
  addAccountRoutes(api, services);
  for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const)
    addRoute(
      api,
      {
        method,
        path: '/probe',
        tag: 'Test',
        summary: 'Who asks',
        access: 'open',
        answers: { 200: { description: 'A name.', schema: z.object({ name: z.string() }) } },
      },
      (c) => c.json({ name: c.get('who')?.actor.name ?? 'nobody' }),
    );
  return {
    ...test,
    api,
    events,
    log: () =>
      inspect(events, { depth: 20, maxStringLength: Number.POSITIVE_INFINITY, maxArrayLength: 10_000 }),
    call: async (method, path, { headers, cookie, token, body, from = '192.0.2.10' } = {}) =>
      api.request(
        `/api/v1${path}`,
        {
          method,
          headers: {
            host: 'waypost.example:8465',
            ...(token === undefined && { origin: ORIGIN }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
            ...(cookie !== undefined && { cookie: `waypost_session=${cookie}` }),
            ...(token !== undefined && { authorization: `Bearer ${token}` }),
            ...headers,
          },
          ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        },
        { incoming: { socket: { remoteAddress: from } } as IncomingMessage },
      ),
  };
}

/** The value of the session's cookie in an answer. */
export function cookieOf(answer: Response): string {
  return /(?:__Host-)?waypost_session=([^;]*)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
}

export { setUp, signIn };
