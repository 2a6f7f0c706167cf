/** Where alerts are sent, as rows. */
import type { Access } from '../access.ts';
import { changedOr, readObject, touched } from '../rows.ts';
import type { TargetRow } from '../tables.ts';
import type { NotificationTarget, NotificationTargetRepository } from './types.ts';

function targetOf(row: TargetRow): NotificationTarget {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    settings: readObject(row.settings),
    leastSeverity: row.least_severity,
    isEnabled: row.is_enabled === 1,
    createdAt: row.created_at,
    version: row.version,
  };
}

export function createTargets({ read, write, always, newId }: Access): NotificationTargetRepository {
  return {
    list: async () => (await read.selectFrom('targets').selectAll().orderBy('id').execute()).map(targetOf),
    get: async (id) => {
      const row = await read.selectFrom('targets').selectAll().where('id', '=', id).executeTakeFirst();
      return row && targetOf(row);
    },
    add: (target) =>
      write(async (db) => {
        const row = await db
          .insertInto('targets')
          .values({
            id: newId(),
            kind: target.kind,
            name: target.name,
            settings: JSON.stringify(target.settings),
            least_severity: target.leastSeverity,
            is_enabled: target.isEnabled ? 1 : 0,
            created_at: target.createdAt,
            version: 1,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return targetOf(row);
      }),
    change: (id, version, change) =>
      write(async (db) => {
        const row = await db
          .updateTable('targets')
          .set({
            version: version + 1,
            ...(change.name !== undefined && { name: change.name }),
            ...(change.settings !== undefined && { settings: JSON.stringify(change.settings) }),
            ...(change.leastSeverity !== undefined && { least_severity: change.leastSeverity }),
            ...(change.isEnabled !== undefined && { is_enabled: change.isEnabled ? 1 : 0 }),
          })
          .where('id', '=', id)
          .where('version', '=', version)
          .returningAll()
          .executeTakeFirst();
        return changedOr(row && targetOf(row), () =>
          db.selectFrom('targets').select('version').where('id', '=', id).executeTakeFirst(),
        );
      }),
    remove: (id) =>
      always(async (db) => touched(await db.deleteFrom('targets').where('id', '=', id).executeTakeFirst())),
  };
}
