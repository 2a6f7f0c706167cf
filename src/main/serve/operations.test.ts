import { describe, expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';
import { answerOperation, type OperationServices } from './operations.ts';

const metrics = createMetrics({
  version: '9.9.9',
  jobs: () => ({ running: 2, waiting: 3 }),
  openAlerts: async () => 4,
  storeFiles: [import.meta.filename, '/none'],
  isStoreReady: async () => true,
});

const services = (more: Partial<OperationServices> = {}): OperationServices => ({
  probe: async () => undefined,
  isStopping: () => false,
  metrics,
  servesMetrics: () => true,
  mayReadMetrics: (ip) => ip === '127.0.0.1',
  hasMetricsScope: async (token) => token === 'wp_good',
  ...more,
});

const get = async (
  path: string,
  ip = '127.0.0.1',
  more: Partial<OperationServices> = {},
  init: RequestInit = {},
) => {
  const answer = await answerOperation(path, new Request(`http://x${path}`, init), ip, services(more));
  return answer === undefined ? undefined : { status: answer.status, text: await answer.text() };
};

const locked = async () => ({ code: 'locked', message: '/srv/secret/waypost.db is locked' });

describe('what those ask who run the server', () => {
  test.each<[what: string, path: string, ip: string, more: Partial<OperationServices>, status: number]>([
    ['it lives', '/healthz', '192.0.2.1', { probe: locked }, 200],
    ['it is ready', '/readyz', '192.0.2.1', {}, 200],
    ['the store takes no writes', '/readyz', '192.0.2.1', { probe: locked }, 503],
    ['the store throws', '/readyz', '192.0.2.1', { probe: () => Promise.reject(new Error('x')) }, 503],
    ['it stops', '/readyz', '192.0.2.1', { isStopping: () => true }, 503],
    ['figures for this machine', '/metrics', '127.0.0.1', {}, 200],
    ['figures for others', '/metrics', '192.0.2.1', {}, 401],
    ['figures for nobody known', '/metrics', '', {}, 401],
    ['no figures at all', '/metrics', '127.0.0.1', { servesMetrics: () => false }, 404],
  ])('%s', async (_, path, ip, more, status) => {
    expect((await get(path, ip, more))?.status).toBe(status);
  });

  test.each([
    ['Bearer wp_good', 200],
    ['bearer wp_good', 200],
    ['Bearer wp_bad', 401],
    ['Basic wp_good', 401],
    [`Bearer ${'x'.repeat(1000)}`, 401],
  ])('figures with "%s": %d', async (authorization, status) => {
    expect((await get('/metrics', '192.0.2.1', {}, { headers: { authorization } }))?.status).toBe(status);
  });

  test('nothing internal is told of a store that fails', async () => {
    expect((await get('/readyz', '', { probe: locked }))?.text).not.toContain('/srv');
  });

  test('other paths are not answered here, other methods refused', async () => {
    expect(await get('/')).toBeUndefined();
    expect((await get('/healthz', '', {}, { method: 'POST' }))?.status).toBe(405);
  });
});

describe('figures', () => {
  test('count requests by method, route and status; strange methods are one', async () => {
    metrics.request('GET', '/api/v1/reports/{id}', 200, 12);
    metrics.request('BREW', 'other', 404, 1);
    metrics.jobEnded('audit', 'done');
    const { body } = await metrics.text();
    const has = (line: string): boolean => body.split('\n').includes(line);
    expect(
      [
        'waypost_http_requests_total{method="GET",route="/api/v1/reports/{id}",status="200"} 1',
        'waypost_http_requests_total{method="other",route="other",status="404"} 1',
        'waypost_jobs_ended_total{kind="audit",state="done"} 1',
        'waypost_jobs{state="running"} 2',
        'waypost_jobs{state="waiting"} 3',
        'waypost_alerts_open 4',
        'waypost_store_ready 1',
        'waypost_info{version="9.9.9"} 1',
      ].filter((line) => !has(line)),
    ).toEqual([]);
    expect(body).toMatch(/^waypost_store_bytes [1-9]\d+$/m);
    expect(body).toMatch(/^nodejs_eventloop_lag_seconds /m);
  });
});
