/** The subjects that are watched, as rows. */
import type { Access } from '../access.ts';
import { changedOr, readObject, readSpoken, spokenRow, touched, withoutNulls } from '../rows.ts';
import type { SubjectRow } from '../tables.ts';
import type { InventoryRepository, WatchedSubject } from './types.ts';

function subjectOf(row: SubjectRow): WatchedSubject {
  return withoutNulls({
    ...readSpoken<{ readonly lastProblem: string }>(row),
    id: row.id,
    kind: row.kind,
    name: row.name,
    everyHours: row.every_hours,
    options: readObject(row.options),
    note: row.note,
    addedAt: row.added_at,
    nextAuditAt: row.next_audit_at,
    lastAuditAt: row.last_audit_at,
    lastReportId: row.last_report_id,
    lastProblem: row.last_problem,
    failedAudits: row.failed_audits,
    version: row.version,
  });
}

function rowOf(id: string, subject: Omit<WatchedSubject, 'id' | 'version'>): SubjectRow {
  return {
    id,
    kind: subject.kind,
    name: subject.name,
    every_hours: subject.everyHours,
    options: JSON.stringify(subject.options),
    note: subject.note,
    added_at: subject.addedAt,
    next_audit_at: subject.nextAuditAt ?? null,
    last_audit_at: subject.lastAuditAt ?? null,
    last_report_id: subject.lastReportId ?? null,
    last_problem: subject.lastProblem ?? null,
    ...spokenRow(subject),
    failed_audits: subject.failedAudits,
    version: 1,
  };
}

export function createInventory({ read, write, always, newId }: Access): InventoryRepository {
  return {
    list: async () =>
      (await read.selectFrom('subjects').selectAll().orderBy('name').execute()).map(subjectOf),
    get: async (id) => {
      const row = await read.selectFrom('subjects').selectAll().where('id', '=', id).executeTakeFirst();
      return row && subjectOf(row);
    },
    byName: async (name) => {
      const row = await read.selectFrom('subjects').selectAll().where('name', '=', name).executeTakeFirst();
      return row && subjectOf(row);
    },
    add: (subject) =>
      write(async (db) => {
        const row = await db
          .insertInto('subjects')
          .values(rowOf(newId(), subject))
          .onConflict((conflict) => conflict.column('name').doNothing())
          .returningAll()
          .executeTakeFirst();
        return row && subjectOf(row);
      }),
    change: (id, version, change) =>
      write(async (db) => {
        const row = await db
          .updateTable('subjects')
          .set({
            version: version + 1,
            ...(change.everyHours !== undefined && { every_hours: change.everyHours }),
            ...(change.options !== undefined && { options: JSON.stringify(change.options) }),
            ...(change.note !== undefined && { note: change.note }),
            ...(change.nextAuditAt !== undefined && { next_audit_at: change.nextAuditAt }),
          })
          .where('id', '=', id)
          .where('version', '=', version)
          .returningAll()
          .executeTakeFirst();
        return changedOr(row && subjectOf(row), () =>
          db.selectFrom('subjects').select('version').where('id', '=', id).executeTakeFirst(),
        );
      }),
    audited: (id, noted) =>
      write(async (db) => {
        const change = {
          ...(noted.kind !== undefined && { kind: noted.kind }),
          ...(noted.nextAuditAt !== undefined && { next_audit_at: noted.nextAuditAt }),
          ...(noted.lastAuditAt !== undefined && { last_audit_at: noted.lastAuditAt }),
          ...(noted.lastReportId !== undefined && { last_report_id: noted.lastReportId }),
          ...(noted.failedAudits !== undefined && { failed_audits: noted.failedAudits }),
          ...(noted.lastProblem !== undefined && { last_problem: noted.lastProblem, ...spokenRow(noted) }),
        };
        if (Object.keys(change).length > 0)
          await db.updateTable('subjects').set(change).where('id', '=', id).execute();
      }),
    due: async (now, limit) => {
      const rows = await read
        .selectFrom('subjects')
        .selectAll()
        .where('next_audit_at', '<=', now)
        .orderBy('next_audit_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(subjectOf);
    },
    remove: (id) =>
      always(async (db) => touched(await db.deleteFrom('subjects').where('id', '=', id).executeTakeFirst())),
  };
}
