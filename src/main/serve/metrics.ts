/** Figures for Prometheus: requests, jobs, audits, alerts, the store, the process. Labels come from small, fixed sets. */
import { statSync } from 'node:fs';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What is read at the moment somebody asks. */
export interface MetricSources {
  readonly version: string;
  readonly jobs: () => { readonly running: number; readonly waiting: number };
  readonly openAlerts: () => Promise<number>;
  /** Paths of the database and its write-ahead log. */
  readonly storeFiles: readonly string[];
  readonly isStoreReady: () => Promise<boolean>;
}

export interface Metrics {
  /** `route` is a pattern of the API or 'page', 'health', 'other'. */
  readonly request: (method: string, route: string, status: number, ms: number) => void;
  readonly jobEnded: (kind: string, state: string) => void;
  readonly text: () => Promise<{ readonly body: string; readonly type: string }>;
  readonly close: () => void;
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** The delay of the event loop is looked at so often. */
const LOOP_MS = 100;

const sizeOf = (path: string): number => {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
};

/** A registry of its own; `close` ends what watches the process. */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LOOP_MS });
  new Gauge({
    name: 'waypost_info',
    help: 'The version that runs',
    labelNames: ['version'],
    registers,
  }).set({ version: sources.version }, 1);
  const requests = new Counter({
    name: 'waypost_http_requests_total',
    help: 'HTTP requests that were answered',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const seconds = new Histogram({
    name: 'waypost_http_request_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['route'],
    buckets: SECONDS,
    registers,
  });
  const ended = new Counter({
    name: 'waypost_jobs_ended_total',
    help: 'Jobs (kind audit: audits) that ended',
    labelNames: ['kind', 'state'],
    registers,
  });
  new Gauge({
    name: 'waypost_jobs',
    help: 'Jobs that run and wait',
    labelNames: ['state'],
    registers,
    collect() {
      const { running, waiting } = sources.jobs();
      this.set({ state: 'running' }, running);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  new Gauge({
    name: 'waypost_alerts_open',
    help: 'Alerts that are open',
    registers,
    async collect() {
      this.set(await sources.openAlerts().catch(() => Number.NaN));
    },
  });
  new Gauge({
    name: 'waypost_store_bytes',
    help: 'Size of the database with its write-ahead log',
    registers,
    collect() {
      this.set(sources.storeFiles.reduce((sum, path) => sum + sizeOf(path), 0));
    },
  });
  new Gauge({
    name: 'waypost_store_ready',
    help: '1 where a trivial write goes through',
    registers,
    async collect() {
      this.set((await sources.isStoreReady()) ? 1 : 0);
    },
  });
  return {
    request: (method, route, status, ms) => {
      requests.inc({ method: METHODS.has(method) ? method : 'other', route, status: String(status) });
      seconds.observe({ route }, ms / 1000);
    },
    jobEnded: (kind, state) => ended.inc({ kind, state }),
    text: async () => ({ body: await registry.metrics(), type: registry.contentType }),
    close: () => registry.clear(),
  };
}
