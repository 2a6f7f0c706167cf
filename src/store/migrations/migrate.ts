/** Brings a database to the shape that this program knows, one step after another. */
import type { Kysely } from 'kysely';
import type { Instant } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import type { Tables } from '../tables.ts';
import { migrations } from './all.ts';
import type { Migration } from './migration.ts';

/** The newest version that this program knows. */
export const newestVersion: number = migrations.length;

export interface DatabaseVersion {
  /** 0: nothing in it yet. */
  readonly version: number;
  /** The program that brought it there. */
  readonly program: string;
}

/** Makes the table of steps taken. Only for a database that is empty. */
export async function createMigrationTable(db: Kysely<Tables>): Promise<void> {
  await db.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('applied_at', 'text', (column) => column.notNull())
    .addColumn('program', 'text', (column) => column.notNull())
    .execute();
}

/** The version of a database that has the table of steps taken. */
export async function versionOf(db: Kysely<Tables>): Promise<DatabaseVersion> {
  const last = await db
    .selectFrom('migrations')
    .select(['version', 'program'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? { version: 0, program: '' };
}

/** Refuses what a newer program wrote: this one would misread it. */
export function knowsVersion(found: DatabaseVersion, program: string, file: string): Result<undefined> {
  if (found.version <= newestVersion) return ok(undefined);
  return failed(
    'newer-database',
    `${file} was written by Waypost ${found.program} (version ${found.version} of the database); this is Waypost ${program}, which knows it up to version ${newestVersion}. Run Waypost ${found.program} or newer, or restore a backup made before the upgrade. The file was left as it is.`,
    {
      file,
      databaseVersion: found.version,
      databaseProgram: found.program,
      program,
      knownVersion: newestVersion,
    },
  );
}

/** Takes the steps that are missing and notes them: all in one transaction, so that a failed upgrade leaves the old version whole. Answers how many. */
export async function migrate(
  db: Kysely<Tables>,
  at: Instant,
  program: string,
  steps: readonly Migration[] = migrations,
): Promise<number> {
  const { version } = await versionOf(db);
  const missing = steps.filter((step) => step.version > version);
  if (missing.length === 0) return 0;
  await db.transaction().execute(async (transaction) => {
    for (const { version: reached, name, up } of missing) {
      // A step knows the shape of its own time only, not the tables of today.
      await up(transaction as unknown as Kysely<unknown>);
      await transaction
        .insertInto('migrations')
        .values({ version: reached, name, applied_at: at, program })
        .execute();
    }
  });
  return missing.length;
}
