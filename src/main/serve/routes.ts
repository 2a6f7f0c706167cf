/** What goes where: health and figures, the API, the dashboard. Everything that is no API is logged and counted here. */
import type { HttpBindings } from '@hono/node-server';
import { isOwnHost, spokeTls } from '../../api/auth/index.ts';
import { clientBehind } from '../../api/kit/index.ts';
import { canonicalIp } from '../../base/ip.ts';
import { type DashboardFiles, SAFE_HEADERS, TRANSPORT } from './dashboard-files.ts';
import type { Fetch } from './listener.ts';
import type { Log } from './logs.ts';
import { answerOperation, type OperationServices } from './operations.ts';

export interface RouteServices {
  readonly operations: OperationServices;
  readonly api: Fetch;
  readonly dashboard: DashboardFiles | undefined;
  readonly log: Log;
  readonly nowMs: () => number;
  /** Whether a canonical address is a trusted proxy. */
  readonly trustsProxy: (ip: string) => boolean;
  readonly isTls: boolean;
  /** Whether a canonical address is answered without TLS. */
  readonly mayAskPlainly: (ip: string) => boolean;
  /** What people type. */
  readonly origin: () => string;
}

/** Where one of these stands, somebody passes on what others ask. */
const FORWARDING = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'forwarded',
  'via',
] as const;

const text = (status: number, words: string, more: Readonly<Record<string, string>> = {}): Response =>
  new Response(`${words}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', ...more },
  });

/** The path of a request's URL, '/' where it is none. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const path = start === -1 ? '/' : url.slice(start);
  return /^[^?#]*/.exec(path)?.[0] ?? '/';
}

/** Told before anything is read: neither a password nor a page that asks for one goes over the open network. */
function refusePlainHttp(path: string, origin: string): Response {
  const elsewhere = origin.startsWith('https:') ? ` Open ${origin} instead.` : '';
  const detail = `Without HTTPS this server answers its proxy and its own machine alone: passwords would cross the network readable by all.${elsewhere}`;
  if (!isApi(path)) return text(403, detail, { 'cache-control': 'no-store' });
  const body = {
    type: 'urn:waypost:problem:plain-http',
    title: 'Plain HTTP is not answered.',
    status: 403,
    code: 'plain-http',
    detail,
  };
  return new Response(JSON.stringify(body), {
    status: 403,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}

const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/');

/** One function for every request. */
export function createRoutes(services: RouteServices): Fetch {
  const { operations, api, dashboard, log } = services;
  const peer = (bindings: HttpBindings): string =>
    canonicalIp(bindings.incoming.socket.remoteAddress ?? '') ?? '';
  /** Whose address counts for the figures: that of the socket, where nobody passes on what others ask and no other name is meant. */
  const neighbour = ({ headers }: Request, ip: string): string =>
    services.trustsProxy(ip) ||
    FORWARDING.some((name) => headers.has(name)) ||
    !isOwnHost(headers.get('host') ?? undefined, services.origin())
      ? ''
      : ip;

  return async (request, bindings) => {
    const path = pathOf(request.url);
    if (!services.isTls && !services.mayAskPlainly(peer(bindings)) && !isHarmless(path, peer(bindings))) {
      const fields = { method: request.method, ip: peer(bindings) };
      log({ level: 'info', part: 'http', message: 'plain HTTP was refused', fields });
      operations.metrics.request(request.method, 'plain-http', 403, 0);
      return refusePlainHttp(path, services.origin());
    }
    if (isApi(path)) return api(request, bindings);
    const began = services.nowMs();
    const ip = peer(bindings);
    const header = (name: string) => () => request.headers.get(name) ?? undefined;
    const isSecure = spokeTls(ip, header('x-forwarded-proto'), services);
    const operation = await answerOperation(path, request, neighbour(request, ip), operations);
    const response = operation ?? answerPage(request, isSecure);
    for (const [name, value] of Object.entries(SAFE_HEADERS))
      if (!response.headers.has(name)) response.headers.set(name, value);
    if (isSecure) response.headers.set('strict-transport-security', TRANSPORT);
    const ms = services.nowMs() - began;
    const route = operation === undefined ? 'page' : path;
    operations.metrics.request(request.method, route, response.status, ms);
    log({
      level: 'debug',
      part: 'http',
      message: 'request',
      fields: {
        method: request.method,
        route,
        status: response.status,
        ms: Math.round(ms),
        ip: clientBehind(ip, header('x-forwarded-for'), services.trustsProxy),
      },
    });
    return response;
  };

  /** What holds no secret: whether it lives, and figures for those who need no token for them. */
  function isHarmless(path: string, ip: string): boolean {
    return (
      path === '/healthz' || path === '/readyz' || (path === '/metrics' && operations.mayReadMetrics(ip))
    );
  }

  function answerPage(request: Request, isEncrypted: boolean): Response {
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return text(405, 'Only GET here; the API is below /api/v1.', { allow: 'GET, HEAD' });
    if (dashboard === undefined)
      return text(
        503,
        'The dashboard is not built; the API is below /api/v1. The log of the start says why.',
      );
    return dashboard.answer(request, isEncrypted);
  }
}
