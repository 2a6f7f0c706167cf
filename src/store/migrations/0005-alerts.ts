/** Alerts, whom they are sent to, and what was sent. */
import type { Migration } from './migration.ts';

export const alerts: Migration = {
  version: 5,
  name: 'alerts',
  up: async ({ schema }) => {
    await schema
      .createTable('alerts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('open_key', 'text', (column) => column.unique())
      .addColumn('subject_id', 'text')
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('severity', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('finding', 'text', (column) => column.notNull())
      .addColumn('turn', 'text', (column) => column.notNull())
      .addColumn('report_id', 'text')
      .addColumn('opened_at', 'text', (column) => column.notNull())
      .addColumn('last_seen_at', 'text', (column) => column.notNull())
      .addColumn('closed_at', 'text')
      .addColumn('acknowledged_at', 'text')
      .addColumn('acknowledged_by', 'text')
      .addColumn('muted_until', 'text')
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    await schema.createIndex('alerts_state').on('alerts').columns(['state', 'id']).execute();
    await schema.createIndex('alerts_subject').on('alerts').columns(['subject_id', 'id']).execute();
    await schema.createIndex('alerts_closed').on('alerts').column('closed_at').execute();
    await schema
      .createTable('targets')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('settings', 'text', (column) => column.notNull())
      .addColumn('least_severity', 'text', (column) => column.notNull())
      .addColumn('is_enabled', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    await schema
      .createTable('deliveries')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('target_id', 'text', (column) =>
        column.notNull().references('targets.id').onDelete('cascade'),
      )
      .addColumn('alert_id', 'text', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('next_at', 'text', (column) => column.notNull())
      .addColumn('last_problem', 'text')
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('sent_at', 'text')
      .execute();
    await schema.createIndex('deliveries_due').on('deliveries').columns(['state', 'next_at']).execute();
    await schema.createIndex('deliveries_target').on('deliveries').columns(['target_id', 'id']).execute();
    await schema.createIndex('deliveries_created').on('deliveries').column('created_at').execute();
  },
};
