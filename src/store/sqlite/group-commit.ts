/**
 * Writes of one turn of the event loop share one transaction, and so one wait for the disk. Each stands in a savepoint of its own:
 * one that fails takes no other along. When nothing else waits, a write is committed at once.
 */
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Clock } from '../../base/clock.ts';
import { storageProblem } from '../storage-problems.ts';
import type { Tables } from '../tables.ts';
import { StoreError } from '../types.ts';
import { createFoldGuard, makeRoom } from './make-room.ts';
import { noReserve, type Reserve } from './reserve.ts';
import { closedError, problemOf, storeErrorOf } from './store-errors.ts';

/** A group that works longer than this is committed, and the rest waits for the next turn: others want to go on too. */
const maxGroupMs = 20;
const maxGroup = 1000;
/** Another program, such as a sqlite3 shell, may hold the database for so long before writes give up. */
const maxBusyMs = 2000;
const busyStepMs = 20;

type Work<T> = (database: Kysely<Tables>) => Promise<T>;

/** A write that waits, and how to answer whoever asked for it. */
interface Waiting {
  readonly work: Work<unknown>;
  /** On a full disk, too. */
  readonly isUrgent: boolean;
  readonly fulfil: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Settle = () => void;

export interface Writer {
  readonly write: <T>(work: Work<T>) => Promise<T>;
  /** As access.ts says. */
  readonly always: <T>(work: Work<T>) => Promise<T>;
  /** Takes no more, and waits for those under way. */
  readonly close: () => Promise<void>;
}

const isFull = (error: unknown): boolean => error instanceof StoreError && error.problem.code === 'disk-full';

/** Writes to `database`, which `db` speaks to and which waits for no lock itself; `file` is what errors name. `lookAtFile` throws where nothing may be committed. */
export function createWriter(
  database: DatabaseSync,
  db: Kysely<Tables>,
  clock: Clock,
  file: string,
  reserve: Reserve = noReserve,
  lookAtFile: () => void = () => undefined,
): Writer {
  const begin = database.prepare('begin immediate');
  const commit = database.prepare('commit');
  const mark = database.prepare('savepoint one');
  const release = database.prepare('release one');
  const guardFold = createFoldGuard(database, file, reserve);
  const waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  let isScheduled = false;
  let isClosed = false;

  /** Undoes what stands open; SQLite itself undoes it after some failures. */
  function undo(): void {
    if (database.isTransaction) database.exec('rollback');
  }

  /** Begins a transaction; while another program holds the database, the event loop goes on. Answers why it could not. */
  async function beginSoon(): Promise<{ readonly error: unknown } | undefined> {
    const startMs = clock.monotonicMs();
    for (;;) {
      try {
        begin.run();
        return undefined;
      } catch (error) {
        const isBusy = problemOf(error, file)?.code === 'locked';
        if (!isBusy || clock.monotonicMs() - startMs > maxBusyMs) return { error: storeErrorOf(error, file) };
        await setTimeout(busyStepMs);
      }
    }
  }

  /** One write in the transaction that was begun, which it ends. */
  async function finishAlone({ work, isUrgent, fulfil, reject }: Waiting): Promise<Settle> {
    try {
      const value = await work(db);
      if (!isUrgent) guardFold();
      lookAtFile();
      commit.run();
      return () => fulfil(value);
    } catch (error) {
      undo();
      return () => reject(storeErrorOf(error, file));
    }
  }

  /** Many in the transaction that was begun; undefined where it was lost as a whole, and nothing of it happened. */
  async function finishTogether(group: readonly Waiting[]): Promise<Settle[] | undefined> {
    const settled: Settle[] = [];
    const startMs = clock.monotonicMs();
    try {
      for (const { work, fulfil, reject } of group) {
        if (settled.length > 0 && clock.monotonicMs() - startMs > maxGroupMs) break;
        mark.run();
        try {
          const value = await work(db);
          release.run();
          settled.push(() => fulfil(value));
        } catch (error) {
          if (!database.isTransaction) return undefined;
          database.exec('rollback to one');
          release.run();
          settled.push(() => reject(storeErrorOf(error, file)));
        }
      }
      guardFold();
      lookAtFile();
      commit.run();
      return settled;
    } catch {
      undo();
      return undefined;
    }
  }

  /** Each in a transaction of its own, after one for all was lost. */
  async function finishEach(group: readonly Waiting[]): Promise<Settle[]> {
    const settled: Settle[] = [];
    const startMs = clock.monotonicMs();
    for (const one of group) {
      if (settled.length > 0 && clock.monotonicMs() - startMs > maxGroupMs) break;
      const refused = await beginSoon();
      if (refused === undefined) settled.push(await finishAlone(one));
      else settled.push(() => one.reject(refused.error));
    }
    return settled;
  }

  async function finish(group: readonly Waiting[]): Promise<readonly Settle[]> {
    const refused = await beginSoon();
    if (refused !== undefined)
      return group.map(
        ({ reject }) =>
          () =>
            reject(refused.error),
      );
    const [only, ...others] = group;
    if (only !== undefined && others.length === 0) return [await finishAlone(only)];
    return (await finishTogether(group)) ?? finishEach(group);
  }

  /** While the reserve is out, it is for what makes room: all else is refused without a try. */
  function refuseUsual(): void {
    if (reserve.hold()) return;
    const refused = waiting.filter(({ isUrgent }) => !isUrgent);
    if (refused.length === 0) return;
    waiting.splice(0, waiting.length, ...waiting.filter(({ isUrgent }) => isUrgent));
    const problem = storageProblem('disk-full', file, 'what is left is kept for making room');
    for (const { reject } of refused) reject(new StoreError(problem));
  }

  async function commitNext(): Promise<void> {
    refuseUsual();
    if (waiting.length === 0) return;
    const settled = await finish(waiting.slice(0, maxGroup));
    waiting.splice(0, settled.length);
    if (!reserve.isHeld()) makeRoom(database, file, reserve);
    for (const settle of settled) settle();
  }

  function schedule(): void {
    if (isScheduled || running !== undefined) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      running = commitNext().finally(() => {
        running = undefined;
        if (waiting.length > 0) schedule();
      });
    });
  }

  const enqueue = <T>(work: Work<T>, isUrgent: boolean): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (isClosed) return reject(closedError(file));
      // What comes out of `work` is what goes into `fulfil`: the queue holds writes of all types.
      waiting.push({ work, isUrgent, fulfil: (value) => resolve(value as T), reject });
      schedule();
    });

  /** A second time where the reserve was given back since, by this write or one beside it. */
  async function always<T>(work: Work<T>): Promise<T> {
    const given = reserve.timesGiven();
    try {
      return await enqueue(work, true);
    } catch (error) {
      if (!isFull(error) || (reserve.timesGiven() === given && !reserve.give())) throw error;
      return enqueue(work, true);
    }
  }

  return {
    write: (work) => enqueue(work, false),
    always,
    close: async () => {
      isClosed = true;
      while (waiting.length > 0 || running !== undefined) await new Promise((next) => setImmediate(next));
    },
  };
}
