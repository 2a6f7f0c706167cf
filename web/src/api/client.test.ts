/** Requests as they go out, and what comes of every kind of answer. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { formatQuery, onSignedOut, request } from './client.ts';
import { fieldOf } from './problem.ts';

const asked: { url: string; init: RequestInit }[] = [];
let answer: () => Response | Promise<Response>;

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, init });
    return answer();
  });
});
afterEach(() => vi.unstubAllGlobals());

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const problem = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  json(status, body, { 'content-type': 'application/problem+json', ...headers });
const headersOf = (place: number): Headers => new Headers(asked[place]?.init.headers);

describe('a request', () => {
  test('stands below /api/v1, with what is asked for and nothing that is empty', async () => {
    answer = () => json(200, { items: [] });
    await request('GET', '/reports', { query: { kind: 'audit', words: '', after: undefined, limit: 20 } });
    expect(asked[0]?.url).toBe('/api/v1/reports?kind=audit&limit=20');
  });

  test('a change names the version that was read', async () => {
    answer = () => json(200, {});
    await request('PATCH', '/subjects/1', { body: { note: 'x' }, version: '"3"' });
    expect(headersOf(0).get('if-match')).toBe('"3"');
    expect(headersOf(0).get('content-type')).toBe('application/json');
    expect(asked[0]?.init.body).toBe('{"note":"x"}');
  });

  test('each POST has a key of its own, a repeated one the given', async () => {
    answer = () => json(201, {});
    await request('POST', '/tokens');
    await request('POST', '/tokens');
    await request('POST', '/tokens', { key: 'mine' });
    const keys = [0, 1, 2].map((place) => headersOf(place).get('idempotency-key'));
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(keys[1]).not.toBe(keys[0]);
    expect(keys[2]).toBe('mine');
  });
});

describe('an answer', () => {
  test('its value and its version', async () => {
    answer = () => json(200, { id: '1' }, { etag: '"7"' });
    expect(await request('GET', '/x')).toEqual({ ok: true, value: { id: '1' }, version: '"7"' });
  });

  test('no body where there is none', async () => {
    answer = () => new Response(null, { status: 204 });
    expect(await request('DELETE', '/x')).toEqual({ ok: true, value: undefined });
  });

  test('a problem with its fields', async () => {
    answer = () =>
      problem(422, {
        code: 'invalid',
        title: 'Something is wrong',
        detail: 'See errors.',
        errors: [{ path: 'body.email', message: 'is no address' }, { path: 7 }, 'x'],
      });
    expect(await request('POST', '/people')).toEqual({
      ok: false,
      problem: {
        code: 'invalid',
        status: 422,
        title: 'Something is wrong',
        detail: 'See errors.',
        errors: [{ path: 'email', message: 'is no address' }],
      },
    });
  });

  test.each([
    [
      'a page of a proxy',
      () => new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } }),
      'odd-answer',
    ],
    [
      'a page of a proxy with 200',
      () => new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } }),
      'odd-answer',
    ],
    [
      'JSON that is cut',
      () => new Response('{"a":', { status: 500, headers: { 'content-type': 'application/json' } }),
      'odd-answer',
    ],
    ['no connection', () => Promise.reject(new TypeError('failed to fetch')), 'unreachable'],
    ['a cancelled request', () => Promise.reject(new DOMException('', 'AbortError')), 'aborted'],
  ])('%s is a problem, not an exception', async (_, given, code) => {
    answer = given;
    const told = await request('GET', '/x');
    expect(told.ok ? undefined : told.problem.code).toBe(code);
  });

  test('how long to wait is told', async () => {
    answer = () => problem(429, { code: 'too-many-requests' }, { 'retry-after': '12' });
    const told = await request('GET', '/x');
    expect(told.ok ? undefined : told.problem.retryAfter).toBe(12);
  });

  test('signed out: the session is told, once for each such answer', async () => {
    const heard = vi.fn();
    onSignedOut(heard);
    answer = () => problem(401, { code: 'not-signed-in' });
    await request('GET', '/x');
    answer = () => problem(401, { code: 'wrong-login' });
    await request('POST', '/session');
    expect(heard).toHaveBeenCalledTimes(1);
  });
});

test.each([
  ['email', 'email'],
  ['/email', 'email'],
  ['body.options.senderIp', 'options.senderIp'],
  ['/body/days', 'days'],
])('%s is the field %s', (path, field) => {
  expect(fieldOf(path)).toBe(field);
});

test('a query keeps characters that mean something', () => {
  expect(formatQuery({ words: 'a&b=c' })).toBe('?words=a%26b%3Dc');
  expect(formatQuery({})).toBe('');
});
