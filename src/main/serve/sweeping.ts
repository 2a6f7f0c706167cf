/** Throws away what is older than it is to be kept: soon after the start, then every six hours. */
import { instantOf, systemClock } from '../../base/clock.ts';
import type { Retention, Store } from '../../store/types.ts';
import type { Log } from './logs.ts';

const FIRST_MS = 60_000;
const EVERY_MS = 6 * 60 * 60 * 1000;

/** Answers how to stop; waits for the sweep under way. */
export function startSweeping(
  store: Pick<Store, 'sweep'>,
  retention: () => Promise<Retention>,
  log: Log,
): () => Promise<void> {
  let timer: NodeJS.Timeout;
  let underWay: Promise<void> = Promise.resolve();
  let isStopped = false;
  const sweep = async (): Promise<void> => {
    try {
      const swept = await store.sweep(await retention(), instantOf(systemClock.nowMs()));
      const total = Object.values(swept).reduce((sum: number, count: number) => sum + count, 0);
      if (total > 0)
        log({ level: 'info', part: 'store', message: 'old records thrown away', fields: { ...swept } });
    } catch (error) {
      log({ level: 'error', part: 'store', message: 'old records could not be thrown away', error });
    }
  };
  const plan = (ms: number): void => {
    timer = setTimeout(() => {
      underWay = sweep().then(() => {
        if (!isStopped) plan(EVERY_MS);
      });
    }, ms);
    timer.unref();
  };
  plan(FIRST_MS);
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await underWay;
  };
}
