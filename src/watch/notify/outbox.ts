/**
 * Messages that wait to go out, in the store: what was queued before a stop goes out after it. Tried again for a day, at growing
 * distances; a target that fails for long raises an alert of its own, which the other targets are told of.
 *
 * Storms: at most so many messages a minute go to one target. When more alerts wait than that leaves room for, they become one message.
 */
import { type Clock, type Instant, instantOf } from '../../base/clock.ts';
import type { Problem } from '../../base/result.ts';
import { compareSeverity } from '../../findings/profile.ts';
import type { Alert, Delivery, NotificationTarget } from '../../store/alerts/types.ts';
import type { Store } from '../../store/types.ts';
import type { Settings } from '../types.ts';
import type { Notice, NoticeEntry } from './notice.ts';
import type { SendResult } from './send-result.ts';

export interface OutboxNeeds {
  readonly store: Pick<Store, 'targets' | 'deliveries' | 'alerts'>;
  readonly settings: Settings;
  readonly clock: Clock;
  /** Sends one notice. Never throws for what the network does. */
  readonly send: (target: NotificationTarget, notice: Notice) => Promise<SendResult>;
  /** Why a message did not go out, in words. */
  readonly sayProblem: (problem: Problem) => Promise<Pick<Delivery, 'lastProblem' | 'language' | 'said'>>;
  /** Where the dashboard is; '' where that is not known. */
  readonly origin: () => string;
  /** A target has failed so often that somebody must know; `since`: its oldest message that waits. */
  readonly failing: (target: NotificationTarget, problem: Problem, since: Instant) => Promise<void>;
  /** A target works again. */
  readonly works: (target: NotificationTarget) => Promise<void>;
}

export interface Outbox {
  /** Puts a message about an alert in the queue of each target that is to be told. */
  readonly add: (event: 'opened' | 'closed', alert: Alert) => Promise<void>;
  /** Sends what is due; answers how many messages went out. One at a time. */
  readonly tick: () => Promise<number>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Alerts of one audit come together: a message waits a little for others. */
const GATHER_MS = 2_000;
const FIRST_RETRY_MS = MINUTE_MS;
const MAX_RETRY_MS = 2 * 3_600_000;
/** From so many failures on a target is said to fail: about a quarter of an hour. */
const FAILURES_TOLD = 5;
const MAX_DUE = 1000;

/** One minute, doubled each time, at most two hours. */
export function retryTime(attempts: number, nowMs: number): Instant {
  return instantOf(nowMs + Math.min(FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20), MAX_RETRY_MS));
}

/** True where a target is to be told of an alert. */
export function isToBeTold(
  target: NotificationTarget,
  event: 'opened' | 'closed',
  alert: Alert,
  now: Instant,
): boolean {
  if (!target.isEnabled || compareSeverity(alert.severity, target.leastSeverity) > 0) return false;
  if (alert.mutedUntil !== undefined && alert.mutedUntil > now) return false;
  // Nobody is told of the end of what they were not told of, and a target is not told of itself.
  return (event === 'opened' || target.createdAt <= alert.openedAt) && alert.key !== failingKey(target.id);
}

/** The alert about a target that fails. */
export const failingKey = (targetId: string): string => `notifications|${targetId}`;

const turnedOff: Problem = { code: 'turned-off', message: 'The target is turned off.' };
const alertGone: Problem = { code: 'alert-gone', message: 'The alert is gone.' };
const alertMuted: Problem = { code: 'muted', message: 'The alert was muted meanwhile.' };

export function openOutbox(needs: OutboxNeeds): Outbox {
  const { store, settings, clock } = needs;
  /** Target → when messages went to it in the last minute. */
  const recent = new Map<string, readonly number[]>();

  const room = (targetId: string, perMinute: number, nowMs: number): number => {
    const times = (recent.get(targetId) ?? []).filter((time) => time > nowMs - MINUTE_MS);
    recent.set(targetId, times);
    return perMinute - times.length;
  };

  const tellTarget = async (
    targetId: string,
    due: readonly Delivery[],
    perMinute: number,
  ): Promise<number> => {
    const target = await store.targets.get(targetId);
    if (target === undefined || !target.isEnabled) {
      await Promise.all(due.map((one) => giveUp(one, turnedOff, clock.nowMs())));
      return 0;
    }
    const waiting = await entriesOf(due);
    if (waiting.length === 0) return 0;
    const free = room(targetId, perMinute, clock.nowMs());
    if (free <= 0) return 0;
    const parts = waiting.length > free ? [waiting] : waiting.map((one) => [one]);
    let sent = 0;
    for (const part of parts) {
      recent.set(targetId, [...(recent.get(targetId) ?? []), clock.nowMs()]);
      const result = await needs.send(target, noticeOf(target, part));
      if (result.isSent) {
        sent += 1;
        await noteSent(part);
        await needs.works(target);
        continue;
      }
      const problem = result.problem ?? { code: 'network', message: result.reply };
      // What one message met, the others would meet: they are noted with it and not tried now.
      await noteFailed(target, waiting.slice(waiting.indexOf(part[0] as Waiting)), problem);
      break;
    }
    return sent;
  };

  interface Waiting {
    readonly delivery: Delivery;
    readonly entry: NoticeEntry;
  }

  const entriesOf = async (due: readonly Delivery[]): Promise<readonly Waiting[]> => {
    const found = await Promise.all(
      due.map(async (delivery) => ({ delivery, alert: await store.alerts.get(delivery.alertId) })),
    );
    const nowMs = clock.nowMs();
    const waiting: Waiting[] = [];
    for (const { delivery, alert } of found) {
      const { event } = delivery;
      if (alert === undefined || (event !== 'opened' && event !== 'closed')) {
        await giveUp(delivery, alertGone, nowMs);
        continue;
      }
      // Muted since it was queued: nothing is sent.
      if (alert.mutedUntil !== undefined && alert.mutedUntil > instantOf(nowMs)) {
        await giveUp(delivery, alertMuted, nowMs);
        continue;
      }
      waiting.push({ delivery, entry: { event, alert } });
    }
    return waiting;
  };

  const noticeOf = (target: NotificationTarget, part: readonly Waiting[]): Notice => {
    const [first] = part;
    return {
      id: first?.delivery.id ?? '',
      event: part.length > 1 || first === undefined ? 'bundle' : first.entry.event,
      at: instantOf(clock.nowMs()),
      entries: part.map(({ entry }) => entry),
      target,
      origin: needs.origin(),
    };
  };

  const noteSent = async (part: readonly Waiting[]): Promise<void> => {
    const sentAt = instantOf(clock.nowMs());
    await Promise.all(
      part.map(({ delivery: { id, attempts } }) =>
        store.deliveries.noted(id, { state: 'sent', attempts: attempts + 1, nextAt: sentAt, sentAt }),
      ),
    );
  };

  const giveUp = async ({ id, attempts }: Delivery, problem: Problem, nowMs: number): Promise<void> =>
    store.deliveries.noted(id, {
      ...(await needs.sayProblem(problem)),
      state: 'given-up',
      attempts,
      nextAt: instantOf(nowMs),
    });

  const noteFailed = async (
    target: NotificationTarget,
    part: readonly Waiting[],
    problem: Problem,
  ): Promise<void> => {
    const said = await needs.sayProblem(problem);
    const nowMs = clock.nowMs();
    let most = 0;
    let oldest = instantOf(nowMs);
    for (const { delivery } of part) {
      const attempts = delivery.attempts + 1;
      most = Math.max(most, attempts);
      if (delivery.createdAt < oldest) oldest = delivery.createdAt;
      const isOver = nowMs - Date.parse(delivery.createdAt) >= DAY_MS;
      await store.deliveries.noted(delivery.id, {
        state: isOver ? 'given-up' : 'waiting',
        attempts,
        nextAt: retryTime(attempts, nowMs),
        ...said,
      });
    }
    if (most >= FAILURES_TOLD) await needs.failing(target, problem, oldest);
  };

  return {
    add: async (event, alert) => {
      const nowMs = clock.nowMs();
      const now = instantOf(nowMs);
      const targets = await store.targets.list();
      for (const target of targets.filter((one) => isToBeTold(one, event, alert, now))) {
        await store.deliveries.add({
          targetId: target.id,
          alertId: alert.id,
          event,
          createdAt: now,
          nextAt: instantOf(nowMs + GATHER_MS),
        });
      }
    },
    tick: async () => {
      const due = await store.deliveries.due(instantOf(clock.nowMs()), MAX_DUE);
      if (due.length === 0) return 0;
      const { messagesPerMinute } = (await settings.get('alerts')).value;
      const byTarget = Map.groupBy(due, ({ targetId }) => targetId);
      const sent = await Promise.all(
        [...byTarget].map(([targetId, waiting]) => tellTarget(targetId, waiting, messagesPerMinute)),
      );
      return sent.reduce((sum, count) => sum + count, 0);
    },
  };
}
