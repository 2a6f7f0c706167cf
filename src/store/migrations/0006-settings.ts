/** Settings, and secrets as they are sealed. */
import type { Migration } from './migration.ts';

export const settings: Migration = {
  version: 6,
  name: 'settings',
  up: async ({ schema }) => {
    await schema
      .createTable('settings')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    await schema
      .createTable('secrets')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'bytea', (column) => column.notNull())
      .execute();
  },
};
