/** Links to reports as rows: the hashes of their secrets, never the links. */
import type { Access } from '../access.ts';
import { touched } from '../rows.ts';
import type { ShareRow } from '../tables.ts';
import type { Share, ShareRepository } from './types.ts';

function shareOf(row: ShareRow): Share {
  return {
    id: row.id,
    reportId: row.report_id,
    tokenHash: row.token_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    isRedacted: row.is_redacted === 1,
    createdBy: row.created_by,
  };
}

export function createShares({ read, write, always, newId }: Access): ShareRepository {
  return {
    add: (share) =>
      write(async (db) => {
        const row = await db
          .insertInto('shares')
          .values({
            id: newId(),
            report_id: share.reportId,
            token_hash: share.tokenHash,
            created_at: share.createdAt,
            expires_at: share.expiresAt,
            is_redacted: share.isRedacted ? 1 : 0,
            created_by: share.createdBy,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return shareOf(row);
      }),
    byHash: async (tokenHash, now) => {
      const row = await read
        .selectFrom('shares')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row && shareOf(row);
    },
    listOf: async (reportId) => {
      const rows = await read
        .selectFrom('shares')
        .selectAll()
        .where('report_id', '=', reportId)
        .orderBy('id', 'desc')
        .execute();
      return rows.map(shareOf);
    },
    get: async (id) => {
      const row = await read.selectFrom('shares').selectAll().where('id', '=', id).executeTakeFirst();
      return row && shareOf(row);
    },
    remove: (id) =>
      always(async (db) => touched(await db.deleteFrom('shares').where('id', '=', id).executeTakeFirst())),
  };
}
