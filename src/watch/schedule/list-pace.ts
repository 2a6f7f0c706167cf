/**
 * How fast scheduled audits may put questions to one DNS list. Every audit asks every list about each of its names and addresses, so
 * the same account serves all zones: a bucket that fills by so many questions a minute, from which each audit takes its share.
 */
export interface ListPace {
  /** True where an audit that asks so many questions of a zone may begin now; then they are taken. */
  readonly take: (questions: number, perMinute: number, nowMs: number) => boolean;
}

/** Ten minutes' worth can be saved up. */
const SAVED_MINUTES = 10;

export function createListPace(): ListPace {
  let saved: number | undefined;
  let lastMs = 0;
  return {
    take: (questions, perMinute, nowMs) => {
      const most = perMinute * SAVED_MINUTES;
      const gained = saved === undefined ? perMinute : (Math.max(0, nowMs - lastMs) / 60_000) * perMinute;
      saved = Math.min(most, (saved ?? 0) + gained);
      lastMs = nowMs;
      // An audit that asks more than can be saved waits until the bucket is full, not for ever.
      if (saved < Math.min(questions, most)) return false;
      saved -= questions;
      return true;
    },
  };
}
