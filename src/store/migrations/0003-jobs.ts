/** Jobs, what they were given, and answers to repeated writes. */
import type { Migration } from './migration.ts';

export const jobs: Migration = {
  version: 3,
  name: 'jobs',
  up: async ({ schema }) => {
    await schema
      .createTable('jobs')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text')
      .addColumn('subject_id', 'text')
      .addColumn('options', 'text', (column) => column.notNull())
      .addColumn('done', 'integer', (column) => column.notNull())
      .addColumn('total', 'integer', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('report_id', 'text')
      .addColumn('problem', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('started_at', 'text')
      .addColumn('ended_at', 'text')
      .execute();
    await schema.createIndex('jobs_state').on('jobs').columns(['state', 'id']).execute();
    await schema.createIndex('jobs_subject').on('jobs').columns(['subject_id', 'id']).execute();
    await schema.createIndex('jobs_ended').on('jobs').column('ended_at').execute();
    await schema
      .createTable('job_inputs')
      .addColumn('job_id', 'text', (column) => column.primaryKey().references('jobs.id').onDelete('cascade'))
      .addColumn('input', 'bytea', (column) => column.notNull())
      .execute();
    await schema
      .createTable('idempotency')
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('request_hash', 'text', (column) => column.notNull())
      .addColumn('begun_at', 'text', (column) => column.notNull())
      .addColumn('status', 'integer')
      .addColumn('body', 'text')
      .addColumn('headers', 'text')
      .addPrimaryKeyConstraint('idempotency_key', ['owner', 'key'])
      .execute();
    await schema.createIndex('idempotency_begun').on('idempotency').column('begun_at').execute();
  },
};
