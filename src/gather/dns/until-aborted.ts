/** Waiting that can be left: the work goes on for the others who wait for it. */

/** The answer, or what `leave` gives when the signal comes first. */
export function untilAborted<T>(
  answer: Promise<T>,
  signal: AbortSignal | undefined,
  leave: () => T,
): Promise<T> {
  if (signal === undefined) return answer;
  if (signal.aborted) return Promise.resolve(leave());
  return new Promise((resolve, reject) => {
    const onAbort = (): void => resolve(leave());
    signal.addEventListener('abort', onAbort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
