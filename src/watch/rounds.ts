/** Work that is done again and again, never twice at the same time; what throws is told and tried again in the next round. */
export interface Round {
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
  readonly broke: (error: unknown) => void;
}

export interface Rounds {
  readonly start: () => void;
  /** Waits for what is under way, at most five seconds: what was not noted is done again after the next start. */
  readonly stop: () => Promise<void>;
}

const STOP_MS = 5000;

export function createRounds(all: readonly Round[]): Rounds {
  const timers: NodeJS.Timeout[] = [];
  const running = new Map<Round, Promise<unknown>>();
  const begin = (round: Round): void => {
    if (running.has(round)) return;
    const work = round
      .run()
      .catch(round.broke)
      .finally(() => running.delete(round));
    running.set(round, work);
  };
  return {
    start: () => {
      for (const round of all) timers.push(setInterval(() => begin(round), round.everyMs).unref());
    },
    stop: async () => {
      for (const timer of timers.splice(0)) clearInterval(timer);
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, STOP_MS);
      });
      await Promise.race([Promise.all(running.values()), late]);
      clearTimeout(timer);
    },
  };
}
