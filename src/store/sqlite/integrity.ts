/** Whether a database file holds together. */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { Problem } from '../../base/result.ts';
import { problemOf } from './store-errors.ts';

/** 'quick': the pages and the order of rows; 'full': also every index and every reference. */
export type IntegrityCheck = 'quick' | 'full';

function broken(file: string, detail: string): Problem {
  return {
    code: 'broken',
    message: `${file} is damaged (${detail}); keep a copy of the folder, and restore the last backup.`,
    data: { how: 'integrity', file, detail },
  };
}

/** What is wrong with the database that is open as `database`; undefined where nothing is. Reads all of it once. */
export function checkIntegrity(
  database: DatabaseSync,
  file: string,
  kind: IntegrityCheck,
): Problem | undefined {
  try {
    const row = database
      .prepare(kind === 'full' ? 'pragma integrity_check(1)' : 'pragma quick_check(1)')
      .get();
    const answer = String(Object.values(row ?? {})[0] ?? '');
    if (answer !== 'ok') return broken(file, answer.slice(0, 200));
    if (kind === 'full') {
      const orphan = database.prepare('pragma foreign_key_check').get();
      if (orphan !== undefined)
        return broken(file, `a row of ${String(orphan['table'])} refers to one that is missing`);
    }
    return undefined;
  } catch (error) {
    const problem = problemOf(error, file);
    if (problem === undefined) throw error;
    return problem;
  }
}

/** The quick check, one table after another, so that others get their turn between. */
export async function checkInSteps(database: DatabaseSync, file: string): Promise<Problem | undefined> {
  try {
    const tables = database.prepare("select name from sqlite_schema where type = 'table'").all();
    for (const { name } of tables) {
      const quoted = String(name).replaceAll('"', '""');
      const row = database.prepare(`pragma quick_check("${quoted}")`).get();
      const answer = String(Object.values(row ?? {})[0] ?? '');
      if (answer !== 'ok') return broken(file, answer.slice(0, 200));
      await setImmediate();
    }
    return undefined;
  } catch (error) {
    const problem = problemOf(error, file);
    if (problem === undefined) throw error;
    return problem;
  }
}
