/** What goes where: health and figures, the API, the dashboard. Everything that is no API is logged and counted here. */
import type { HttpBindings } from '@hono/node-server';
import { canonicalIp } from '../../base/ip.ts';
import type { DashboardFiles } from './dashboard-files.ts';
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
}

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

/** One function for every request. */
export function createRoutes(services: RouteServices): Fetch {
  const { operations, api, dashboard, log } = services;
  const peer = (bindings: HttpBindings): string =>
    canonicalIp(bindings.incoming.socket.remoteAddress ?? '') ?? '';
  const isSecure = (request: Request, bindings: HttpBindings): boolean =>
    services.isTls ||
    (services.trustsProxy(peer(bindings)) && request.headers.get('x-forwarded-proto')?.trim() === 'https');

  return async (request, bindings) => {
    const path = pathOf(request.url);
    if (path === '/api' || path.startsWith('/api/')) return api(request, bindings);
    const began = services.nowMs();
    // What a proxy passes on is not asked by this machine itself: figures are told to the neighbour of the socket alone.
    const isPassedOn = request.headers.has('x-forwarded-for') || request.headers.has('forwarded');
    const operation = await answerOperation(path, request, isPassedOn ? '' : peer(bindings), operations);
    const response = operation ?? answerPage(request, isSecure(request, bindings));
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
        ip: peer(bindings),
      },
    });
    return response;
  };

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
