/** The end of a job as a row. */
import type { Kysely } from 'kysely';
import type { Instant } from '../../base/clock.ts';
import type { Tables } from '../tables.ts';
import type { JobEnd } from './types.ts';

/** Ends it, and throws away what it was given. False where it has ended already. */
export async function endJob(db: Kysely<Tables>, id: string, at: Instant, end: JobEnd): Promise<boolean> {
  const row = await db
    .updateTable('jobs')
    .set({
      state: end.state,
      ended_at: at,
      report_id: end.state === 'done' ? (end.reportId ?? null) : null,
      problem: end.state === 'failed' ? JSON.stringify(end.problem) : null,
    })
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'running'])
    .returning('id')
    .executeTakeFirst();
  if (row === undefined) return false;
  await db.deleteFrom('job_inputs').where('job_id', '=', id).execute();
  return true;
}
