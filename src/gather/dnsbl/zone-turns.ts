/**
 * Politeness towards the operators of lists: few questions at a time to one zone, no more a second than it allows, and a
 * maximum for a zone and for the run. What is over a limit is not asked.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import { createSemaphore } from '../dns/index.ts';

export interface TurnLimits {
  /** Questions to one zone at the same time; default 2. */
  readonly maxInFlight?: number;
  /** Questions to one zone in the run, its self-test apart; default 1,000. */
  readonly maxPerZone?: number;
  /** Questions to all zones in the run; default 20,000. */
  readonly maxPerRun?: number;
  /** Nobody waits longer for his turn; default 5 seconds. */
  readonly maxWaitMs?: number;
  /** Waits so many milliseconds. */
  readonly sleep?: (milliseconds: number) => Promise<unknown>;
}

export interface ZoneTurns {
  /** Runs `work` when it is the turn of a zone, or of an operator; undefined: over a limit, and nothing was done. */
  readonly run: <T>(
    zone: string,
    maxPerSecond: number | undefined,
    work: () => Promise<T>,
  ) => Promise<T | undefined>;
}

interface ZoneState {
  readonly room: ReturnType<typeof createSemaphore>;
  asked: number;
  /** Monotonic time before which the next question must not go out. */
  nextAtMs: number;
}

export function createZoneTurns(clock: Clock, limits: TurnLimits = {}): ZoneTurns {
  const { maxInFlight = 2, maxPerZone = 1000, maxPerRun = 20_000, maxWaitMs = 5000 } = limits;
  const pause = limits.sleep ?? ((milliseconds: number) => sleep(milliseconds));
  const zones = new Map<string, ZoneState>();
  let spent = 0;
  const stateOf = (zone: string): ZoneState => {
    const known = zones.get(zone);
    if (known !== undefined) return known;
    const fresh: ZoneState = { room: createSemaphore(maxInFlight), asked: 0, nextAtMs: 0 };
    zones.set(zone, fresh);
    return fresh;
  };
  return {
    run: async (zone, maxPerSecond, work) => {
      const state = stateOf(zone);
      if (state.asked >= maxPerZone || spent >= maxPerRun) return undefined;
      if (maxPerSecond !== undefined) {
        const now = clock.monotonicMs();
        const startMs = Math.max(now, state.nextAtMs);
        if (startMs - now > maxWaitMs) return undefined;
        state.nextAtMs = startMs + 1000 / maxPerSecond;
        state.asked += 1;
        spent += 1;
        if (startMs > now) await pause(startMs - now);
        return state.room.run(work);
      }
      state.asked += 1;
      spent += 1;
      return state.room.run(work);
    },
  };
}
