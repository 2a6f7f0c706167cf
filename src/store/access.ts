/** How repositories reach their database, whichever it is. */
import type { Kysely } from 'kysely';
import type { Clock } from '../base/clock.ts';
import type { NewId } from './ids.ts';
import type { Tables } from './tables.ts';

/** How long values are made smaller before they are kept; a database that does so by itself packs nothing. */
export interface Packing {
  /** undefined: kept as it is, for it is short, or longer than `maxBytes`, or would not get smaller. Before `write`, which waits for nothing but the database. */
  readonly pack: (bytes: Uint8Array, maxBytes: number) => Promise<Uint8Array | undefined>;
  /** What was packed. Throws StoreError 'broken' where it is none, or would be longer than `maxBytes`. */
  readonly unpack: (packed: Uint8Array, maxBytes: number) => Promise<Uint8Array>;
}

export interface Access {
  /** For reading alone: sees what was committed. */
  readonly read: Kysely<Tables>;
  /**
   * Runs `work` in a transaction, as if it were alone (serialisable): all of it happens or none. Fulfilled when it is on stable storage; rejected with StoreError where the
   * storage failed. `work` touches nothing but the database it is given, since it may run a second time; it never calls `write`.
   */
  readonly write: <T>(work: (database: Kysely<Tables>) => Promise<T>) => Promise<T>;
  /**
   * As `write`, for what throws away, closes, or lets somebody in and out, in a few rows: on a full disk it is written from what was
   * kept back for that.
   */
  readonly always: <T>(work: (database: Kysely<Tables>) => Promise<T>) => Promise<T>;
  readonly packing: Packing;
  readonly newId: NewId;
  readonly clock: Clock;
}
