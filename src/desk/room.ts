/**
 * A bound on the input that is worked on at the same time, in bytes. Small asks pass; large ones come in one after the other, as far as
 * they fit together, so that many at once do not fill the memory. A place is given back when the work itself ends, not when its asker
 * stops waiting.
 */

export interface RoomLimits {
  /** Of all large asks together; one that is larger comes in alone. */
  readonly maxBytes: number;
  /** Asks up to this size are not counted. */
  readonly smallBytes: number;
}

export interface Room {
  /** Answers how to leave once there is room, at once for what is small; undefined where `signal` aborts first. */
  readonly enter: (bytes: number, signal: AbortSignal) => Promise<(() => void) | undefined>;
  readonly counts: () => { readonly bytes: number; readonly waiting: number };
}

/** As much as fits beside all else into the gigabyte that the unit of `waypost service` allows. */
const usualLimits: RoomLimits = { maxBytes: 96 << 20, smallBytes: 1 << 20 };

/** A room in which nobody is. */
export function createRoom(limits: RoomLimits = usualLimits): Room {
  const queue: { readonly bytes: number; readonly begin: () => void }[] = [];
  let taken = 0;

  const fits = (bytes: number): boolean => taken === 0 || taken + bytes <= limits.maxBytes;
  const take = (bytes: number): (() => void) => {
    taken += bytes;
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      taken -= bytes;
      admit();
    };
  };
  /** In the order in which they came: a large one is not passed by until it never gets in. */
  const admit = (): void => {
    for (let first = queue[0]; first !== undefined && fits(first.bytes); first = queue[0]) {
      queue.shift();
      first.begin();
    }
  };

  return {
    enter: async (bytes, signal) => {
      if (signal.aborted) return undefined;
      if (bytes <= limits.smallBytes) return () => undefined;
      if (queue.length === 0 && fits(bytes)) return take(bytes);
      return new Promise((resolve) => {
        const waiting = {
          bytes,
          begin: (): void => {
            signal.removeEventListener('abort', onAbort);
            resolve(take(bytes));
          },
        };
        const onAbort = (): void => {
          queue.splice(queue.indexOf(waiting), 1);
          resolve(undefined);
          admit();
        };
        signal.addEventListener('abort', onAbort, { once: true });
        queue.push(waiting);
      });
    },
    counts: () => ({ bytes: taken, waiting: queue.length }),
  };
}
