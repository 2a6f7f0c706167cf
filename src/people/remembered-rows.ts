/**
 * Who asks is looked up with every request: the rows of tokens and people are remembered for a second. Every write to them through this
 * store forgets all, so that a token that was taken away counts no longer from that moment on; the second is for writes that are made
 * elsewhere. Whether a token has expired, or a person may do something, is judged anew each time.
 */
import type { Clock } from '../base/clock.ts';
import type { PeopleStore } from './parts.ts';

const REMEMBERED_MS = 1000;
const MAX_ROWS = 1000;

/** Rows as they were a second ago at most. For who asks; a change reads the store itself. */
export interface RememberedRows {
  readonly tokenByHash: PeopleStore['tokens']['byHash'];
  readonly personById: PeopleStore['people']['get'];
}

/** Remembered rows, and the store whose writes forget them: only that one may be written to. */
export function rememberRows(
  store: PeopleStore,
  clock: Clock,
): { readonly rows: RememberedRows; readonly store: PeopleStore } {
  const tokens = createRows(store.tokens.byHash, clock);
  const people = createRows(store.people.get, clock);
  const forgetAll = (): void => {
    tokens.forget();
    people.forget();
  };
  /** Forgets before, so that nothing old is told, and after, so that nothing read meanwhile stays. */
  const writing =
    <A extends readonly unknown[], T>(write: (...given: A) => Promise<T>) =>
    async (...given: A): Promise<T> => {
      forgetAll();
      try {
        return await write(...given);
      } finally {
        forgetAll();
      }
    };
  return {
    rows: { tokenByHash: tokens.read, personById: people.read },
    store: {
      ...store,
      tokens: {
        ...store.tokens,
        add: writing(store.tokens.add),
        used: writing(store.tokens.used),
        remove: writing(store.tokens.remove),
      },
      people: {
        ...store.people,
        add: writing(store.people.add),
        addFirst: writing(store.people.addFirst),
        change: writing(store.people.change),
        remove: writing(store.people.remove),
      },
    },
  };
}

interface Rows<T> {
  readonly read: (key: string) => Promise<T | undefined>;
  readonly forget: () => void;
}

function createRows<T>(read: (key: string) => Promise<T | undefined>, clock: Clock): Rows<T> {
  const known = new Map<string, { readonly row: T; readonly untilMs: number }>();
  let forgotten = 0;
  return {
    read: async (key) => {
      const nowMs = clock.monotonicMs();
      const before = known.get(key);
      if (before !== undefined && nowMs < before.untilMs) return before.row;
      const begun = forgotten;
      const row = await read(key);
      // What was read while something was written may be old already. Nothing is remembered of what is not there.
      if (row === undefined || begun !== forgotten) return row;
      if (known.size >= MAX_ROWS) known.clear();
      known.set(key, { row, untilMs: nowMs + REMEMBERED_MS });
      return row;
    },
    forget: () => {
      forgotten += 1;
      known.clear();
    },
  };
}
