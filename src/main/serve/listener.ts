/** The HTTP or HTTPS server around the application: limits against slow and many clients, and a stop that lets requests end. */
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { failed, ok, type Result } from '../../base/result.ts';
import type { ListenAddress } from '../config/values.ts';
import type { TlsFiles } from './tls-files.ts';

export type Fetch = (request: Request, bindings: HttpBindings) => Response | Promise<Response>;

export interface ListenerOptions {
  readonly listen: ListenAddress;
  readonly tls?: TlsFiles;
  readonly maxConnections: number;
  readonly fetch: Fetch;
}

export interface Listener {
  /** 'http://127.0.0.1:8550': what the machine itself reaches it by. */
  readonly url: string;
  readonly port: number;
  readonly setTls: (files: TlsFiles) => void;
  readonly setMaxConnections: (count: number) => void;
  /** Takes no more; ends event streams; what is under way may go on for `graceMs`, then it is cut off. Answers how many were. */
  readonly stop: (graceMs: number) => Promise<number>;
}

/** The header of a request must be there in this time, the whole of it in the next: 64 MiB at 2 Mbit/s. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 300_000;
const IDLE_MS = 10_000;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_HEADERS = 100;
/** A connection on which nothing moves for so long is closed: longer than the longest ask (desk/limits.ts) takes. */
const SILENT_MS = 660_000;

const limits = {
  maxHeaderSize: MAX_HEADER_BYTES,
  headersTimeout: HEADERS_MS,
  requestTimeout: REQUEST_MS,
  keepAliveTimeout: IDLE_MS,
  connectionsCheckingInterval: 2000,
  insecureHTTPParser: false,
};

/** Problems: 'port-in-use', 'not-allowed-to-listen', 'no-such-address', 'cannot-listen'. */
export async function startListener(options: ListenerOptions): Promise<Result<Listener>> {
  const { tls, listen } = options;
  const server = createAdaptorServer({
    fetch: (request, bindings) => options.fetch(request, bindings as HttpBindings),
    ...(tls === undefined
      ? { createServer: http.createServer, serverOptions: limits }
      : {
          createServer: https.createServer,
          serverOptions: {
            ...limits,
            cert: tls.cert,
            key: tls.key,
            minVersion: 'TLSv1.2' as const,
            handshakeTimeout: HEADERS_MS,
          },
        }),
  }) as http.Server | https.Server;
  server.maxConnections = options.maxConnections;
  server.maxHeadersCount = MAX_HEADERS;
  server.setTimeout(SILENT_MS);
  const underWay = new Set<ServerResponse>();
  let isStopping = false;
  server.prependListener('request', (_: IncomingMessage, response: ServerResponse) => {
    underWay.add(response);
    response.once('close', () => underWay.delete(response));
    if (isStopping) response.setHeader('connection', 'close');
  });

  const listening = await new Promise<Result<AddressInfo>>((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(listenProblem(error, listen)));
    server.listen({ host: listen.host, port: listen.port }, () =>
      resolve(ok(server.address() as AddressInfo)),
    );
  });
  if (!listening.ok) return listening;
  // After this point an error of the server is one of a single connection that could not be taken.
  server.removeAllListeners('error');
  server.on('error', () => undefined);
  const { port } = listening.value;
  return ok({
    url: `${tls === undefined ? 'http' : 'https'}://${hostForUrl(listen.host)}:${port}`,
    port,
    setTls: ({ cert, key }) => {
      if (server instanceof https.Server) server.setSecureContext({ cert, key, minVersion: 'TLSv1.2' });
    },
    setMaxConnections: (count) => {
      server.maxConnections = count;
    },
    stop: async (graceMs) => {
      isStopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      for (const response of underWay) {
        if (isEventStream(response)) response.destroy();
        else if (!response.headersSent) response.setHeader('connection', 'close');
      }
      let cut = 0;
      const timer = setTimeout(() => {
        cut = underWay.size;
        server.closeAllConnections();
      }, graceMs);
      // Connections become idle one after the other.
      const sweep = setInterval(() => server.closeIdleConnections(), 100);
      await closed;
      clearTimeout(timer);
      clearInterval(sweep);
      return cut;
    },
  });
}

const isEventStream = (response: ServerResponse): boolean =>
  String(response.getHeader('content-type') ?? '').startsWith('text/event-stream');

/** Where somebody on the machine itself reaches it. */
function hostForUrl(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function listenProblem(error: NodeJS.ErrnoException, { host, port }: ListenAddress): Result<never> {
  const shown = host.includes(':') ? `[${host}]` : host;
  const at = `${shown}:${port}`;
  const data = { host, port, at };
  switch (error.code) {
    case 'EADDRINUSE': {
      const another = `${shown}:${port < 65_535 ? port + 1 : port - 1}`;
      return failed(
        'port-in-use',
        `Another program listens at ${at} already. Who it is: ss -ltnp 'sport = :${port}'. End it, or choose another port: --listen ${another}.`,
        { ...data, another },
      );
    }
    case 'EACCES':
      return failed(
        'not-allowed-to-listen',
        `This user may not listen at ${at}: ports below 1024 are for root. Choose a port from 1024 on and put a proxy in front, or let systemd give the right (AmbientCapabilities=CAP_NET_BIND_SERVICE, see waypost service).`,
        data,
      );
    case 'EADDRNOTAVAIL':
      return failed(
        'no-such-address',
        `This machine has no address ${host}. Its own are shown by: ip address. 0.0.0.0 or [::] stand for all of them.`,
        data,
      );
    default:
      return failed('cannot-listen', `Waypost cannot listen at ${at}: ${error.message}.`, {
        ...data,
        cause: error.message,
      });
  }
}
