/** Failed logins as rows. */
import type { Access } from '../access.ts';
import type { LoginThrottleRepository } from './types.ts';

export function createLoginThrottle({ read, always, newId }: Access): LoginThrottleRepository {
  return {
    failures: async (key, since) => {
      const row = await read
        .selectFrom('login_failures')
        .select(({ fn }) => [fn.countAll().as('count'), fn.max('at').as('last')])
        .where('key', '=', key)
        .where('at', '>=', since)
        .executeTakeFirstOrThrow();
      // The greatest of no rows is null, whatever the column's type says.
      const last: string | null = row.last;
      return { count: Number(row.count), ...(last !== null && { last }) };
    },
    failed: (key, at) =>
      always(async (db) => {
        await db.insertInto('login_failures').values({ id: newId(), key, at }).execute();
      }),
    forget: (key) =>
      always(async (db) => {
        await db.deleteFrom('login_failures').where('key', '=', key).execute();
      }),
  };
}
