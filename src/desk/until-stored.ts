/** Writes that must not be lost for a store that is held or full for a while. */
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError } from '../store/types.ts';

export interface Patience {
  /** Milliseconds between two tries. */
  readonly everyMs: number;
  /** Whether it is worth waiting for, after so many tries. */
  readonly waitsFor: (code: string, tries: number) => boolean;
  /** Told of each try that failed. */
  readonly onFault: (error: unknown) => void;
}

/** What `write` answers, as soon as the store takes it. Throws what it is not waited for. */
export async function untilStored<T>(
  write: () => Promise<T>,
  { everyMs, waitsFor, onFault }: Patience,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof StoreError) || !waitsFor(error.problem.code, tries)) throw error;
      onFault(error);
      await sleep(everyMs);
    }
  }
}
