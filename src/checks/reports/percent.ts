/** Shares of messages, as texts show them. */

/** Own mail that passes below this share is lost in numbers that hurt once a policy is enforced. */
export const ENOUGH = 0.98;

/** Whole percent, rounded down so that nothing short of all is told as 100; 0 of none. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((part / whole) * 100);
}
