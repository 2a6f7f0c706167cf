/**
 * Options of a job that are mail themselves lie with its input and go with it. Those of jobs that have ended are thrown away; those that
 * wait, or were under way, keep them there.
 */
import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

interface Then {
  readonly jobs: { readonly id: string; readonly state: string; readonly options: string };
  readonly job_inputs: {
    readonly job_id: string;
    readonly input: Uint8Array;
    readonly beside: Uint8Array | null;
  };
}

const AT_ONCE = 500;

export const beside: Migration = {
  version: 9,
  name: 'beside',
  up: async (database) => {
    for (const column of ['beside', 'packed_beside'])
      await database.schema.alterTable('job_inputs').addColumn(column, 'bytea').execute();
    await moveMail(database as Kysely<unknown> as Kysely<Then>);
  },
};

async function moveMail(db: Kysely<Then>): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('jobs')
      .select('id')
      .where('id', '>', after)
      .where(({ eb, or }) => or([eb('options', 'like', '%"message":%'), eb('options', 'like', '%"text":%')]))
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    // One at a time: each may hold a whole mail.
    for (const { id } of rows) {
      after = id;
      await moveMailOf(db, id);
    }
    if (rows.length < AT_ONCE) return;
  }
}

async function moveMailOf(db: Kysely<Then>, id: string): Promise<void> {
  const row = await db
    .selectFrom('jobs')
    .select(['state', 'options'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const { message, text, ...options } = JSON.parse(row.options) as Readonly<Record<string, unknown>>;
  // The words may stand in another option.
  if (message === undefined && text === undefined) return;
  await db
    .updateTable('jobs')
    .set({ options: JSON.stringify(options) })
    .where('id', '=', id)
    .execute();
  if (row.state !== 'queued' && row.state !== 'running') return;
  await db
    .updateTable('job_inputs')
    .set({ beside: Buffer.from(JSON.stringify({ message, text })) })
    .where('job_id', '=', id)
    .execute();
}
