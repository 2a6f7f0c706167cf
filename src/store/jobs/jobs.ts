/** Jobs as rows; what they were given lies apart and goes when they end. */
import type { Problem } from '../../base/result.ts';
import type { Access, Packing } from '../access.ts';
import { pageOf, readObject, rowsOf, touched, withoutNulls } from '../rows.ts';
import type { JobInputRow, JobRow } from '../tables.ts';
import { endJob } from './end-job.ts';
import type { Job, JobRepository, WholeJob } from './types.ts';

/** A job that ended the program this often is not begun again. */
const maxAttempts = 2;

/** 64 MiB, and the names of files. A longer one is kept as it is. */
const maxPackedInput = 66 * 1024 * 1024;
/** A mail in Base64, and a text. */
const maxPackedBeside = 32 * 1024 * 1024;

const interrupted: Problem = {
  code: 'interrupted',
  message: 'The server was restarted twice while this was under way, so it was given up; ask again.',
};

function jobOf(row: JobRow): Job {
  return withoutNulls({
    id: row.id,
    kind: row.kind,
    state: row.state,
    about: row.about,
    askedBy: row.asked_by,
    personId: row.person_id,
    subjectId: row.subject_id,
    options: readObject(row.options),
    done: row.done,
    total: row.total,
    attempts: row.attempts,
    reportId: row.report_id,
    // Written by `end` below.
    problem: row.problem === null ? null : (JSON.parse(row.problem) as Problem),
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  });
}

/** null: thrown away. */
type Given = { readonly [Key in keyof Omit<JobInputRow, 'job_id'>]: JobInputRow[Key] | null };

async function wholeJobOf(row: JobRow & Given, { unpack }: Packing): Promise<WholeJob> {
  const { packed, packed_beside: packedBeside } = row;
  const input = packed === null ? row.input : await unpack(packed, maxPackedInput);
  const beside = packedBeside === null ? row.beside : await unpack(packedBeside, maxPackedBeside);
  return {
    ...jobOf(row),
    ...(input !== null && { input }),
    ...(beside !== null && { beside: readObject(Buffer.from(beside).toString('utf8')) }),
  };
}

/** The columns of what it was given; undefined where that is nothing. */
async function givenColumns(
  { input, beside }: Pick<WholeJob, 'input' | 'beside'>,
  { pack }: Packing,
): Promise<Omit<JobInputRow, 'job_id'> | undefined> {
  if (input === undefined && beside === undefined) return undefined;
  const long = beside === undefined ? null : Buffer.from(JSON.stringify(beside));
  const packed = (input && (await pack(input, maxPackedInput))) ?? null;
  const packedBeside = (long && (await pack(long, maxPackedBeside))) ?? null;
  return {
    input: packed === null && input !== undefined ? input : new Uint8Array(),
    packed,
    beside: packedBeside === null ? long : null,
    packed_beside: packedBeside,
  };
}

export function createJobs({ read, write, always, newId, packing }: Access): JobRepository {
  return {
    add: async (job) => {
      const given = await givenColumns(job, packing);
      return write(async (db) => {
        const row: JobRow = {
          id: newId(),
          kind: job.kind,
          state: 'queued',
          about: job.about,
          asked_by: job.askedBy,
          person_id: job.personId ?? null,
          subject_id: job.subjectId ?? null,
          options: JSON.stringify(job.options),
          done: 0,
          total: 0,
          attempts: 0,
          report_id: null,
          problem: null,
          created_at: job.createdAt,
          started_at: null,
          ended_at: null,
        };
        await db.insertInto('jobs').values(row).execute();
        if (given !== undefined)
          await db
            .insertInto('job_inputs')
            .values({ job_id: row.id, ...given })
            .execute();
        return jobOf(row);
      });
    },
    get: async (id) => {
      const row = await read
        .selectFrom('jobs')
        .leftJoin('job_inputs', 'job_inputs.job_id', 'jobs.id')
        .selectAll('jobs')
        .select(['input', 'packed', 'beside', 'packed_beside'])
        .where('id', '=', id)
        .executeTakeFirst();
      return row && wholeJobOf(row, packing);
    },
    look: async (id) => {
      const row = await read.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
      return row && jobOf(row);
    },
    list: async (filter, request) => {
      const { after } = request;
      const rows = await read
        .selectFrom('jobs')
        .selectAll()
        .$if(filter.state !== undefined, (query) => query.where('state', '=', filter.state ?? 'queued'))
        .$if(filter.subjectId !== undefined, (query) =>
          query.where('subject_id', '=', filter.subjectId ?? ''),
        )
        .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
        .orderBy('id', 'desc')
        .limit(rowsOf(request))
        .execute();
      return pageOf(rows, request, jobOf);
    },
    claim: async (now) => {
      const row = await write((db) => {
        const oldest = db
          .selectFrom('jobs')
          .select('id')
          .where('state', '=', 'queued')
          .orderBy('id')
          .limit(1);
        return db
          .updateTable('jobs')
          .set((builder) => ({
            state: 'running',
            started_at: now,
            attempts: builder('attempts', '+', 1),
            done: 0,
            total: 0,
          }))
          .where('id', '=', oldest)
          .returningAll()
          .executeTakeFirst();
      });
      return row && jobOf(row);
    },
    progress: (id, done, total) =>
      write(async (db) => {
        await db
          .updateTable('jobs')
          .set({ done, total })
          .where('id', '=', id)
          .where('state', '=', 'running')
          .execute();
      }),
    end: (id, at, end) => always((db) => endJob(db, id, at, end)),
    release: (id) =>
      always(async (db) =>
        touched(
          await db
            .updateTable('jobs')
            .set((builder) => ({
              state: 'queued',
              started_at: null,
              attempts: builder('attempts', '-', 1),
              done: 0,
              total: 0,
            }))
            .where('id', '=', id)
            .where('state', '=', 'running')
            .executeTakeFirst(),
        ),
      ),
    countQueued: async () => {
      const row = await read
        .selectFrom('jobs')
        .select(({ fn }) => fn.countAll().as('count'))
        .where('state', '=', 'queued')
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    recover: (now) =>
      always(async (db) => {
        const failed = await db
          .updateTable('jobs')
          .set({ state: 'failed', ended_at: now, problem: JSON.stringify(interrupted) })
          .where('state', '=', 'running')
          .where('attempts', '>=', maxAttempts)
          .returning('id')
          .execute();
        for (const { id } of failed) await db.deleteFrom('job_inputs').where('job_id', '=', id).execute();
        const { numUpdatedRows } = await db
          .updateTable('jobs')
          .set({ state: 'queued', started_at: null, done: 0, total: 0 })
          .where('state', '=', 'running')
          .executeTakeFirst();
        return { resumed: Number(numUpdatedRows), failed: failed.length };
      }),
  };
}
