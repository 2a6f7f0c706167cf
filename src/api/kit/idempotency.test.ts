import { describe, expect, test } from 'vitest';
import { StoreError } from '../../store/types.ts';
import { addRoute, createApi, problem, z } from './index.ts';
import { as, kitServices, memoryIdempotency, problemOf, trustTestHeader } from './testing.ts';

/** Three routes that count how often they work. */
function app() {
  const idempotency = memoryIdempotency();
  const services = { ...kitServices(), store: { idempotency } };
  const api = createApi(services);
  trustTestHeader(api);
  let made = 0;
  const gate = Promise.withResolvers<void>();
  const body = z.strictObject({ name: z.string() });
  const answers = {
    201: { description: 'Made.', schema: z.object({ made: z.number(), secret: z.string().optional() }) },
  };
  const common = { method: 'post', tag: 'Test', summary: 'Make', body, answers } as const;
  addRoute(api, { ...common, path: '/make', access: 'write' }, (c, { body: { name } }) => {
    made += 1;
    if (name === 'breaks') throw new Error('broken');
    if (name === 'busy') return problem('overloaded');
    return c.json({ made }, 201, { location: '/made' });
  });
  addRoute(api, { ...common, path: '/slow', access: 'write' }, async (c) => {
    made += 1;
    await gate.promise;
    return c.json({ made }, 201);
  });
  addRoute(api, { ...common, path: '/secret', access: 'write', keeps: 'sealed' }, (c) => {
    made += 1;
    return c.json({ made, secret: 'wp_once' }, 201);
  });
  addRoute(api, { ...common, path: '/open', access: 'open' }, (c) => {
    made += 1;
    return c.json({ made }, 201);
  });
  const post = (path: string, name: string, headers: Record<string, string>) =>
    api.request(`/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ name }),
    });
  return { post, made: () => made, gate, idempotency };
}

const ann = { ...as('ann', 'write'), 'idempotency-key': 'key 1' };

describe('the same key', () => {
  test('and the same request get the same answer, made once', async () => {
    const { post, made } = app();
    const first = await post('/make', 'a', ann);
    const second = await post('/make', 'a', ann);
    expect([first.status, second.status, made()]).toEqual([201, 201, 1]);
    expect(await second.json()).toEqual(await first.json());
    expect(second.headers.get('location')).toBe('/made');
    expect([first, second].map((answer) => answer.headers.get('idempotency-replayed'))).toEqual([
      null,
      'true',
    ]);
  });

  test('for another request is refused', async () => {
    const { post, made } = app();
    await post('/make', 'a', ann);
    expect(await problemOf(await post('/make', 'b', ann))).toEqual({ status: 422, code: 'key-reused' });
    expect(await problemOf(await post('/secret', 'a', ann))).toEqual({ status: 422, code: 'key-reused' });
    expect(made()).toBe(1);
  });

  test('of somebody else is another key', async () => {
    const { post, made } = app();
    await post('/make', 'a', ann);
    await post('/make', 'a', { ...ann, ...as('bob', 'write') });
    expect(made()).toBe(2);
  });

  test('while the first is under way is busy, and says when to come again', async () => {
    const { post, made, gate } = app();
    const first = post('/slow', 'a', ann);
    await expect.poll(made).toBe(1);
    const second = await post('/slow', 'a', ann);
    expect(second.headers.get('retry-after')).toBe('1');
    expect(await problemOf(second)).toEqual({ status: 409, code: 'busy' });
    gate.resolve();
    expect((await first).status).toBe(201);
    expect((await post('/slow', 'a', ann)).status).toBe(201);
    expect(made()).toBe(1);
  });

  test.each(['breaks', 'busy'])('after a failure of ours (%s) is free again', async (name) => {
    const { post, made } = app();
    await post('/make', name, ann);
    await post('/make', name, ann);
    expect(made()).toBe(2);
  });

  test.each(['keep', 'drop'] as const)('is answered where the store cannot %s it', async (what) => {
    const { post, idempotency, made } = app();
    const { keep, drop } = idempotency;
    const refuse = () => Promise.reject(new StoreError({ code: 'disk-full', message: 'no room' }));
    Object.assign(idempotency, { keep: refuse, ...(what === 'drop' && { drop: refuse }) });
    expect((await post('/make', 'a', ann)).status).toBe(201);
    Object.assign(idempotency, { keep, drop });
    // Kept nowhere, it is made again; where not even that could be noted, it stays busy until the store lets it go.
    expect((await post('/make', 'a', ann)).status).toBe(what === 'keep' ? 201 : 409);
    expect(made()).toBe(what === 'keep' ? 2 : 1);
  });

  test('that is too long is refused', async () => {
    const { post } = app();
    const answer = await post('/make', 'a', { ...ann, 'idempotency-key': 'k'.repeat(201) });
    expect(await problemOf(answer)).toMatchObject({ status: 422, code: 'invalid' });
  });

  test('of a stranger on an open route stores nothing', async () => {
    const { post, idempotency, made } = app();
    await post('/open', 'a', { 'idempotency-key': 'key 1' });
    await post('/open', 'a', { 'idempotency-key': 'key 1' });
    expect([idempotency.rows.size, made()]).toEqual([0, 2]);
  });
});

describe('an answer that shows a secret', () => {
  const key = { ...ann, authorization: 'Bearer wp_anns', 'idempotency-key': '3f6c' };

  test('is told again to the same caller, and is not readable in the store', async () => {
    const { post, idempotency } = app();
    await post('/secret', 'a', key);
    expect(JSON.stringify([...idempotency.rows])).not.toMatch(/wp_once|3f6c/);
    expect(await (await post('/secret', 'a', key)).json()).toEqual({ made: 1, secret: 'wp_once' });
  });

  test('is not told to somebody who shows another token', async () => {
    const { post, made } = app();
    await post('/secret', 'a', key);
    const answer = await post('/secret', 'a', { ...key, authorization: 'Bearer wp_other' });
    expect(await problemOf(answer)).toEqual({ status: 422, code: 'key-reused' });
    expect(made()).toBe(1);
  });
});
