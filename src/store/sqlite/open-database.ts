/** Opens the database of a data folder: looks at it before it touches it, then brings it to today's shape. */
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { type Clock, instantOf } from '../../base/clock.ts';
import { failed, ok, type Result } from '../../base/result.ts';
import {
  createMigrationTable,
  type DatabaseVersion,
  knowsVersion,
  migrate,
  versionOf,
} from '../migrations/migrate.ts';
import { storageProblem } from '../storage-problems.ts';
import type { Tables } from '../tables.ts';
import { guardAuditLog } from './append-only.ts';
import { createDialect } from './dialect.ts';
import { DATABASE_HEAD, headOf } from './file-guard.ts';
import { checkIntegrity, type IntegrityCheck } from './integrity.ts';
import { busyMs, openReader } from './open-reader.ts';
import { problemOf } from './store-errors.ts';

/** The log that changes go to first is cut back to this after it was larger. */
const maxLogBytes = 64 * 1024 * 1024;

/** One connection that writes, and one that reads what was committed. */
export interface OpenDatabase {
  readonly writer: DatabaseSync;
  readonly write: Kysely<Tables>;
  readonly reader: DatabaseSync;
  readonly read: Kysely<Tables>;
  readonly close: () => void;
}

/** Speaks to an open database; errors name `file`. */
export function speakTo(database: DatabaseSync, file: string): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: createDialect(database, file) });
}

/** Reads alone whether the file is a whole database of ours that this program knows. */
export async function inspectDatabase(
  file: string,
  program: string,
  check: IntegrityCheck,
): Promise<Result<DatabaseVersion>> {
  let database: DatabaseSync | undefined;
  try {
    // A log beside a file that is no database any more would make SQLite take the two for one that is whole.
    if (headOf(file) !== DATABASE_HEAD)
      return { ok: false, problem: storageProblem('broken', file, 'it is no database') };
    database = openReader(file);
    const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
    if (!tables.some(({ name }) => name === 'migrations')) {
      if (tables.length === 0) return ok({ version: 0, program: '' });
      return failed(
        'not-ours',
        `${file} is a database of another program; name another folder for Waypost.`,
        { file },
      );
    }
    const version = await versionOf(speakTo(database, file));
    const known = knowsVersion(version, program, file);
    if (!known.ok) return known;
    const problem = checkIntegrity(database, file, check);
    return problem === undefined ? ok(version) : { ok: false, problem };
  } catch (error) {
    const problem = problemOf(error, file);
    if (problem === undefined) throw error;
    return { ok: false, problem };
  } finally {
    database?.close();
  }
}

function prepareWriter(file: string): DatabaseSync {
  const writer = new DatabaseSync(file, { timeout: busyMs, enableForeignKeyConstraints: true });
  writer.exec(`
    pragma auto_vacuum = incremental;
    pragma journal_mode = wal;
    pragma synchronous = full;
    pragma journal_size_limit = ${maxLogBytes};
    pragma trusted_schema = off;
    pragma cell_size_check = on;
  `);
  return writer;
}

/** Opens `file` for writing; whoever calls holds the lock of its folder. Nothing is changed in a database that is refused. */
export async function openDatabase(
  file: string,
  clock: Clock,
  program: string,
  check: IntegrityCheck,
): Promise<Result<OpenDatabase>> {
  let writer: DatabaseSync | undefined;
  let reader: DatabaseSync | undefined;
  const close = () => {
    if (reader?.isOpen) reader.close();
    if (writer?.isOpen) writer.close();
  };
  try {
    if (existsSync(file) && statSync(file).size > 0) {
      const fit = await inspectDatabase(file, program, check);
      if (!fit.ok) return fit;
    }
    // Files beside it take their rights from it.
    writeFileSync(file, '', { flag: 'a', mode: 0o600 });
    writer = prepareWriter(file);
    const mode = writer.prepare('pragma journal_mode').get()?.['journal_mode'];
    if (mode !== 'wal') {
      close();
      return failed(
        'no-log',
        `${file} cannot be kept with a log of writes on this disk, which looks like one of a network; put the data folder on a local disk.`,
        { file, mode: String(mode) },
      );
    }
    const write = speakTo(writer, file);
    await createMigrationTable(write);
    await migrate(write, instantOf(clock.nowMs()), program);
    guardAuditLog(writer);
    // Answers that were under way when the last process ended will never be kept: their keys are free again.
    await write.deleteFrom('idempotency').where('status', 'is', null).execute();
    // From now on whoever writes waits by itself, and the event loop goes on meanwhile.
    writer.exec('pragma busy_timeout = 0');
    reader = openReader(file);
    return ok({ writer, write, reader, read: speakTo(reader, file), close });
  } catch (error) {
    close();
    const problem = problemOf(error, file);
    if (problem === undefined) throw error;
    return { ok: false, problem };
  }
}
