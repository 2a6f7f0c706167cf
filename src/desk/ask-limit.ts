/**
 * The end of an ask: its time is over, the desk closes, or the asker calls it off. Everything is taken back when the ask ends:
 * AbortSignal.timeout and AbortSignal.any would hold their timer and their links until long after, for each of thousands a second.
 */

export interface AskLimit {
  /** Its reason is a TimeoutError where the time was over. */
  readonly signal: AbortSignal;
  readonly release: () => void;
}

/** Aborts after `timeMs`, or when one of `signals` does. Call `release` at the end. */
export function limitAsk(timeMs: number, signals: readonly AbortSignal[]): AskLimit {
  const own = new AbortController();
  const aborted = signals.find((signal) => signal.aborted);
  if (aborted !== undefined) {
    own.abort(aborted.reason);
    return { signal: own.signal, release: () => undefined };
  }
  const timer = setTimeout(() => own.abort(new DOMException('It took too long.', 'TimeoutError')), timeMs);
  const onAbort = (event: Event): void => own.abort((event.target as AbortSignal).reason);
  for (const signal of signals) signal.addEventListener('abort', onAbort, { once: true });
  return {
    signal: own.signal,
    release: () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', onAbort);
    },
  };
}
