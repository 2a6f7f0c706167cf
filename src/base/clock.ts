/** Time is given, never taken: floors above receive a Clock, tests give a number. */

/** A moment in UTC as ISO 8601 with milliseconds: '2026-11-23T10:00:00.000Z'. */
export type Instant = string;

export interface Clock {
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: () => number;
  /** Milliseconds that never run backwards; only differences mean something. */
  readonly monotonicMs: () => number;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

/** The last moment that was formatted: under load many are of the same millisecond. */
let last = { epochMs: 0, instant: new Date(0).toISOString() };

/** Formats milliseconds since the epoch as an Instant. */
export function instantOf(epochMs: number): Instant {
  if (epochMs !== last.epochMs) last = { epochMs, instant: new Date(epochMs).toISOString() };
  return last.instant;
}
