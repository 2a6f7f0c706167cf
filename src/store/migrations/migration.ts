/** One step of the database's shape, forwards only. What was released is never edited: a change is a new step. */
import type { Kysely } from 'kysely';

export interface Migration {
  /** 1, 2, 3 …: the version that the database has afterwards. */
  readonly version: number;
  readonly name: string;
  /** Uses Kysely's builders alone, so that other databases can take it; runs in a transaction with all that are missing. */
  readonly up: (database: Kysely<unknown>) => Promise<void>;
}
