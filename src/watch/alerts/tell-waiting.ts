/** Tells live views how many alerts wait for somebody: after each change, and where time alone has changed it, as a muting ends. */

export interface WaitingTeller {
  /** Tells the number as it is now: what the alerts say may be another thing, too. */
  readonly tell: () => Promise<void>;
  /** Tells it where it is another one than was told last. */
  readonly tellIfOther: () => Promise<void>;
}

export function waitingTeller(count: () => Promise<number>, say: (open: number) => void): WaitingTeller {
  let last: number | undefined;
  const tell = async (): Promise<void> => {
    last = await count();
    say(last);
  };
  return {
    tell,
    tellIfOther: async () => {
      if ((await count()) !== last) await tell();
    },
  };
}
