/**
 * Alerts: raised once for each cause, seen again, closed by themselves; acknowledged and muted by people. Who is told is the
 * notifier's business; muted alerts are not told of. A cause that several watched names share (an address that is listed) is one alert,
 * which names them and stays open as long as one of them has it.
 */
import { type Clock, type Instant, instantOf } from '../../base/clock.ts';
import type { Alert } from '../../store/alerts/types.ts';
import type { Store } from '../../store/types.ts';
import type { AlertsOf } from '../outcome/alerts-of.ts';
import { isSharedKey } from '../outcome/finding-key.ts';
import type { Alerts } from '../types.ts';
import { alertIn } from './alert-in.ts';
import { concernedBy, type Sharers } from './concerned.ts';

export interface AlertDeskNeeds {
  readonly store: Pick<Store, 'alerts' | 'findings' | 'inventory'>;
  readonly clock: Clock;
  /** Told of an alert that opened or closed; puts messages in the queue. */
  readonly notify: (event: 'opened' | 'closed', alert: Alert) => Promise<void>;
  /** An alert opened, closed, or was taken in hand: how many wait may be another number. */
  readonly changed: () => void;
}

export interface AlertDesk extends Alerts {
  /** Raises and closes what follows from an audit of a subject. */
  readonly settle: (subjectId: string, reportId: string, told: AlertsOf, at: Instant) => Promise<void>;
  readonly raise: (alert: Parameters<Store['alerts']['raise']>[0], at: Instant) => Promise<Alert>;
  readonly close: (key: string, at: Instant) => Promise<Alert | undefined>;
  readonly closeAlertsOf: (subjectId: string) => Promise<void>;
}

/** The longest time for which an alert can be muted: a year. */
const MAX_MUTE_MS = 366 * 86_400_000;

/** A moment at most a year away; undefined where it is none. */
export function muteTime(text: string, nowMs: number): Instant | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) || ms > nowMs + MAX_MUTE_MS ? undefined : instantOf(ms);
}

export function openAlertDesk({ store, clock, notify, changed }: AlertDeskNeeds): AlertDesk {
  const { alerts } = store;
  const raise: AlertDesk['raise'] = async (given, at) => {
    const { alert, what } = await alerts.raise(given, at);
    if (what === 'opened') {
      await notify('opened', alert);
      changed();
    }
    return alert;
  };
  const close: AlertDesk['close'] = async (key, at) => {
    const closed = await alerts.close(key, at);
    if (closed === undefined) return undefined;
    await notify('closed', closed);
    changed();
    return closed;
  };
  /** True where others have the same cause: the alert is theirs then. */
  const isHandedOver = async (alert: Alert, subjectId: string, sharers: Sharers, at: Instant) => {
    const others = isSharedKey(alert.key) ? await sharers.others(alert.key, subjectId) : [];
    const [heir] = others;
    if (heir === undefined) return false;
    const finding = sharers.named(alert.finding, others);
    await raise({ ...alert, finding, subjectId: heir.id, reportId: heir.reportId }, at);
    return true;
  };
  return {
    list: async (filter, request, language) => {
      const { items, ...page } = await alerts.list(filter, request);
      return { items: items.map((alert) => alertIn(alert, language)), ...page };
    },
    get: async (id, language) => {
      const alert = await alerts.get(id);
      return alert && alertIn(alert, language);
    },
    countWaiting: () => alerts.countWaiting(instantOf(clock.nowMs())),
    raise,
    close,
    settle: async (subjectId, reportId, { raised, lasting }, at) => {
      const sharers = await concernedBy(store);
      for (const one of raised) {
        const others = isSharedKey(one.key) ? await sharers.others(one.key, subjectId) : [];
        const finding = sharers.named(one.finding, [{ id: subjectId, reportId }, ...others]);
        await raise({ ...one, finding, subjectId, reportId }, at);
      }
      for (const alert of await alerts.openOf(subjectId))
        if (!lasting.has(alert.key) && !(await isHandedOver(alert, subjectId, sharers, at)))
          await close(alert.key, at);
    },
    closeAlertsOf: async (subjectId) => {
      const at = instantOf(clock.nowMs());
      const sharers = await concernedBy(store);
      // Whoever took the name out knows it: nobody is told.
      for (const alert of await alerts.openOf(subjectId))
        if (!(await isHandedOver(alert, subjectId, sharers, at))) await alerts.close(alert.key, at);
      changed();
    },
    change: async (id, version, { acknowledged, mutedUntil }, by, language) => {
      const at = instantOf(clock.nowMs());
      const changedAlert = await alerts.change(id, version, {
        ...(acknowledged !== undefined && {
          acknowledgedAt: acknowledged ? at : null,
          acknowledgedBy: acknowledged ? by.name : null,
        }),
        ...(mutedUntil !== undefined && { mutedUntil }),
      });
      if (!changedAlert.ok) return changedAlert;
      changed();
      return { ok: true, value: alertIn(changedAlert.value, language) };
    },
  };
}
