/** At most so many at the same time; the others wait in the order they came. */

export interface Semaphore {
  /** Runs `work` when there is room. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
}

export function createSemaphore(limit: number): Semaphore {
  const waiting: (() => void)[] = [];
  let running = 0;
  const next = (): void => {
    if (running >= limit) return;
    const start = waiting.shift();
    if (start === undefined) return;
    running += 1;
    start();
  };
  return {
    run: async (work) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        next();
      });
      try {
        return await work();
      } finally {
        running -= 1;
        next();
      }
    },
  };
}
