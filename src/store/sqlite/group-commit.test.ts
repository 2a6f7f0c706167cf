/** Writes share commits, and nothing else: not their failures. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { StoreError } from '../types.ts';
import { createWriter, type Writer } from './group-commit.ts';
import { speakTo } from './open-database.ts';
import { codeOf, newFolder } from './testing.ts';

interface Bench {
  readonly database: DatabaseSync;
  /** Another connection: sees what was committed. */
  readonly count: () => number;
  readonly writer: Writer;
  readonly add: (key: string) => Promise<string>;
  readonly file: string;
}

/** A database with the table of settings, whose keys are unique. */
function bench(): Bench {
  const file = join(newFolder(), 'test.db');
  const database = new DatabaseSync(file, { timeout: 0 });
  database.exec(`pragma journal_mode = wal; pragma synchronous = full;
    create table settings (key text primary key, value text not null, changed_at text not null, version integer not null)`);
  const other = new DatabaseSync(file, { readOnly: true });
  onTestFinished(() => {
    other.close();
    database.close();
  });
  const writer = createWriter(database, speakTo(database, file), systemClock, file);
  return {
    database,
    file,
    writer,
    count: () => Number(other.prepare('select count(*) as count from settings').get()?.['count']),
    add: (key) =>
      writer.write(async (db) => {
        await db.insertInto('settings').values({ key, value: '{}', changed_at: '', version: 1 }).execute();
        return key;
      }),
  };
}

const keys = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `k${n}`);

describe('group commit', () => {
  test('writes of one turn share one transaction: none is committed before all are done', async () => {
    const { writer, count } = bench();
    const seen: number[] = [];
    const all = keys(50).map((key) =>
      writer.write(async (db) => {
        await db.insertInto('settings').values({ key, value: '', changed_at: '', version: 1 }).execute();
        seen.push(count());
      }),
    );
    await Promise.all(all);
    expect(seen).toEqual(keys(50).map(() => 0));
    expect(count()).toBe(50);
  });

  test('a write is fulfilled after its commit: others see it then', async () => {
    const { add, count } = bench();
    await Promise.all(
      keys(20).map(async (key) => {
        await add(key);
        expect(count()).toBe(20);
      }),
    );
  });

  test('one that fails takes no other along', async () => {
    const { add, writer, count } = bench();
    const results = await Promise.allSettled([
      add('a'),
      add('a'),
      writer.write(async (db) => {
        await db
          .insertInto('settings')
          .values({ key: 'half', value: '', changed_at: '', version: 1 })
          .execute();
        throw new RangeError('a bug');
      }),
      add('b'),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(results[2]).toMatchObject({ reason: expect.any(RangeError) });
    expect(count()).toBe(2);
  });

  test('a write that waits for something else leaves the transaction whole', async () => {
    const { add, writer, count } = bench();
    const slow = writer.write(async (db) => {
      await db
        .insertInto('settings')
        .values({ key: 'slow', value: '', changed_at: '', version: 1 })
        .execute();
      await new Promise((next) => setTimeout(next, 30));
      return count();
    });
    const later = new Promise((next) => setTimeout(next, 5)).then(() => add('later'));
    expect(await slow).toBe(0);
    expect(await later).toBe('later');
    expect(count()).toBe(2);
  });

  test('a full disk refuses what does not fit, keeps what does, and goes on when there is room', async () => {
    const { database, writer, add, count } = bench();
    const pages = Number(database.prepare('pragma page_count').get()?.['page_count']);
    database.exec(`pragma max_page_count = ${pages + 4}`);
    const large = (key: string) =>
      writer.write(async (db) => {
        const value = 'x'.repeat(1_000_000);
        await db.insertInto('settings').values({ key, value, changed_at: '', version: 1 }).execute();
      });
    const results = await Promise.allSettled([add('a'), large('b'), add('c'), large('d'), add('e')]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(results[1]).toMatchObject({ reason: expect.any(StoreError) });
    expect(results[1]).toMatchObject({ reason: { problem: { code: 'disk-full' } } });
    expect(count()).toBe(3);
    database.exec('pragma max_page_count = 100000');
    await large('b');
    expect(count()).toBe(4);
  });

  test('while another program holds the database, writes wait and the event loop goes on', async () => {
    const { add, file, count } = bench();
    const shell = new DatabaseSync(file);
    onTestFinished(() => shell.close());
    shell.exec('begin immediate');
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 10);
    const written = Promise.all([add('a'), add('b')]);
    setTimeout(() => shell.exec('rollback'), 200);
    expect(await written).toEqual(['a', 'b']);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
    expect(count()).toBe(2);
  });

  test("another program that never lets go: 'locked', and the next write works when it did", async () => {
    const { add, file, count } = bench();
    const shell = new DatabaseSync(file);
    onTestFinished(() => shell.close());
    shell.exec('begin immediate');
    const codes = await Promise.all([codeOf(add('a')), codeOf(add('b'))]);
    expect(codes).toEqual(['locked', 'locked']);
    shell.exec('rollback');
    expect(await add('c')).toBe('c');
    expect(count()).toBe(1);
  });

  test('closing waits for what is under way and takes no more', async () => {
    const { add, writer, count } = bench();
    const under = keys(5).map(add);
    const closed = writer.close();
    expect(await codeOf(add('late'))).toBe('closed');
    await closed;
    expect(count()).toBe(5);
    await Promise.all(under);
  });

  test('a long queue is written in parts, so that others get their turn', async () => {
    const { add, count } = bench();
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await Promise.all(keys(3000).map(add));
    clearInterval(timer);
    expect(count()).toBe(3000);
    expect(turns).toBeGreaterThan(1);
  });
});
