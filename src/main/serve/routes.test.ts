import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpBindings } from '@hono/node-server';
import { afterAll, describe, expect, test } from 'vitest';
import { readDashboard } from './dashboard-files.ts';
import type { LogEvent } from './logs.ts';
import { createMetrics } from './metrics.ts';
import { createRoutes } from './routes.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-routes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(join(folder, 'index.html'), 'the page');

const metrics = createMetrics({
  version: '0',
  jobs: () => ({ running: 0, waiting: 0 }),
  openAlerts: async () => 0,
  storeFiles: [],
  isStoreReady: async () => true,
});

function routes({ isTls = false, hasPage = true, isBehindProxy = false } = {}) {
  const logged: LogEvent[] = [];
  const fetch = createRoutes({
    operations: {
      probe: async () => undefined,
      isStopping: () => false,
      metrics,
      servesMetrics: () => true,
      mayReadMetrics: (ip) => ip.startsWith('127.'),
      hasMetricsScope: async () => false,
    },
    api: () => new Response('the API'),
    dashboard: hasPage ? readDashboard(folder) : undefined,
    log: (event) => logged.push(event),
    nowMs: () => 0,
    trustsProxy: (ip) => ip === '192.0.2.1' || ip === '127.0.0.2',
    isTls,
    mayAskPlainly: (ip) => !isBehindProxy || ip === '192.0.2.1' || ip === '127.0.0.1',
    origin: () => 'https://waypost.example.org',
  });
  const get = async (path: string, peer: string, init: RequestInit = {}) => {
    const bindings = { incoming: { socket: { remoteAddress: peer } } } as unknown as HttpBindings;
    return fetch(new Request(`http://waypost.example${path}`, init), bindings);
  };
  return { get, logged };
}

describe('what goes where', () => {
  test.each([
    ['/api/v1/meta', 'the API'],
    ['/api', 'the API'],
    ['/apiary', 'the page'],
    ['/', 'the page'],
    ['/?x=/api/', 'the page'],
    ['/healthz?x', 'ok\n'],
  ])('%s: %j', async (path, body) => {
    expect(await (await routes().get(path, '192.0.2.9')).text()).toBe(body);
  });

  test('pages are read only', async () => {
    expect((await routes().get('/', '192.0.2.9', { method: 'POST' })).status).toBe(405);
  });

  test('without a built dashboard it says so', async () => {
    expect((await routes({ hasPage: false }).get('/', '192.0.2.9')).status).toBe(503);
  });

  test.each([
    [true, '192.0.2.9', undefined, true],
    [false, '192.0.2.9', 'https', false],
    [false, '192.0.2.1', 'https', true],
    [false, '192.0.2.1', 'http', false],
    [false, '192.0.2.1', 'HTTPS', true],
    [false, '192.0.2.1', 'https, http', true],
    [false, '192.0.2.1', 'http, https', false],
    [false, '::ffff:192.0.2.1', 'https', true],
  ])('TLS %s, from %s saying %s: told to stay with HTTPS %s', async (isTls, peer, proto, stays) => {
    const headers: Record<string, string> = proto === undefined ? {} : { 'x-forwarded-proto': proto };
    const answer = await routes({ isTls }).get('/', peer, { headers });
    expect(answer.headers.has('strict-transport-security')).toBe(stays);
  });

  test.each([
    ['127.0.0.1', {}, 200],
    ['::ffff:127.0.0.1', {}, 200],
    ['127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }, 401],
    ['127.0.0.1', { forwarded: 'for=127.0.0.1' }, 401],
    ['127.0.0.1', { via: '1.1 proxy' }, 401],
    ['127.0.0.1', { 'x-real-ip': '192.0.2.9' }, 401],
    ['127.0.0.1', { host: 'evil.example:8550' }, 401],
    ['127.0.0.1', { host: 'waypost.example.org' }, 200],
    ['127.0.0.1', { host: '127.0.0.1:8550' }, 200],
    ['192.0.2.9', {}, 401],
    // A proxy that is trusted, and says nothing of passing on.
    ['127.0.0.2', {}, 401],
  ])('figures for %s with %j: %d', async (peer, headers, status) => {
    expect((await routes().get('/metrics', peer, { headers })).status).toBe(status);
  });

  test.each([
    ['a page', '/', 'GET', true],
    ['a file that is not there', '/assets/none.js', 'GET', true],
    ['a wrong method', '/', 'POST', true],
    ['no dashboard', '/', 'GET', false],
    ['health', '/healthz', 'GET', true],
  ])('%s has the headers that keep pages safe', async (_, path, method, hasPage) => {
    const { headers } = await routes({ isTls: true, hasPage }).get(path, '192.0.2.9', { method });
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.has('strict-transport-security')).toBe(true);
  });

  test('what a trusted proxy passes on is logged by the address of the client', async () => {
    const { get, logged } = routes();
    await get('/', '192.0.2.1', { headers: { 'x-forwarded-for': '203.0.113.5' } });
    await get('/', '192.0.2.9', { headers: { 'x-forwarded-for': '203.0.113.5' } });
    expect(logged.map(({ fields }) => fields?.['ip'])).toEqual(['203.0.113.5', '192.0.2.9']);
  });

  test('a page is logged by its kind, never by its path or query', async () => {
    const { get, logged } = routes();
    await get('/shared/secret-of-a-link?x=1', '192.0.2.9');
    expect(JSON.stringify(logged)).not.toMatch(/secret-of-a-link|x=1/);
    expect(logged[0]?.fields).toMatchObject({ route: 'page', status: 200 });
  });
});

describe('plain HTTP where only a proxy makes it safe', () => {
  test.each([
    ['/api/v1/setup', '192.0.2.9', 403],
    ['/api', '192.0.2.9', 403],
    ['/', '192.0.2.9', 403],
    ['/assets/a.js', '192.0.2.9', 403],
    ['/metrics', '192.0.2.9', 403],
    ['/healthz', '192.0.2.9', 200],
    ['/readyz', '192.0.2.9', 200],
    ['/api/v1/setup', '192.0.2.1', 200],
    ['/', '192.0.2.1', 200],
    ['/', '::ffff:192.0.2.1', 200],
    ['/', '127.0.0.1', 200],
    ['/metrics', '127.0.0.1', 401],
  ])('%s from %s: %d', async (path, peer, status) => {
    const { get } = routes({ isBehindProxy: true });
    const answer = await get(path, peer, { headers: { 'x-forwarded-proto': 'https' } });
    expect([answer.status, answer.headers.has('set-cookie')]).toEqual([status, false]);
  });

  test('says where to go instead: in the API as a problem, on pages as a text', async () => {
    const { get } = routes({ isBehindProxy: true });
    const problem = await get('/api/v1/session', '192.0.2.9', { method: 'POST', body: '{}' });
    expect(problem.headers.get('content-type')).toBe('application/problem+json');
    expect(await problem.json()).toMatchObject({
      code: 'plain-http',
      status: 403,
      detail: expect.stringContaining('https://waypost.example.org'),
    });
    expect(await (await get('/', '192.0.2.9')).text()).toContain('https://waypost.example.org');
  });

  test('with TLS of its own everybody is answered', async () => {
    expect((await routes({ isBehindProxy: true, isTls: true }).get('/', '192.0.2.9')).status).toBe(200);
  });
});
