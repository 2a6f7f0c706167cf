/** The log of who changed what, as rows: they are added and read, nothing else. */
import type { Access } from '../access.ts';
import { pageOf, readObject, rowsOf, withoutNulls } from '../rows.ts';
import type { AuditLogRow } from '../tables.ts';
import type { AuditLogEntry, AuditLogRepository } from './types.ts';

function entryOf(row: AuditLogRow): AuditLogEntry {
  return withoutNulls({
    id: row.id,
    at: row.at,
    actor: withoutNulls({ kind: row.actor_kind, id: row.actor_id, name: row.actor_name }),
    action: row.action,
    target: row.target,
    data: readObject(row.data),
    ip: row.ip,
  });
}

export function createAuditLog({ read, always, newId }: Access): AuditLogRepository {
  return {
    add: (entry) =>
      always(async (db) => {
        await db
          .insertInto('audit_log')
          .values({
            id: newId(),
            at: entry.at,
            actor_kind: entry.actor.kind,
            actor_id: entry.actor.id ?? null,
            actor_name: entry.actor.name,
            action: entry.action,
            target: entry.target,
            data: JSON.stringify(entry.data),
            ip: entry.ip ?? null,
          })
          .execute();
      }),
    list: async (request) => {
      const { after } = request;
      const rows = await read
        .selectFrom('audit_log')
        .selectAll()
        .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
        .orderBy('id', 'desc')
        .limit(rowsOf(request))
        .execute();
      return pageOf(rows, request, entryOf);
    },
  };
}
