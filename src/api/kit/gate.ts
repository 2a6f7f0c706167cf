/**
 * A bound on work at the same time: some run, some wait in the order in which they came, the rest is sent away at once. Nobody fills
 * the queue alone: one caller has at most a share of it.
 */

export interface GateLimits {
  readonly running: number;
  readonly waiting: number;
  /** Of running and waiting together, for one caller. */
  readonly perCaller: number;
}

export interface Gate {
  /**
   * Answers how to leave, once there is room; 'full' where too many wait, 'yours' where too many of the caller's own do, 'gone' where
   * `signal` aborts first.
   */
  readonly enter: (caller: string, signal: AbortSignal) => Promise<(() => void) | 'full' | 'yours' | 'gone'>;
  readonly counts: () => { readonly running: number; readonly waiting: number };
}

/** A gate that nobody has entered. */
export function createGate(limits: GateLimits): Gate {
  const queue: (() => void)[] = [];
  const callers = new Map<string, number>();
  let running = 0;

  const leaveFor = (caller: string): (() => void) => {
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      running -= 1;
      forget(caller);
      queue.shift()?.();
    };
  };
  const forget = (caller: string): void => {
    const left = (callers.get(caller) ?? 1) - 1;
    if (left <= 0) callers.delete(caller);
    else callers.set(caller, left);
  };

  return {
    enter: async (caller, signal) => {
      if (signal.aborted) return 'gone';
      const own = callers.get(caller) ?? 0;
      if (own >= limits.perCaller) return 'yours';
      if (running < limits.running) {
        running += 1;
        callers.set(caller, own + 1);
        return leaveFor(caller);
      }
      if (queue.length >= limits.waiting) return 'full';
      callers.set(caller, own + 1);
      return new Promise((resolve) => {
        const onAbort = (): void => {
          queue.splice(queue.indexOf(begin), 1);
          forget(caller);
          resolve('gone');
        };
        const begin = (): void => {
          signal.removeEventListener('abort', onAbort);
          running += 1;
          resolve(leaveFor(caller));
        };
        signal.addEventListener('abort', onAbort, { once: true });
        queue.push(begin);
      });
    },
    counts: () => ({ running, waiting: queue.length }),
  };
}
