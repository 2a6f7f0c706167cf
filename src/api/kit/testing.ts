/** Help for tests of routes: a kit over nothing but memory, and people who ask. */
import type { Who } from '../../people/types.ts';
import type { IdempotencyRepository, KeptAnswer } from '../../store/jobs/types.ts';
import type { Scope } from '../../store/people/types.ts';
import type { Api, ApiEvent, KitServices } from './api.ts';

/** A clock that stands still until it is moved. */
export interface TestClock {
  ms: number;
  readonly nowMs: () => number;
  readonly monotonicMs: () => number;
}

/** A clock at 2026-11-23T10:00:00.000Z. */
export function testClock(): TestClock {
  const clock: TestClock = {
    ms: Date.UTC(2026, 10, 23, 10),
    nowMs: () => clock.ms,
    monotonicMs: () => clock.ms,
  };
  return clock;
}

/** Idempotency as the store does it, in memory. */
export function memoryIdempotency(): IdempotencyRepository & {
  readonly rows: Map<string, KeptAnswer | 'busy'>;
} {
  const rows = new Map<string, KeptAnswer | 'busy'>();
  return {
    rows,
    begin: async (owner, key) => {
      const known = rows.get(`${owner}|${key}`);
      if (known !== undefined) return known;
      rows.set(`${owner}|${key}`, 'busy');
      return 'new';
    },
    keep: async (owner, key, answer) => {
      rows.set(`${owner}|${key}`, answer);
    },
    drop: async (owner, key) => {
      rows.delete(`${owner}|${key}`);
    },
  };
}

/** What the kit needs, with what it told. Answers are checked against what their routes document. */
export function kitServices(): KitServices & { readonly clock: TestClock; readonly events: ApiEvent[] } {
  const events: ApiEvent[] = [];
  return {
    clock: testClock(),
    store: { idempotency: memoryIdempotency() },
    settings: { trustsProxy: () => false },
    log: (event) => events.push(event),
    events,
    checksAnswers: true,
  };
}

/** Somebody with these scopes. */
export function someone(name: string, ...scopes: readonly Scope[]): Who {
  return { actor: { kind: 'person', id: `id-${name}`, name }, scopes: new Set(scopes) };
}

/** In place of the authentication: `x-test-who: name scope scope` says who asks. Add it before the routes. */
export function trustTestHeader(api: Api): void {
  api.use(async (c, next) => {
    const [name, ...scopes] = c.req.header('x-test-who')?.split(' ') ?? [];
    if (name !== undefined) c.set('who', someone(name, ...(scopes as Scope[])));
    await next();
  });
}

/** The headers of somebody with these scopes, for `trustTestHeader`. */
export function as(name: string, ...scopes: readonly Scope[]): Record<string, string> {
  return { 'x-test-who': [name, ...scopes].join(' ') };
}

/** The parts of a problem that tests assert. */
export async function problemOf(
  answer: Response,
): Promise<{ readonly status: number; readonly code: string; readonly paths?: readonly string[] }> {
  const type = answer.headers.get('content-type');
  if (type !== 'application/problem+json') throw new Error(`no problem but ${answer.status} ${type}`);
  const body = (await answer.json()) as { code: string; status: number; errors?: { path: string }[] };
  if (body.status !== answer.status) throw new Error(`${body.status} in the body, ${answer.status} outside`);
  return {
    status: answer.status,
    code: body.code,
    ...(body.errors !== undefined && { paths: body.errors.map(({ path }) => path) }),
  };
}
