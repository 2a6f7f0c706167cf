/** Sessions as rows; an expired one is as good as gone before it is swept away. */
import type { Access } from '../access.ts';
import { touched } from '../rows.ts';
import type { SessionRow } from '../tables.ts';
import type { Session, SessionRepository } from './types.ts';

function sessionOf(row: SessionRow): Session {
  return {
    idHash: row.id_hash,
    personId: row.person_id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    userAgent: row.user_agent,
    ip: row.ip,
  };
}

export function createSessions({ read, always }: Access): SessionRepository {
  return {
    add: (session) =>
      always(async (db) => {
        await db
          .insertInto('sessions')
          .values({
            id_hash: session.idHash,
            person_id: session.personId,
            created_at: session.createdAt,
            last_seen_at: session.lastSeenAt,
            expires_at: session.expiresAt,
            user_agent: session.userAgent,
            ip: session.ip,
          })
          .execute();
      }),
    get: async (idHash, now) => {
      const row = await read
        .selectFrom('sessions')
        .selectAll()
        .where('id_hash', '=', idHash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row && sessionOf(row);
    },
    seen: (idHash, at, expiresAt) =>
      always(async (db) => {
        await db
          .updateTable('sessions')
          .set({ last_seen_at: at, expires_at: expiresAt })
          .where('id_hash', '=', idHash)
          .execute();
      }),
    listOf: async (personId) => {
      const rows = await read
        .selectFrom('sessions')
        .selectAll()
        .where('person_id', '=', personId)
        .orderBy('last_seen_at', 'desc')
        .orderBy('id_hash')
        .execute();
      return rows.map(sessionOf);
    },
    remove: (idHash) =>
      always(async (db) =>
        touched(await db.deleteFrom('sessions').where('id_hash', '=', idHash).executeTakeFirst()),
      ),
    removeOf: (personId, exceptIdHash) =>
      always(async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('sessions')
          .where('person_id', '=', personId)
          .$if(exceptIdHash !== undefined, (query) => query.where('id_hash', '!=', exceptIdHash ?? ''))
          .executeTakeFirst();
        return Number(numDeletedRows);
      }),
  };
}
