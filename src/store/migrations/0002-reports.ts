/** Reports, their documents apart from what lists show, and the links that show them to others. */
import type { Migration } from './migration.ts';

export const reports: Migration = {
  version: 2,
  name: 'reports',
  up: async ({ schema }) => {
    await schema
      .createTable('reports')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text')
      .addColumn('subject_id', 'text')
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('headline', 'text', (column) => column.notNull())
      .addColumn('standing', 'text', (column) => column.notNull())
      .addColumn('tags', 'text', (column) => column.notNull())
      .addColumn('turn', 'text', (column) => column.notNull())
      .addColumn('words', 'text', (column) => column.notNull())
      .execute();
    await schema.createIndex('reports_at').on('reports').column('at').execute();
    await schema.createIndex('reports_subject').on('reports').columns(['subject_id', 'id']).execute();
    await schema
      .createTable('report_documents')
      .addColumn('report_id', 'text', (column) =>
        column.primaryKey().references('reports.id').onDelete('cascade'),
      )
      .addColumn('options', 'text', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addColumn('input', 'bytea')
      .execute();
    await schema
      .createTable('shares')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('report_id', 'text', (column) =>
        column.notNull().references('reports.id').onDelete('cascade'),
      )
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text', (column) => column.notNull())
      .addColumn('is_redacted', 'integer', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .execute();
    await schema.createIndex('shares_report').on('shares').column('report_id').execute();
    await schema.createIndex('shares_expiry').on('shares').column('expires_at').execute();
  },
};
