/** The parts of the server over an open store: people, desk, jobs, watching, API; wired together, not begun. */
import { createApiApp } from '../../api/app.ts';
import { type Api, type ApiEvent, createEventStreams, type EventStreams } from '../../api/kit/index.ts';
import { systemClock } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import { createJobRunner } from '../../desk/job-runner.ts';
import type { Desk, JobRunner } from '../../desk/types.ts';
import { parseDnsblData } from '../../gather/dnsbl/index.ts';
import { createPeople } from '../../people/index.ts';
import type { People } from '../../people/types.ts';
import type { Store } from '../../store/types.ts';
import { openWatch, type SettingKey, type Watch } from '../../watch/index.ts';
import type { ServeConfig } from '../config/read-config.ts';
import { openDesk } from '../desk.ts';
import { loadData } from '../load-data.ts';
import { createCatalogues } from '../services.ts';
import { version } from '../version.ts';
import type { Log } from './logs.ts';

export interface PartsGiven {
  readonly store: Store;
  /** What holds now: a reload changes it. */
  readonly config: () => ServeConfig;
  /** What people type; '' until it listens. */
  readonly origin: () => string;
  readonly isTls: boolean;
  readonly trustsProxy: (ip: string) => boolean;
  readonly log: Log;
  /** Told of each request to the API. */
  readonly counted: (event: Extract<ApiEvent, { kind: 'request' }>) => void;
}

export interface Parts {
  readonly people: People;
  readonly desk: Desk;
  readonly jobs: JobRunner;
  readonly watch: Watch;
  readonly streams: EventStreams;
  readonly api: Api;
}

/** What waypost.toml says of settings that nobody has changed in the dashboard. */
function settingOf(
  { retention, resolver, public: publicPage, language }: ServeConfig,
  key: SettingKey,
): JsonObject {
  switch (key) {
    case 'retention':
      return {
        reportDays: retention.report_days,
        historyDays: retention.history_days,
        auditLogDays: retention.audit_log_days,
      };
    case 'resolver':
      return resolver === undefined ? {} : { server: resolver };
    case 'public-page':
      return { perHour: publicPage.per_hour, lookups: publicPage.lookups };
    case 'alerts':
      return { language };
    default:
      return {};
  }
}

/** Opens them all; nothing works or listens yet. */
export function openParts(given: PartsGiven): Parts {
  const { store, config, log, isTls, trustsProxy, origin } = given;
  const broke = (part: string) => (error: unknown) =>
    log({ level: 'error', part, message: 'something broke', error });
  const data = loadData();
  const textsIn = createCatalogues(data);
  const people = createPeople({ store, clock: systemClock });
  const desk = openDesk(data, {
    textsIn,
    settings: {
      resolver: async () => (await watch.settings.get('resolver')).value.server,
      listKeys: () => watch.settings.openListKeys(),
    },
    onFault: broke('desk'),
  });
  const jobs = createJobRunner({
    store,
    desk,
    clock: systemClock,
    atOnce: config().limits.jobs,
    onFault: broke('jobs'),
  });
  const watch = openWatch({
    store,
    desk,
    jobs,
    clock: systemClock,
    lists: parseDnsblData(data['dnsbl.toml'] ?? {}),
    textsIn,
    origin,
    allowPrivate: false,
    broke: (what, error) => broke(what)(error),
    defaults: (key) => settingOf(config(), key),
  });
  const streams = createEventStreams();
  const api = createApiApp({
    clock: systemClock,
    store,
    people,
    desk,
    jobs,
    watch,
    streams,
    settings: {
      version,
      get origin() {
        return origin();
      },
      isTls,
      trustsProxy,
      get publicAsk() {
        return config().public_ask;
      },
      get language() {
        return config().language;
      },
    },
    log: (event) => {
      if (event.kind === 'request') {
        const { kind: _, ms, ...fields } = event;
        log({ level: 'info', part: 'http', message: 'request', fields: { ...fields, ms: Math.round(ms) } });
        given.counted(event);
      } else {
        const { requestId, route, error } = event;
        log({
          level: 'error',
          part: 'http',
          message: 'a request failed',
          fields: { requestId, route },
          error,
        });
      }
    },
  });
  return { people, desk, jobs, watch, streams, api };
}
