/**
 * What keeps a full disk from being a dead end. SQLite writes to a log first and folds it into the database later, for which the
 * database must grow: so no write is taken whose pages could not be folded any more. After something was thrown away its pages go back
 * to the disk at once, and the log is cut to nothing.
 */
import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { storageProblem } from '../storage-problems.ts';
import { StoreError } from '../types.ts';
import { freeBytes, type Reserve } from './reserve.ts';
import { problemOf } from './store-errors.ts';

const maxSteps = 10;
const mostPages = 500;
const leastPages = 16;
/** Room for what the file system itself writes beside. */
const slackBytes = 32 * 1024;

/** The log is folded when it holds so many pages: what SQLite does by itself, or less where the reserve is small. */
const usualLogPages = 1000;
const leastLogPages = 16;

/** Bytes of a page of the database. */
const pageBytesOf = (database: DatabaseSync): number =>
  Number(database.prepare('pragma page_size').get()?.['page_size']);

const fileBytes = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/**
 * A look before each commit: throws 'disk-full' where the database, with what was just written, could not be folded. What half of the
 * reserve has room for always can.
 */
export function createFoldGuard(database: DatabaseSync, file: string, reserve: Reserve): () => void {
  const pages = Math.floor(reserve.bytes() / 4 / pageBytesOf(database));
  const logPages = Math.min(usualLogPages, Math.max(leastLogPages, pages));
  database.exec(`pragma wal_autocheckpoint = ${logPages}`);
  const count = database.prepare('pragma page_count');
  const pageBytes = pageBytesOf(database);
  // It only grows while this process writes, but for a cut, after which a look costs little.
  let knownBytes = fileBytes(file);
  return () => {
    const wanted = Number(count.get()?.['page_count']) * pageBytes;
    if (wanted - knownBytes <= reserve.bytes() / 2) return;
    knownBytes = fileBytes(file);
    const growth = wanted - knownBytes;
    const free = freeBytes(file);
    if (growth <= reserve.bytes() / 2 || free === undefined || free >= growth + slackBytes) return;
    throw new StoreError(
      storageProblem('disk-full', file, 'the database could not grow by what was written'),
    );
  };
}

/** Between two transactions. Stops where the disk has no room for even that. */
export function makeRoom(database: DatabaseSync, file: string, reserve: Reserve): void {
  const number = (pragma: string): number =>
    Number(Object.values(database.prepare(`pragma ${pragma}`).get() ?? {})[0] ?? 0);
  const pageBytes = pageBytesOf(database);
  const cutLog = (): void => {
    // The file grows to all its pages first; on a disk that is full on the way nothing would be won.
    const growth = number('page_count') * pageBytes - fileBytes(file);
    if ((freeBytes(file) ?? 0) >= growth + slackBytes)
      database.prepare('pragma wal_checkpoint(truncate)').all();
  };
  try {
    for (let step = 0; step < maxSteps && number('freelist_count') > 0; step += 1) {
      const pages = Math.floor((freeBytes(file) ?? 0) / (4 * pageBytes));
      database
        .prepare(`pragma incremental_vacuum(${Math.min(mostPages, Math.max(leastPages, pages))})`)
        .all();
      cutLog();
    }
    cutLog();
  } catch (error) {
    if (problemOf(error, file) === undefined) throw error;
  }
  reserve.hold();
}
