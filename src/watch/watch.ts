/** Puts watching together: inventory, schedule, findings over time, lists, alerts and those who are told. */

import { type Clock, type Instant, instantOf } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import type { Problem } from '../base/result.ts';
import type { Desk, JobRunner } from '../desk/types.ts';
import type { Catalogue } from '../findings/catalogue.ts';
import { cutTo } from '../findings/ways.ts';
import type { DnsblData } from '../gather/dnsbl/index.ts';
import type { AlertWords } from '../store/alerts/types.ts';
import type { Store } from '../store/types.ts';
import { openAlertDesk } from './alerts/alert-desk.ts';
import { alertIn } from './alerts/alert-in.ts';
import { waitingTeller } from './alerts/tell-waiting.ts';
import { openSubjects } from './inventory/subjects.ts';
import { openListings } from './listings/listings.ts';
import { type LookupHost, systemLookup } from './notify/host-addresses.ts';
import type { Notice } from './notify/notice.ts';
import { failingKey, openOutbox } from './notify/outbox.ts';
import { sendNotice } from './notify/send-notice.ts';
import { keptProblem, sayProblem } from './notify/send-result.ts';
import { openTargets } from './notify/targets.ts';
import { createRounds } from './rounds.ts';
import { sayEverywhere } from './say-everywhere.ts';
import { openIntake } from './schedule/intake.ts';
import { createScheduler } from './schedule/scheduler.ts';
import type { SettingKey } from './settings/schemas.ts';
import { openSettings } from './settings/settings.ts';
import type { Watch, WatchEvent } from './types.ts';

export interface WatchNeeds {
  readonly store: Store;
  readonly desk: Pick<Desk, 'ask' | 'languages' | 'sayAgain'>;
  readonly jobs: Pick<JobRunner, 'submit' | 'cancel' | 'onEnd'>;
  readonly clock: Clock;
  /** What is known of DNS lists: data/dnsbl.toml. */
  readonly lists: DnsblData;
  readonly textsIn: (language: string) => Catalogue;
  /** Of the dashboard, for links in messages: 'https://waypost.example.org'; '' where it is not known. */
  readonly origin: () => string;
  /** Addresses of a closed network may be watched. */
  readonly allowPrivate: boolean;
  /** What broke in the background: `what` is 'schedule', 'outbox' or 'intake'. */
  readonly broke: (what: string, error: unknown) => void;
  /** Settings that hold where the dashboard set none: of waypost.toml. */
  readonly defaults?: (key: SettingKey) => JsonObject;
  /** 0 ≤ chance < 1; Math.random where it is absent. */
  readonly chance?: () => number;
  /** Between looks at what waits to be sent; two seconds where it is absent. */
  readonly outboxEveryMs?: number;
  /** Names to addresses; the system's where it is absent. */
  readonly lookupHost?: LookupHost;
  /** Authorities in PEM that targets are verified against in place of the built-in ones. */
  readonly ca?: string;
}

const SCHEDULE_MS = 15_000;
const OUTBOX_MS = 2_000;

export function openWatch(needs: WatchNeeds): Watch {
  const { store, desk, jobs, clock, lists, textsIn, origin, allowPrivate, broke } = needs;
  const chance = needs.chance ?? Math.random;
  const listeners = new Set<(event: WatchEvent) => void>();
  const tell = (event: WatchEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const settings = openSettings({
    store,
    clock,
    lists,
    ...(needs.defaults !== undefined && { defaults: needs.defaults }),
  });
  const sending = {
    store,
    lookupHost: needs.lookupHost ?? systemLookup,
    nowMs: clock.nowMs,
    ...(needs.ca !== undefined && { ca: needs.ca }),
  };
  const languageOf = async (): Promise<string> => (await settings.get('alerts')).value.language;
  const languages = { all: desk.languages, textsIn };
  const send = async (
    target: Parameters<typeof sendNotice>[0],
    notice: Parameters<typeof sendNotice>[1],
    language?: string,
  ) => {
    const { language: set, allowPrivateTargets } = (await settings.get('alerts')).value;
    const texts = textsIn(language ?? set);
    return sendNotice(target, noticeIn(notice, texts.language), texts, allowPrivateTargets, sending);
  };
  const outbox = openOutbox({
    store,
    settings,
    clock,
    send,
    origin,
    sayProblem: async (problem) => sayEverywhere(keptProblem(problem), await languageOf(), languages),
    failing: async (target, problem, since) => {
      const words = sayEverywhere(sayFailing(target.name, problem, since), await languageOf(), languages);
      await alerts.raise(
        { ...words, key: failingKey(target.id), about: target.name, severity: 'error' },
        instantOf(clock.nowMs()),
      );
    },
    works: async ({ id }) => {
      await alerts.close(failingKey(id), instantOf(clock.nowMs()));
    },
  });
  const alerts = openAlertDesk({
    store,
    clock,
    notify: outbox.add,
    changed: () => {
      waiting.tell().catch((error: unknown) => broke('outbox', error));
    },
  });
  const waiting = waitingTeller(alerts.countWaiting, (open) => tell({ kind: 'alerts', open }));
  const changed = (subjectId: string): void => tell({ kind: 'change', subjectId });
  const intake = openIntake({ store, desk, alerts, settings, clock, chance, textsIn, changed });
  const scheduler = createScheduler({ store, jobs, settings, intake, clock, chance });
  const outboxEveryMs = needs.outboxEveryMs ?? OUTBOX_MS;
  const outboxBroke = (error: unknown): void => broke('outbox', error);
  const rounds = createRounds([
    { everyMs: SCHEDULE_MS, run: scheduler.tick, broke: (error) => broke('schedule', error) },
    { everyMs: outboxEveryMs, run: outbox.tick, broke: outboxBroke },
    { everyMs: outboxEveryMs, run: waiting.tellIfOther, broke: outboxBroke },
  ]);
  let stopListening: (() => void) | undefined;
  return {
    settings,
    alerts,
    subjects: openSubjects({
      store,
      desk,
      jobs,
      settings,
      clock,
      allowPrivate,
      closeAlertsOf: alerts.closeAlertsOf,
      changed,
    }),
    listings: openListings({ store, lists, textsIn }),
    targets: openTargets({
      store,
      desk,
      clock,
      textsIn,
      send,
      origin,
      removed: async (id) => {
        await store.alerts.close(failingKey(id), instantOf(clock.nowMs()));
      },
    }),
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: async () => {
      stopListening = jobs.onEnd(scheduler.ended);
      await intake.takeMissed();
      await scheduler.catchUp();
      rounds.start();
    },
    stop: async () => {
      stopListening?.();
      await rounds.stop();
    },
  };
}

/** Alerts are told in the language of messages. */
const noticeIn = (notice: Notice, language: string): Notice => ({
  ...notice,
  entries: notice.entries.map(({ event, alert }) => ({ event, alert: alertIn(alert, language) })),
});

/** The alert about a target that fails; `since`: its oldest message that waits. */
const sayFailing =
  (target: string, problem: Problem, since: Instant) =>
  (texts: Catalogue): AlertWords => {
    const said = sayProblem(problem, texts);
    const named = { target, problem: said };
    return {
      title: cutTo(texts.ui('notice.failing.title', named), 300),
      finding: {
        label: texts.ui('notice.failing.label', named),
        detail: said,
        todo: texts.ui('notice.failing.todo', named),
        since,
      },
      turn: texts.ui('notice.failing.turn'),
    };
  };
