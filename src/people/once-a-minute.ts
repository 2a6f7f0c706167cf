/** Being seen is noted, but not with every request, and never at the price of the request. */
import type { Clock } from '../base/clock.ts';
import { StoreError } from '../store/types.ts';

const MINUTE_MS = 60_000;
const MAX_KEYS = 10_000;

/** True where the key was not let through for a minute. `lastAt` is what the store knows of it. */
export type OnceAMinute = (key: string, lastAt: string | undefined) => boolean;

/** A note a minute for each key; all are forgotten when there are ten thousand. */
export function createOnceAMinute(clock: Clock): OnceAMinute {
  const seen = new Map<string, number>();
  return (key, lastAt) => {
    const nowMs = clock.nowMs();
    const last = Math.max(seen.get(key) ?? 0, lastAt === undefined ? 0 : Date.parse(lastAt));
    if (nowMs - last < MINUTE_MS) return false;
    // Forgetting all costs one more write each; growing without end would cost more.
    if (seen.size >= MAX_KEYS) seen.clear();
    seen.set(key, nowMs);
    return true;
  };
}

/** Being seen is worth a note, not a refusal: with a full disk one can still read. */
export async function evenIfFull(note: () => Promise<void>): Promise<void> {
  try {
    await note();
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
  }
}
