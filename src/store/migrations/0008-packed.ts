/** Long documents and inputs may be kept packed, in columns of their own: what was kept before stays where it is, as it is. */
import type { Migration } from './migration.ts';

export const packed: Migration = {
  version: 8,
  name: 'packed',
  up: async ({ schema }) => {
    for (const column of ['packed_document', 'packed_input'])
      await schema.alterTable('report_documents').addColumn(column, 'bytea').execute();
    await schema.alterTable('job_inputs').addColumn('packed', 'bytea').execute();
  },
};
