/** Works on several items of a stream at once and gives the results in the order of the items. */

type Step<T> = { readonly kind: 'item'; readonly next: IteratorResult<T> } | { readonly kind: 'done' };

/**
 * At most `limit` items are under way or waiting to be taken; `keep` leaves items out. A result is given as soon as it
 * is there, also while the next item is awaited: whoever asks one thing at a time gets his answer.
 */
export async function* orderedMap<T, R>(
  items: AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
  keep: (item: T) => boolean = () => true,
): AsyncGenerator<R> {
  const source = items[Symbol.asyncIterator]();
  const pending: Promise<R>[] = [];
  let awaited: Promise<Step<T>> | undefined;
  let isOpen = true;
  try {
    while (isOpen || pending.length > 0) {
      const head = pending[0];
      if (isOpen && pending.length < limit) {
        awaited ??= source.next().then((next) => ({ kind: 'item', next }));
        const settled = head?.then((): Step<T> => ({ kind: 'done' }));
        const step = await (settled === undefined ? awaited : Promise.race([settled, awaited]));
        if (step.kind === 'item') {
          awaited = undefined;
          if (step.next.done === true) isOpen = false;
          else if (keep(step.next.value)) pending.push(begin(work, step.next.value));
          continue;
        }
      }
      pending.shift();
      if (head !== undefined) yield await head;
    }
  } finally {
    await source.return?.();
  }
}

function begin<T, R>(work: (item: T) => Promise<R>, item: T): Promise<R> {
  const started = work(item);
  // The rejection is met when it is taken; until then it must not count as unhandled.
  started.catch(() => undefined);
  return started;
}
