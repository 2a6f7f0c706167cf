/**
 * The server as a whole: opens the store, puts the parts together, listens. Answers how to read the configuration again and how to
 * stop. Everything that was opened is closed again where a later step fails.
 */
import { systemClock } from '../../base/clock.ts';
import { ok, type Problem, type Result } from '../../base/result.ts';
import { databaseFileOf, openStore } from '../../store/index.ts';
import { StoreError } from '../../store/types.ts';
import type { ServeConfig } from '../config/read-config.ts';
import { isInside } from '../config/values.ts';
import { findDashboard } from '../dashboard-folder.ts';
import { version } from '../version.ts';
import { readDashboard } from './dashboard-files.ts';
import { prepareDataFolder } from './data-place.ts';
import { type Listener, startListener } from './listener.ts';
import type { Logs } from './logs.ts';
import { createMetrics } from './metrics.ts';
import { isLoopback, mayAskPlainly, refuseOpenness } from './openness.ts';
import { isReady } from './operations.ts';
import { openParts, type Parts } from './parts.ts';
import { createRoutes } from './routes.ts';
import { startSweeping } from './sweeping.ts';
import { type TakenOver, takeOver } from './take-over.ts';
import { readTlsFiles, type TlsFiles } from './tls-files.ts';

export interface RunningServer {
  readonly url: string;
  /** What people type. */
  readonly origin: string;
  /** Ends with a one-time token; undefined where somebody exists. */
  readonly setUpLink: { readonly url: string; readonly expiresAt: string } | undefined;
  /** Takes over what can change while it runs; the problem says why nothing was taken over. */
  readonly reload: (config: ServeConfig) => Result<Pick<TakenOver, 'needRestart'>>;
  readonly stop: () => Promise<void>;
}

/** Requests under way at a stop may go on for so long. */
const GRACE_MS = 10_000;

const opened = <T>(value: T): Result<T> => ok(value);

function tlsOf(config: ServeConfig, logs: Logs): Result<TlsFiles | undefined> {
  const { cert, key } = config.tls;
  if (cert === undefined || key === undefined) return opened(undefined);
  const files = readTlsFiles({ cert, key }, systemClock.nowMs());
  if (files.ok)
    for (const warning of files.value.warnings)
      logs.log({
        level: 'warning',
        part: 'server',
        message: 'certificate',
        fields: { warning: warning.message },
      });
  return files;
}

/** Problems: of the data folder, of the store (src/store), of the certificate, of the port. */
export async function startServer(first: ServeConfig, logs: Logs): Promise<Result<RunningServer>> {
  const { log } = logs;
  let config = first;
  const refused = refuseOpenness(config);
  if (refused !== undefined) return { ok: false, problem: refused };
  const tls = tlsOf(config, logs);
  if (!tls.ok) return tls;
  const folder = prepareDataFolder(config.data);
  if (!folder.ok) return folder;
  if (folder.value.wasOpen)
    log({
      level: 'warning',
      part: 'server',
      message: 'others could use the data folder; it is for its owner alone now (mode 700)',
      fields: { folder: config.data },
    });
  const store = await openStore({ folder: config.data, clock: systemClock, program: version });
  if (!store.ok) return store;

  /** Closed in the opposite order. */
  const closers: (() => Promise<unknown> | unknown)[] = [() => store.value.close()];
  const closeAll = async (): Promise<void> => {
    for (const close of closers.toReversed()) {
      try {
        await close();
      } catch (error) {
        log({ level: 'error', part: 'server', message: 'a part did not stop', error });
      }
    }
  };
  const giveUp = async (problem: Problem): Promise<Result<never>> => {
    await closeAll();
    return { ok: false, problem };
  };

  const place = await findDashboard();
  const dashboard = readDashboard(place.folder);
  if (place.problem !== undefined)
    log({
      level: dashboard === undefined ? 'error' : 'warning',
      part: 'server',
      message: dashboard === undefined ? 'no dashboard' : 'the dashboard may be old',
      fields: { cause: place.problem },
    });

  let isStopping = false;
  let listening: Listener | undefined;
  const originOf = (): string => config.origin ?? listening?.url ?? '';
  const trustsProxy = (ip: string): boolean => isInside(ip, config.proxy.trusted);
  const parts: Parts = openParts({
    store: store.value,
    config: () => config,
    origin: originOf,
    isTls: tls.value !== undefined,
    trustsProxy,
    log,
    counted: ({ method, route, status, ms }) => metrics.request(method, route, status, ms),
  });
  const { people, desk, jobs, watch, streams, api } = parts;
  closers.push(desk.close);
  const { probe } = store.value;
  const databaseFile = databaseFileOf(config.data);
  const metrics = createMetrics({
    version,
    jobs: jobs.counts,
    openAlerts: () => store.value.alerts.countOpen(),
    storeFiles: [databaseFile, `${databaseFile}-wal`],
    isStoreReady: () => isReady(probe),
  });
  closers.push(metrics.close);
  jobs.onEnd(({ job }) => metrics.jobEnded(job.kind, job.state));

  const fetch = createRoutes({
    operations: {
      probe,
      isStopping: () => isStopping,
      metrics,
      servesMetrics: () => config.metrics.enabled,
      // Behind a proxy everybody comes from this machine.
      mayReadMetrics: (ip) =>
        (config.proxy.trusted.length === 0 && isLoopback(ip)) || isInside(ip, config.metrics.allowed),
      hasMetricsScope: async (token) => {
        const found = await people.tokens.find(token);
        return found.ok && found.who.scopes.has('metrics');
      },
    },
    api: (request, bindings) => api.fetch(request, bindings),
    dashboard,
    log,
    nowMs: systemClock.monotonicMs,
    trustsProxy,
    isTls: tls.value !== undefined,
    mayAskPlainly: (ip) => mayAskPlainly(ip, config),
    origin: originOf,
  });
  const listener = await startListener({
    listen: config.listen,
    ...(tls.value !== undefined && { tls: tls.value }),
    maxConnections: config.limits.connections,
    fetch,
  });
  if (!listener.ok) return giveUp(listener.problem);
  listening = listener.value;
  let token: Awaited<ReturnType<typeof people.setUp.issueToken>>;
  try {
    const { resumed, failed } = await jobs.start();
    if (resumed + failed > 0)
      log({ level: 'info', part: 'jobs', message: 'taken up again', fields: { resumed, failed } });
    await watch.start();
    token = await people.setUp.issueToken();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    // Nothing may go on that would keep the program from ending.
    await Promise.allSettled([listening.stop(0), watch.stop(), jobs.stop()]);
    return giveUp(error.problem);
  }
  const stopSweeping = startSweeping(
    store.value,
    async () => (await watch.settings.get('retention')).value,
    log,
  );

  return ok({
    url: listener.value.url,
    origin: originOf(),
    setUpLink:
      token === undefined
        ? undefined
        : { url: `${originOf()}/setup#token=${token.token}`, expiresAt: token.expiresAt },
    reload: (next) => {
      const read = reload(config, next, listener.value, logs);
      if (read.ok) config = read.value.config;
      return read;
    },
    stop: async () => {
      isStopping = true;
      streams.stop();
      const work = Promise.allSettled([watch.stop(), jobs.stop(), stopSweeping()]);
      const cut = await listener.value.stop(GRACE_MS);
      for (const one of await work)
        if (one.status === 'rejected')
          log({ level: 'error', part: 'server', message: 'a part did not stop', error: one.reason });
      if (cut > 0)
        log({ level: 'warning', part: 'server', message: 'requests were cut off', fields: { cut } });
      await closeAll();
    },
  });
}

function reload(before: ServeConfig, next: ServeConfig, listener: Listener, logs: Logs): Result<TakenOver> {
  const tls = tlsOf(next, logs);
  if (!tls.ok) return tls;
  const taken = takeOver(before, next);
  // Without TLS and with the trust taken away it would stand open.
  const open = refuseOpenness(taken.config);
  if (open !== undefined) return { ok: false, problem: open };
  if (tls.value !== undefined && taken.config.tls.cert !== undefined) listener.setTls(tls.value);
  listener.setMaxConnections(next.limits.connections);
  logs.change(next.log);
  return ok(taken);
}
