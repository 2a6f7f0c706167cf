/** Throws away what is too old: a few hundred rows at a time, so that others get their turn between. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Instant, instantOf } from '../../base/clock.ts';
import type { Access } from '../access.ts';
import { keptMs } from '../jobs/idempotency.ts';
import { stranger, strangerDays } from '../reports/types.ts';
import type { Tables } from '../tables.ts';
import type { Retention, Swept } from '../types.ts';

const dayMs = 86_400_000;
const rowsAtOnce = 200;
/** Failed logins count for minutes; what is older than a day only takes room. */
const failureMs = dayMs;

/** The moment before which everything is too old; undefined where it is kept for ever. */
function lineOf(days: number, now: Instant): Instant | undefined {
  return days > 0 ? instantOf(Date.parse(now) - days * dayMs) : undefined;
}

/** Removes the rows of `table` that fit `condition`, step by step. Answers how many. */
async function removeWhere(
  { always }: Access,
  table: keyof Tables,
  key: string,
  condition: RawBuilder<SqlBool>,
): Promise<number> {
  let removed = 0;
  for (;;) {
    const count = await always(async (db) => {
      const keys = sql`select ${sql.ref(key)} from ${sql.table(table)} where ${condition} limit ${rowsAtOnce}`;
      const { numAffectedRows } =
        await sql`delete from ${sql.table(table)} where ${sql.ref(key)} in (${keys})`.execute(db);
      return Number(numAffectedRows ?? 0n);
    });
    removed += count;
    if (count < rowsAtOnce) return removed;
  }
}

async function sweepAuditLog(access: Access, line: Instant): Promise<number> {
  // The line moves first: what is behind it may be removed, nothing else (sqlite/append-only.ts).
  await access.always(async (db) => {
    await db
      .insertInto('audit_log_kept')
      .values({ id: 1, since: line })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet({ since: line }).where('audit_log_kept.since', '<', line),
      )
      .execute();
  });
  return removeWhere(access, 'audit_log', 'id', sql`at < ${line}`);
}

/** One sweep. Jobs go with the age of reports, those of strangers with their links; changes, listings, closed alerts and what was sent with that of history. */
export async function sweep(access: Access, retention: Retention, now: Instant): Promise<Swept> {
  const reportLine = lineOf(retention.reportDays, now);
  const historyLine = lineOf(retention.historyDays, now);
  const auditLogLine = lineOf(retention.auditLogDays, now);
  const nowMs = Date.parse(now);
  const strangerLine = instantOf(nowMs - strangerDays * dayMs);
  const swept = { reports: 0, jobs: 0, history: 0, auditLog: 0, sessions: 0 };
  if (reportLine !== undefined) {
    swept.reports = await removeWhere(access, 'reports', 'id', sql`at < ${reportLine}`);
    swept.jobs = await removeWhere(access, 'jobs', 'id', sql`ended_at < ${reportLine}`);
  }
  swept.reports += await removeWhere(
    access,
    'reports',
    'id',
    sql`at < ${strangerLine} and asked_by = ${stranger} and person_id is null`,
  );
  if (historyLine !== undefined) {
    swept.history =
      (await removeWhere(access, 'finding_changes', 'id', sql`at < ${historyLine}`)) +
      (await removeWhere(access, 'listings', 'id', sql`until_at < ${historyLine} and is_last = 0`)) +
      (await removeWhere(access, 'alerts', 'id', sql`closed_at < ${historyLine}`)) +
      (await removeWhere(
        access,
        'deliveries',
        'id',
        sql`created_at < ${historyLine} and state <> 'waiting'`,
      ));
  }
  if (auditLogLine !== undefined) swept.auditLog = await sweepAuditLog(access, auditLogLine);
  swept.sessions = await removeWhere(access, 'sessions', 'id_hash', sql`expires_at <= ${now}`);
  await removeWhere(access, 'shares', 'id', sql`expires_at <= ${now}`);
  await removeWhere(access, 'login_failures', 'id', sql`at < ${instantOf(nowMs - failureMs)}`);
  const keptLine = instantOf(nowMs - keptMs);
  // Keys of one owner alone are no key of the table, so all that are too old go in one step: they are few and small.
  await access.always(async (db) => {
    await db.deleteFrom('idempotency').where('begun_at', '<', keptLine).execute();
  });
  return swept;
}
