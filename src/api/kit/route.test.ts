import { describe, expect, test } from 'vitest';
import { StoreError } from '../../store/types.ts';
import { addRoute, createApi, pageQuery, single, z } from './index.ts';
import { as, kitServices, problemOf, trustTestHeader } from './testing.ts';

const bodySchema = z.strictObject({
  name: z.string().min(1).max(10),
  role: z.enum(['viewer', 'operator']).optional(),
  list: z.array(z.int()).max(3).optional(),
});

function app() {
  const services = kitServices();
  const api = createApi(services);
  trustTestHeader(api);
  const answers = { 200: { description: 'It.', schema: z.object({ got: z.unknown() }) } };
  const common = { tag: 'Test', summary: 'Something', answers } as const;
  addRoute(api, { ...common, method: 'get', path: '/open', access: 'open' }, (c) => c.json({ got: 1 }));
  addRoute(
    api,
    { ...common, method: 'get', path: '/things', access: 'read', query: z.strictObject({ ...pageQuery }) },
    (c, { query }) => c.json({ got: query }),
  );
  addRoute(
    api,
    { ...common, method: 'post', path: '/things', access: 'write', body: bodySchema },
    (c, { body }) => c.json({ got: body }),
  );
  addRoute(
    api,
    {
      ...common,
      method: 'patch',
      path: '/things/{id}',
      access: 'write',
      params: z.object({ id: z.string().max(5) }),
      body: bodySchema,
      needsVersion: true,
    },
    (c, { params, version }) => single(c, { got: { ...params, version } }, version),
  );
  addRoute(
    api,
    {
      ...common,
      method: 'post',
      path: '/raw',
      access: 'ask',
      body: bodySchema,
      raw: { types: ['message/rfc822'], description: 'A message.' },
      maxBodyBytes: 1000,
    },
    (c, { body, bytes }) => c.json({ got: body ?? bytes?.length }),
  );
  addRoute(api, { ...common, method: 'get', path: '/breaks/{how}', access: 'open' }, (c) => {
    if (c.req.param('how') === 'bug') throw new Error('/etc/secret is not readable');
    throw new StoreError({ code: c.req.param('how') ?? '', message: '/var/lib/waypost/x is full' });
  });
  return { api, services };
}

const json = { 'content-type': 'application/json' };
const writer = { ...json, ...as('ann', 'read', 'write', 'ask') };

describe('bad input is told with its place', () => {
  const { api } = app();
  const cases: readonly [string, string, string, RequestInit, object][] = [
    ['an unknown address', 'GET', '/nowhere', {}, { status: 404, code: 'not-found' }],
    ['an unknown method', 'DELETE', '/things', {}, { status: 405, code: 'method-not-allowed' }],
    ['a method on a place', 'GET', '/things/1', {}, { status: 405, code: 'method-not-allowed' }],
    ['nobody', 'GET', '/things', {}, { status: 401, code: 'not-signed-in' }],
    ['too few scopes', 'GET', '/things', { headers: as('bob', 'ask') }, { status: 403, code: 'not-allowed' }],
    [
      'a limit that is no number',
      'GET',
      '/things?limit=ten',
      { headers: writer },
      { status: 422, code: 'invalid', paths: ['query.limit'] },
    ],
    [
      'a limit that is too large',
      'GET',
      '/things?limit=201',
      { headers: writer },
      { status: 422, code: 'invalid', paths: ['query.limit'] },
    ],
    [
      'a query that is not known',
      'GET',
      '/things?limt=3',
      { headers: writer },
      { status: 422, code: 'invalid', paths: ['query.limt'] },
    ],
    ['no body', 'POST', '/things', { headers: writer }, { status: 400, code: 'malformed-json' }],
    [
      'half a body',
      'POST',
      '/things',
      { headers: writer, body: '{"name": "a' },
      { status: 400, code: 'malformed-json' },
    ],
    [
      'a form',
      'POST',
      '/things',
      { headers: { ...writer, 'content-type': 'application/x-www-form-urlencoded' }, body: 'name=a' },
      { status: 415, code: 'wrong-media-type' },
    ],
    [
      'a list instead of an object',
      'POST',
      '/things',
      { headers: writer, body: '[]' },
      { status: 422, code: 'invalid', paths: [''] },
    ],
    [
      'three faults',
      'POST',
      '/things',
      { headers: writer, body: '{"role": "king", "list": [1, "2"], "nme": 1}' },
      { status: 422, code: 'invalid', paths: ['name', 'role', 'list.1', 'nme'] },
    ],
    [
      'a body that announces too much',
      'POST',
      '/things',
      { headers: { ...writer, 'content-length': '68157440' }, body: '{}' },
      { status: 413, code: 'too-large' },
    ],
    [
      'a raw body that is too large and does not say so',
      'POST',
      '/raw',
      { headers: { ...writer, 'content-type': 'message/rfc822' }, body: 'x'.repeat(1001) },
      { status: 413, code: 'too-large' },
    ],
    [
      'a change that names no version',
      'PATCH',
      '/things/1',
      { headers: writer, body: '{"name": "a"}' },
      { status: 428, code: 'precondition-needed' },
    ],
    [
      'a place that is too long',
      'PATCH',
      '/things/123456',
      { headers: { ...writer, 'if-match': '"1"' }, body: '{"name": "a"}' },
      { status: 422, code: 'invalid', paths: ['path.id'] },
    ],
    ['a full disk', 'GET', '/breaks/disk-full', {}, { status: 507, code: 'disk-full' }],
    ['a locked store', 'GET', '/breaks/locked', {}, { status: 503, code: 'store-unavailable' }],
    ['a bug', 'GET', '/breaks/bug', {}, { status: 500, code: 'internal' }],
  ];
  test.each(cases)('%s', async (_, method, path, init, expected) => {
    const answer = await api.request(`/api/v1${path}`, { method, ...init });
    expect(await problemOf(answer)).toEqual(expected);
  });
});

describe('what is around every answer', () => {
  test('405 says what is allowed', async () => {
    const answer = await app().api.request('/api/v1/things', { method: 'PUT' });
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
  });

  test('nothing internal is told, and the log has it under the id of the answer', async () => {
    const { api, services } = app();
    const answer = await api.request('/api/v1/breaks/bug');
    const requestId = answer.headers.get('x-request-id');
    expect(await answer.text()).not.toContain('secret');
    expect(services.events).toMatchObject([
      { kind: 'error', requestId, route: '/api/v1/breaks/{how}' },
      { kind: 'request', requestId, status: 500 },
    ]);
  });

  test('the log names the pattern, never the place', async () => {
    const { api, services } = app();
    await api.request('/api/v1/things/s3cret', { method: 'PATCH', headers: writer });
    await api.request('/api/v1/s3cret');
    expect(services.events.map((event) => event.route)).toEqual(['/api/v1/things/{id}', 'other']);
    expect(JSON.stringify(services.events)).not.toContain('s3cret');
  });

  test('answers are not kept by anybody and not sniffed', async () => {
    const answer = await app().api.request('/api/v1/open');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
  });
});

describe('what is right goes through', () => {
  test('a page with its default', async () => {
    const answer = await app().api.request('/api/v1/things?after=0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10', {
      headers: writer,
    });
    expect(await answer.json()).toEqual({
      got: { limit: 50, after: '0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10' },
    });
  });

  test('a raw body comes as bytes, JSON as a value', async () => {
    const { api } = app();
    const raw = await api.request('/api/v1/raw', {
      method: 'POST',
      headers: { ...writer, 'content-type': 'message/rfc822; charset=utf-8' },
      body: 'Subject: x\r\n\r\n',
    });
    expect(await raw.json()).toEqual({ got: 14 });
    const value = await api.request('/api/v1/raw', { method: 'POST', headers: writer, body: '{"name":"a"}' });
    expect(await value.json()).toEqual({ got: { name: 'a' } });
  });

  test.each([
    ['"3"', 3],
    ['W/"3"', -1],
    ['"other"', -1],
  ])('If-Match %s names version %i', async (tag, version) => {
    const answer = await app().api.request('/api/v1/things/1', {
      method: 'PATCH',
      headers: { ...writer, 'if-match': tag },
      body: '{"name":"a"}',
    });
    expect(await answer.json()).toEqual({ got: { id: '1', version } });
  });
});
