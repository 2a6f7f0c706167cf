/** Ids that sort by the time they were made: UUID version 7 (RFC 9562 section 5.7). */
import { randomFillSync } from 'node:crypto';
import type { Clock } from '../base/clock.ts';

export type NewId = () => string;

const counterLimit = 0x1000;

/** Milliseconds since the epoch that an id was made with. */
function timeOf(id: string): number {
  return Number.parseInt(id.replace('-', '').slice(0, 12), 16) || 0;
}

/**
 * Makes ids that only grow, also within a millisecond, when the clock is set back, and after `newest`, the last one of an earlier
 * process: the 12 bits behind the time count (RFC 9562 section 6.2, method 1), 62 bits are chance.
 */
export function createIds(clock: Clock, newest?: string): NewId {
  const chance = new Uint8Array(8);
  let lastMs = newest === undefined ? 0 : timeOf(newest);
  let counter = counterLimit - 1;
  return () => {
    const nowMs = Math.floor(clock.nowMs());
    if (nowMs > lastMs) {
      lastMs = nowMs;
      counter = 0;
    } else if (++counter === counterLimit) {
      lastMs += 1;
      counter = 0;
    }
    randomFillSync(chance);
    const time = lastMs.toString(16).padStart(12, '0');
    const tail = Buffer.from(chance.buffer).toString('hex');
    const variant = (8 + (Number.parseInt(tail.slice(0, 1), 16) & 3)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${tail.slice(1, 4)}-${tail.slice(4)}`;
  };
}
