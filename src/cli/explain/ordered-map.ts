/** Works on several items of a stream at once and gives the results in the order of the items. */

/** At most `limit` items are under way or waiting to be taken; `keep` leaves items out. */
export async function* orderedMap<T, R>(
  items: AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
  keep: (item: T) => boolean = () => true,
): AsyncGenerator<R> {
  const pending: Promise<R>[] = [];
  for await (const item of items) {
    if (!keep(item)) continue;
    const started = work(item);
    // The rejection is met when it is taken; until then it must not count as unhandled.
    started.catch(() => undefined);
    pending.push(started);
    if (pending.length < limit) continue;
    const first = pending.shift();
    if (first !== undefined) yield await first;
  }
  for (const rest of pending) yield await rest;
}
