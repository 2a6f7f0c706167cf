/**
 * Help for tests of routes: the whole API over a real store in a folder of its own, a desk and a job runner that do what the test
 * says, and callers who show tokens with the scopes in their name.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instantOf } from '../base/clock.ts';
import { failed, ok } from '../base/result.ts';
import type { Answer, Ask, Desk, JobRunner, NumberedJobEvent } from '../desk/types.ts';
import type { Found, People } from '../people/types.ts';
import { openStore } from '../store/index.ts';
import type { Scope } from '../store/people/types.ts';
import type { Store } from '../store/types.ts';
import type { Watch } from '../watch/types.ts';
import { createApiApp } from './app.ts';
import { type ApiEvent, createEventStreams } from './kit/index.ts';
import { type TestClock, testClock } from './kit/testing.ts';
import type { ApiServices } from './services.ts';

/** What a desk of a test answers. */
export type AskScript = Desk['ask'];

/** An answer about nothing in particular. */
export const someAnswer: Answer = {
  summary: {
    about: 'example.org',
    headline: 'One fault.',
    standing: 'bad',
    tags: ['spf/missing'],
    turn: 'yours',
  },
  document: { schema: 'waypost/explain/1', to: 'ann@example.com' },
};

/** A desk that remembers what it was asked. An input with a blank is a reply, others are names. */
function scriptedDesk(script: { ask: AskScript; sayAgain: Desk['sayAgain'] }): Desk & {
  readonly asked: Ask[];
} {
  const asked: Ask[] = [];
  return {
    asked,
    recognise: (input) => {
      const text = Buffer.from(input).toString('utf8');
      if (text.startsWith('<')) return { kind: 'check', what: 'html' };
      if (text.startsWith('From: ')) return { kind: 'check', what: 'message' };
      return text.includes(' ')
        ? { kind: 'explain', what: 'reply' }
        : { kind: 'audit', what: 'domain', name: text };
    },
    ask: (ask, watch) => {
      asked.push(ask);
      return script.ask(ask, watch);
    },
    languages: ['en', 'de'],
    sayAgain: (kept, language) => script.sayAgain(kept, language),
    close: () => {},
  };
}

/** A runner that runs nothing: the test tells what happens. */
function scriptedJobs(store: Store, clock: TestClock) {
  const told = new Map<string, NumberedJobEvent[]>();
  const listeners = new Map<string, Set<(event: NumberedJobEvent) => void>>();
  const runner: JobRunner = {
    start: async () => ({ resumed: 0, failed: 0 }),
    submit: async ({ about = 'something', kind, options, askedBy, personId, input }) => {
      if (about === 'full') return failed('queue-full', 'Too many jobs wait.');
      const job = await store.jobs.add({
        kind,
        about,
        askedBy,
        options: { ...options },
        input,
        createdAt: instantOf(clock.nowMs()),
        ...(personId !== undefined && { personId }),
      });
      told.set(job.id, [{ id: 1, event: { kind: 'state', state: 'queued' } }]);
      return ok(job);
    },
    cancel: (id) => store.jobs.end(id, instantOf(clock.nowMs()), { state: 'cancelled' }),
    follow: (id, after, listener) => {
      const events = told.get(id);
      if (events === undefined) return undefined;
      for (const event of events) if (event.id > after) listener(event);
      const all = listeners.get(id) ?? new Set();
      listeners.set(id, all.add(listener));
      return () => all.delete(listener);
    },
    onEnd: () => () => {},
    onState: () => () => {},
    counts: () => ({ running: 0, waiting: 0 }),
    stop: async () => {},
  };
  return {
    runner,
    tell: (id: string, event: NumberedJobEvent['event']) => {
      const events = told.get(id) ?? [];
      const numbered = { id: events.length + 1, event };
      told.set(id, [...events, numbered]);
      for (const listener of listeners.get(id) ?? []) listener(numbered);
    },
    forget: (id: string) => told.delete(id),
    listening: (id: string) => listeners.get(id)?.size ?? 0,
  };
}

/** Tokens are 'wp_ann.read.ask': a name, then scopes. 'wp_old' has expired. */
function scriptedPeople(needsSetup: boolean): People {
  const find = async (token: string): Promise<Found> => {
    if (token === 'wp_old') return { ok: false, why: 'token-expired' };
    const [name, ...scopes] = token.slice(3).split('.');
    if (!token.startsWith('wp_') || name === undefined) return { ok: false, why: 'token-unknown' };
    return {
      ok: true,
      who: {
        actor: { kind: 'token', id: `id-${name}`, name },
        scopes: new Set(scopes as Scope[]),
      },
    };
  };
  return {
    setUp: { isNeeded: async () => needsSetup },
    sessions: { find: async () => ({ ok: false, why: 'session-ended' }) },
    tokens: { find },
  } as unknown as People;
}

/** What of watching the routes of asking see: the settings of the public page. */
function scriptedWatch(publicPage: object): Watch & { readonly change: (page: object) => void } {
  const listeners = new Set<(key: 'public-page') => void>();
  let value = publicPage;
  return {
    settings: {
      get: async (key: string) => ({ key, value, version: 0 }),
      onChange: (listener: (key: 'public-page') => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    onEvent: () => () => {},
    change: (page: object) => {
      value = page;
      for (const listener of listeners) listener('public-page');
    },
  } as unknown as Watch & { readonly change: (page: object) => void };
}

/** The API and everything behind it that a test wants to look at. */
export type TestApp = Awaited<ReturnType<typeof testApp>>;

/** Opens a store in a new folder; `close` removes it. */
export async function testApp(
  given: { readonly publicAsk?: boolean; readonly needsSetup?: boolean; readonly publicPage?: object } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), 'waypost-api-'));
  const clock = testClock();
  const opened = await openStore({ folder, clock });
  if (!opened.ok) throw new Error(opened.problem.message);
  const store = opened.value;
  const script: { ask: AskScript; sayAgain: Desk['sayAgain'] } = {
    ask: async () => ok(someAnswer),
    sayAgain: async () => undefined,
  };
  const desk = scriptedDesk(script);
  const jobs = scriptedJobs(store, clock);
  const events: ApiEvent[] = [];
  const streams = createEventStreams();
  const watch = scriptedWatch(given.publicPage ?? { perHour: 30, lookups: true, notice: '', contact: '' });
  const services: ApiServices = {
    clock,
    store,
    desk,
    jobs: jobs.runner,
    people: scriptedPeople(given.needsSetup ?? false),
    watch,
    streams,
    settings: {
      version: '0.1.0',
      origin: 'http://127.0.0.1:8025',
      isTls: false,
      trustsProxy: () => false,
      publicAsk: given.publicAsk ?? false,
      language: 'en',
    },
    log: (event) => events.push(event),
    checksAnswers: true,
  };
  const api = createApiApp(services);
  return {
    api,
    services,
    store,
    clock,
    desk,
    jobs,
    watch,
    streams,
    events,
    /** What the desk does from now on. */
    asks: (ask: AskScript) => {
      script.ask = ask;
    },
    /** How the desk says kept documents again from now on. */
    saysAgain: (sayAgain: Desk['sayAgain']) => {
      script.sayAgain = sayAgain;
    },
    /** A request under /api/v1; `who`: 'ann.read.ask', or undefined for nobody. A body that is no text is sent as JSON. */
    request: async (
      method: string,
      path: string,
      {
        who,
        body,
        ...init
      }: Omit<RequestInit, 'body'> & { readonly who?: string; readonly body?: unknown } = {},
    ): Promise<Response> => {
      const headers = new Headers(init.headers);
      if (who !== undefined) headers.set('authorization', `Bearer wp_${who}`);
      const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
      if (!isRaw || !headers.has('content-type')) headers.set('content-type', 'application/json');
      return api.request(`/api/v1${path}`, {
        ...init,
        method,
        headers,
        ...(body !== undefined && {
          body: isRaw ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body),
        }),
      });
    },
    close: async (): Promise<void> => {
      streams.stop();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
