/**
 * Which language sentences are in, and the same sentences in others. What was kept before has its own alone: that of its report, which
 * its options name; where the report is gone it is not known.
 */
import type { Kysely } from 'kysely';
import type { Migration } from './migration.ts';

const spoken = ['reports', 'finding_states', 'finding_changes', 'alerts', 'subjects', 'deliveries'] as const;
/** Those whose language is that of the report they came from. */
const fromReports = ['finding_states', 'finding_changes', 'alerts'] as const;

interface Then {
  readonly reports: { readonly id: string; readonly language: string | null };
  readonly report_documents: { readonly report_id: string; readonly options: string };
  readonly finding_states: FromReport;
  readonly finding_changes: FromReport;
  readonly alerts: FromReport;
}

interface FromReport {
  readonly report_id: string | null;
  readonly language: string | null;
}

/** Of an ask whose options name none. */
const USUAL = 'en';
const AT_ONCE = 500;

export const languages: Migration = {
  version: 7,
  name: 'languages',
  up: async (database) => {
    const { schema } = database;
    for (const table of spoken) {
      await schema.alterTable(table).addColumn('language', 'text').execute();
      await schema
        .alterTable(table)
        .addColumn('said', 'text', (column) => column.notNull().defaultTo('{}'))
        .execute();
    }
    await schema
      .alterTable('report_documents')
      .addColumn('form', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await noteLanguages(database as Kysely<unknown> as Kysely<Then>);
  },
};

async function noteLanguages(db: Kysely<Then>): Promise<void> {
  await db.updateTable('reports').set({ language: USUAL }).execute();
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('report_documents')
      .select(['report_id', 'options'])
      .where('report_id', '>', after)
      .orderBy('report_id')
      .limit(AT_ONCE)
      .execute();
    for (const { report_id: id, options } of rows) {
      after = id;
      const { language } = JSON.parse(options) as { readonly language?: unknown };
      if (typeof language === 'string' && language !== USUAL)
        await db.updateTable('reports').set({ language }).where('id', '=', id).execute();
    }
    if (rows.length < AT_ONCE) break;
  }
  for (const table of fromReports)
    await db
      .updateTable(table)
      .set(({ selectFrom }) => ({
        language: selectFrom('reports')
          .select('reports.language')
          .whereRef('reports.id', '=', `${table}.report_id`),
      }))
      .execute();
}
