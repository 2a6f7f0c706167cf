/**
 * When the next audit is due. Each name has a place of its own in the interval, found from the name, so that audits are spread over the
 * hours and come at about the same time each day; chance moves them a little, so that lists and name servers see no pattern.
 */
import { createHash } from 'node:crypto';
import { type Instant, instantOf } from '../../base/clock.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Of the interval, to either side. */
const JITTER = 0.05;
const FIRST_BACK_OFF_MS = 10 * MINUTE_MS;
const MAX_BACK_OFF_MS = 6 * HOUR_MS;
/** Overdue audits after a stop are begun no closer than this, and all within the catch-up time if they are few. */
const CATCH_UP_STEP_MS = 30_000;
const MAX_CATCH_UP_MS = 2 * HOUR_MS;

/** 0 ≤ place < 1, the same for a name for ever. */
export function placeOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE(0) / 2 ** 32;
}

/** The next regular audit: at the name's place in the interval, at least half an interval away. `chance`: 0 ≤ chance < 1. */
export function regularTime(name: string, everyHours: number, nowMs: number, chance: number): Instant {
  const interval = everyHours * HOUR_MS;
  const place = placeOf(name) * interval;
  const earliest = nowMs + interval / 2;
  const turn = Math.ceil((earliest - place) / interval) * interval + place;
  const jitter = (chance * 2 - 1) * JITTER * interval;
  return instantOf(Math.round(Math.max(turn + jitter, nowMs + MINUTE_MS)));
}

/** After an audit that said nothing: 10 minutes, doubled each time, at most 6 hours and never beyond the interval. */
export function backOffTime(failures: number, everyHours: number, nowMs: number, chance: number): Instant {
  const doubled = FIRST_BACK_OFF_MS * 2 ** Math.min(Math.max(failures - 1, 0), 20);
  const wait = Math.min(doubled, MAX_BACK_OFF_MS, everyHours * HOUR_MS);
  return instantOf(Math.round(nowMs + wait * (1 + chance * 0.2)));
}

/** A second look at what is new. */
export function confirmTime(minutes: number, nowMs: number, chance: number): Instant {
  return instantOf(Math.round(nowMs + minutes * MINUTE_MS * (1 + chance * 0.2)));
}

/** Times for `count` overdue audits, the longest waiting first. */
export function catchUpTimes(count: number, nowMs: number): readonly Instant[] {
  const step = Math.min(CATCH_UP_STEP_MS, MAX_CATCH_UP_MS / Math.max(count, 1));
  return Array.from({ length: count }, (_, place) => instantOf(Math.round(nowMs + place * step)));
}
