/** Alerts as rows: one is open for each key, which a column that is unique sees to. */
import type { Access } from '../access.ts';
import { changedOr, pageOf, readObject, readSpoken, rowsOf, spokenRow, withoutNulls } from '../rows.ts';
import type { AlertRow } from '../tables.ts';
import type { Alert, AlertRepository, AlertWords } from './types.ts';

function alertOf(row: AlertRow): Alert {
  return withoutNulls({
    ...readSpoken<AlertWords>(row),
    id: row.id,
    key: row.key,
    subjectId: row.subject_id,
    about: row.about,
    severity: row.severity,
    state: row.state,
    title: row.title,
    finding: readObject(row.finding),
    turn: row.turn,
    reportId: row.report_id,
    openedAt: row.opened_at,
    lastSeenAt: row.last_seen_at,
    closedAt: row.closed_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    mutedUntil: row.muted_until,
    version: row.version,
  });
}

export function createAlerts({ read, write, newId }: Access): AlertRepository {
  return {
    raise: (alert, at) =>
      write(async (db) => {
        const told = {
          about: alert.about,
          severity: alert.severity,
          title: alert.title,
          finding: JSON.stringify(alert.finding),
          turn: alert.turn,
          ...spokenRow(alert),
          subject_id: alert.subjectId ?? null,
          report_id: alert.reportId ?? null,
          last_seen_at: at,
        };
        const row: AlertRow = {
          ...told,
          id: newId(),
          key: alert.key,
          open_key: alert.key,
          state: 'open',
          opened_at: at,
          closed_at: null,
          acknowledged_at: null,
          acknowledged_by: null,
          muted_until: null,
          version: 1,
        };
        const opened = await db
          .insertInto('alerts')
          .values(row)
          .onConflict((conflict) => conflict.column('open_key').doNothing())
          .returningAll()
          .executeTakeFirst();
        if (opened !== undefined) return { alert: alertOf(opened), what: 'opened' };
        // Being seen again is no change of a person's: the version stays.
        const seen = await db
          .updateTable('alerts')
          .set(told)
          .where('open_key', '=', alert.key)
          .returningAll()
          .executeTakeFirstOrThrow();
        return { alert: alertOf(seen), what: 'seen' };
      }),
    close: (key, at) =>
      write(async (db) => {
        const row = await db
          .updateTable('alerts')
          .set((builder) => ({
            state: 'closed',
            open_key: null,
            closed_at: at,
            version: builder('version', '+', 1),
          }))
          .where('open_key', '=', key)
          .returningAll()
          .executeTakeFirst();
        return row && alertOf(row);
      }),
    openOf: async (subjectId) => {
      const rows = await read
        .selectFrom('alerts')
        .selectAll()
        .where('subject_id', '=', subjectId)
        .where('state', '=', 'open')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(alertOf);
    },
    get: async (id) => {
      const row = await read.selectFrom('alerts').selectAll().where('id', '=', id).executeTakeFirst();
      return row && alertOf(row);
    },
    list: async (filter, request) => {
      const { after } = request;
      const rows = await read
        .selectFrom('alerts')
        .selectAll()
        .$if(filter.state !== undefined, (query) => query.where('state', '=', filter.state ?? 'open'))
        .$if(filter.subjectId !== undefined, (query) =>
          query.where((builder) =>
            builder.or([
              builder('subject_id', '=', filter.subjectId ?? ''),
              // Several share it: the finding names them.
              builder('finding', 'like', `%"id":"${(filter.subjectId ?? '').replace(/[^\da-f-]/gi, '')}"%`),
            ]),
          ),
        )
        .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
        .orderBy('id', 'desc')
        .limit(rowsOf(request))
        .execute();
      return pageOf(rows, request, alertOf);
    },
    countOpen: async () => {
      const row = await read
        .selectFrom('alerts')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    countWaiting: async (at) => {
      const row = await read
        .selectFrom('alerts')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('state', '=', 'open')
        .where('acknowledged_at', 'is', null)
        .where((builder) =>
          builder.or([builder('muted_until', 'is', null), builder('muted_until', '<=', at)]),
        )
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    change: (id, version, change) =>
      write(async (db) => {
        const row = await db
          .updateTable('alerts')
          .set({
            version: version + 1,
            ...(change.acknowledgedAt !== undefined && { acknowledged_at: change.acknowledgedAt }),
            ...(change.acknowledgedBy !== undefined && { acknowledged_by: change.acknowledgedBy }),
            ...(change.mutedUntil !== undefined && { muted_until: change.mutedUntil }),
          })
          .where('id', '=', id)
          .where('version', '=', version)
          .returningAll()
          .executeTakeFirst();
        return changedOr(row && alertOf(row), () =>
          db.selectFrom('alerts').select('version').where('id', '=', id).executeTakeFirst(),
        );
      }),
  };
}
