/** Answers to writes that carried an Idempotency-Key, as rows. */
import { type Instant, instantOf } from '../../base/clock.ts';
import type { Access } from '../access.ts';
import { readObject } from '../rows.ts';
import type { IdempotencyRepository } from './types.ts';

/** How long an answer is kept. */
export const keptMs: number = 24 * 3_600_000;
/** A request that was begun longer ago is not under way any more: none may take as long, and what became of it was never noted. */
const underWayMs = 600_000;

const before = (now: Instant, ms: number): Instant => instantOf(Date.parse(now) - ms);

export function createIdempotency({ write, always }: Access): IdempotencyRepository {
  return {
    begin: (owner, key, requestHash, now) =>
      write(async (db) => {
        await db
          .deleteFrom('idempotency')
          .where('owner', '=', owner)
          .where('key', '=', key)
          .where(({ and, eb, or }) =>
            or([
              eb('begun_at', '<=', before(now, keptMs)),
              and([eb('status', 'is', null), eb('begun_at', '<=', before(now, underWayMs))]),
            ]),
          )
          .execute();
        const begun = await db
          .insertInto('idempotency')
          .values({
            owner,
            key,
            request_hash: requestHash,
            begun_at: now,
            status: null,
            body: null,
            headers: null,
          })
          .onConflict((conflict) => conflict.columns(['owner', 'key']).doNothing())
          .returning('key')
          .executeTakeFirst();
        if (begun !== undefined) return 'new';
        const row = await db
          .selectFrom('idempotency')
          .selectAll()
          .where('owner', '=', owner)
          .where('key', '=', key)
          .executeTakeFirst();
        if (row === undefined || row.status === null || row.body === null) return 'busy';
        return {
          requestHash: row.request_hash,
          status: row.status,
          body: row.body,
          headers: readObject(row.headers ?? '{}'),
        };
      }),
    keep: (owner, key, answer) =>
      write(async (db) => {
        await db
          .updateTable('idempotency')
          .set({
            request_hash: answer.requestHash,
            status: answer.status,
            body: answer.body,
            headers: JSON.stringify(answer.headers),
          })
          .where('owner', '=', owner)
          .where('key', '=', key)
          .execute();
      }),
    drop: (owner, key) =>
      always(async (db) => {
        await db.deleteFrom('idempotency').where('owner', '=', owner).where('key', '=', key).execute();
      }),
  };
}
