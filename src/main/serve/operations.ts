/** What those ask who run the server: /healthz, /readyz, /metrics. Without login, and without anything that helps a stranger. */
import type { Problem } from '../../base/result.ts';
import type { Metrics } from './metrics.ts';

export interface OperationServices {
  /** As Store.probe. */
  readonly probe: () => Promise<Problem | undefined>;
  readonly isStopping: () => boolean;
  readonly metrics: Metrics;
  readonly servesMetrics: () => boolean;
  /** Whether this address may read the figures without a token. */
  readonly mayReadMetrics: (ip: string) => boolean;
  /** Whether the bearer token has the scope metrics. */
  readonly hasMetricsScope: (token: string) => Promise<boolean>;
}

/** A store that does not answer within this is not ready. */
const PROBE_MS = 3000;

const plain = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(`${text}\n`, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  });

/** Whether the store takes a write, within a limit. */
export async function isReady(probe: OperationServices['probe']): Promise<boolean> {
  const late = Promise.withResolvers<false>();
  const timer = setTimeout(() => late.resolve(false), PROBE_MS);
  try {
    const asked = probe().then(
      (problem) => problem === undefined,
      () => false,
    );
    return await Promise.race([asked, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** undefined where the path is none of these. `ip` is that of the client, '' where it is not known. */
export async function answerOperation(
  path: string,
  request: Request,
  ip: string,
  services: OperationServices,
): Promise<Response | undefined> {
  if (path !== '/healthz' && path !== '/readyz' && path !== '/metrics') return undefined;
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return plain(405, 'only GET', { allow: 'GET, HEAD' });
  if (path === '/healthz') return plain(200, 'ok');
  if (path === '/readyz') {
    if (services.isStopping()) return plain(503, 'stopping', { 'retry-after': '5' });
    return (await isReady(services.probe)) ? plain(200, 'ready') : plain(503, 'the store takes no writes');
  }
  if (!services.servesMetrics()) return plain(404, 'not found');
  if (!(await isAllowed(request, ip, services)))
    return plain(
      401,
      'A token with the scope metrics is needed. Without one, figures are told to this machine itself where no proxy is in front, and to networks in [metrics] allowed; by the address or by the name in origin.',
      { 'www-authenticate': 'Bearer' },
    );
  const { body, type } = await services.metrics.text();
  return plain(200, body.trimEnd(), { 'content-type': type });
}

async function isAllowed(request: Request, ip: string, services: OperationServices): Promise<boolean> {
  if (services.mayReadMetrics(ip)) return true;
  const token = /^bearer ([\w-]{1,200})$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return token !== undefined && (await services.hasMetricsScope(token));
}
