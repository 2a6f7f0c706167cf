/** What is watched, its findings as they stand and as they changed, and what DNS lists said. */
import type { Migration } from './migration.ts';

export const inventory: Migration = {
  version: 4,
  name: 'inventory',
  up: async ({ schema }) => {
    await schema
      .createTable('subjects')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .addColumn('every_hours', 'integer', (column) => column.notNull())
      .addColumn('options', 'text', (column) => column.notNull())
      .addColumn('note', 'text', (column) => column.notNull())
      .addColumn('added_at', 'text', (column) => column.notNull())
      .addColumn('next_audit_at', 'text')
      .addColumn('last_audit_at', 'text')
      .addColumn('last_report_id', 'text')
      .addColumn('last_problem', 'text')
      .addColumn('failed_audits', 'integer', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    await schema.createIndex('subjects_next').on('subjects').column('next_audit_at').execute();
    await schema
      .createTable('finding_states')
      .addColumn('subject_id', 'text', (column) =>
        column.notNull().references('subjects.id').onDelete('cascade'),
      )
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('check_id', 'text', (column) => column.notNull())
      .addColumn('message', 'text', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('outcome', 'text', (column) => column.notNull())
      .addColumn('severity', 'text')
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('since', 'text', (column) => column.notNull())
      .addColumn('seen_times', 'integer', (column) => column.notNull())
      .addColumn('missed_times', 'integer', (column) => column.notNull())
      .addColumn('unknown_since', 'text')
      .addColumn('last_seen_at', 'text', (column) => column.notNull())
      .addColumn('report_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('finding_states_key', ['subject_id', 'key'])
      .execute();
    await schema.createIndex('finding_states_outcome').on('finding_states').column('outcome').execute();
    await schema
      .createTable('finding_changes')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('subject_id', 'text', (column) =>
        column.notNull().references('subjects.id').onDelete('cascade'),
      )
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('from_outcome', 'text')
      .addColumn('to_outcome', 'text')
      .addColumn('severity', 'text')
      .addColumn('report_id', 'text', (column) => column.notNull())
      .execute();
    await schema
      .createIndex('finding_changes_subject')
      .on('finding_changes')
      .columns(['subject_id', 'id'])
      .execute();
    await schema.createIndex('finding_changes_at').on('finding_changes').columns(['at', 'id']).execute();
    await schema
      .createTable('listings')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('subject_id', 'text', (column) =>
        column.notNull().references('subjects.id').onDelete('cascade'),
      )
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('zone', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('codes', 'text', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('from_at', 'text', (column) => column.notNull())
      .addColumn('until_at', 'text', (column) => column.notNull())
      .addColumn('is_last', 'integer', (column) => column.notNull())
      .execute();
    await schema.createIndex('listings_about').on('listings').columns(['about', 'zone', 'id']).execute();
    await schema.createIndex('listings_last').on('listings').columns(['is_last', 'about']).execute();
    await schema.createIndex('listings_subject').on('listings').column('subject_id').execute();
    await schema.createIndex('listings_until').on('listings').column('until_at').execute();
  },
};
