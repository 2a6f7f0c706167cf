/** Databases of every earlier version come to today's shape with their rows; those of a later version are left alone. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { at } from '../samples/testing.ts';
import { speakTo } from '../sqlite/open-database.ts';
import { openStore } from '../sqlite/open-store.ts';
import { databaseFileOf } from '../sqlite/place.ts';
import { newFolder, opened } from '../sqlite/testing.ts';
import { migrations } from './all.ts';
import { createMigrationTable, migrate, newestVersion } from './migrate.ts';

/** Rows as a program of that version wrote them, by the version that made their table. They are never changed afterwards. */
const rows: Readonly<Record<number, string>> = {
  1: `insert into people values ('p1', 'kim@example.org', 'Kim', 'administrator', 'argon2id$x', null, null, 0, 'en', '${at(8)}', 3);
      insert into sessions values ('h1', 'p1', '${at(8)}', '${at(8)}', '2099-01-01T00:00:00.000Z', 'Firefox', '192.0.2.1');
      insert into audit_log values ('a1', '${at(8)}', 'system', null, 'schedule', 'person.added', 'person p1', '{}', null);`,
  2: `insert into reports values ('r1', 'audit', '${at(9)}', 'Kim', null, null, 'example.org', 'All is well.', 'good', '["spf/all"]', '', 'example.org all is well. spf/all');
      insert into report_documents values ('r1', '{}', '{"kind":"waypost/audit/1"}', x'00ff');`,
  3: `insert into jobs values ('j1', 'check', 'queued', 'news', 'Kim', null, null, '{}', 0, 0, 0, null, null, '${at(9)}', null, null);
      insert into job_inputs values ('j1', x'0a');`,
  4: `insert into subjects values ('s1', 'domain', 'example.org', 24, '{}', '', '${at(8)}', null, null, null, null, 0, 1);
      insert into finding_changes values ('c1', 's1', '${at(9)}', 'k', 't', null, 'fail', 'error', 'r1');`,
  5: `insert into alerts values ('al1', 'k', 'k', 's1', 'example.org', 'error', 'open', 't', '{}', '', null, '${at(9)}', '${at(9)}', null, null, null, null, 1);`,
  6: `insert into settings values ('retention', '{"reportDays":30}', '${at(8)}', 2);`,
  7: `insert into reports values ('r7', 'check', '${at(9)}', 'Kim', null, null, 'news', 'Es ist gut.', 'good', '[]', '', 'news es ist gut. it is good.', 'de', '{"en":{"about":"news","headline":"It is good.","turn":""}}');
      insert into report_documents values ('r7', '{}', '{"schema":"waypost/check/1"}', null, 1);`,
  8: `insert into reports values ('r8', 'explain', '${at(9)}', 'Kim', null, null, 'a reply', 'It is full.', 'bad', '[]', '', 'a reply it is full.', 'en', '{}');
      insert into report_documents values ('r8', '{}', '', null, 1, x'28b52ffd64e10a950100a4027b22736368656d61223a22776179706f73742f6578706c61696e2f31222c226e6f746573223a2278227d0100a09d0fca9f8ed4a1', x'28b52ffd64b80a4d00001079790100b3f301166f72fac7');
      insert into jobs values ('j8', 'explain', 'queued', 'a log', 'Kim', null, null, '{}', 0, 0, 0, null, null, '${at(9)}', null, null);
      insert into job_inputs values ('j8', x'', x'28b52ffd64b80a4d00001079790100b3f301166f72fac7');`,
  9: `insert into jobs values ('j9', 'explain', 'queued', 'a reply', 'Kim', null, null, '{"offline":true}', 0, 0, 0, null, null, '${at(9)}', null, null);
      insert into job_inputs values ('j9', x'0a', null, x'7b226d657373616765223a22516f3d3d227d', null);`,
};

/** A folder with a database of `version`, filled. */
async function folderOf(version: number): Promise<string> {
  const folder = newFolder();
  const file = databaseFileOf(folder);
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal');
  const db = speakTo(database, file);
  await createMigrationTable(db);
  for (let step = 1; step <= version; step += 1) {
    await migrate(db, at(8), '0.0.1', migrations.slice(0, step));
    database.exec(rows[step] ?? '');
  }
  database.close();
  return folder;
}

describe('migrations', () => {
  test('are numbered from 1 without a gap', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, place) => place + 1));
    expect(Object.keys(rows).map(Number)).toEqual(migrations.map(({ version }) => version));
  });

  test.each(migrations.map(({ version }) => version))('from version %i, with its rows', async (version) => {
    const folder = await folderOf(version);
    const store = await opened(folder, { program: '0.2.0', check: 'full' });
    expect(await store.people.get('p1')).toMatchObject({ email: 'kim@example.org', version: 3 });
    expect(await store.sessions.get('h1', at(9))).toMatchObject({ personId: 'p1' });
    expect((await store.auditLog.list({ limit: 5 })).items).toMatchObject([{ action: 'person.added' }]);
    const since = <T>(first: number, value: T): T | undefined => (version >= first ? value : undefined);
    expect((await store.reports.list({ words: 'well' }, { limit: 5 })).items[0]?.id).toBe(since(2, 'r1'));
    expect([...((await store.reports.get('r1'))?.input ?? [])]).toEqual(since(2, [0, 255]) ?? []);
    expect((await store.jobs.claim(at(10)))?.id).toBe(since(3, 'j1'));
    expect((await store.jobs.get('j1'))?.input?.[0]).toBe(since(3, 10));
    expect((await store.inventory.byName('example.org'))?.id).toBe(since(4, 's1'));
    expect((await store.findings.changesOf('s1', { limit: 5 })).items[0]?.to).toBe(since(4, 'fail'));
    expect((await store.alerts.raise({ ...alert, key: 'k' }, at(11))).what).toBe(
      version >= 5 ? 'seen' : 'opened',
    );
    expect((await store.settings.get('retention'))?.version).toBe(since(6, 2));
    expect((await store.reports.get('r7'))?.said?.en?.headline).toBe(since(7, 'It is good.'));
    const packed = await store.reports.get('r8');
    expect([packed?.document['schema'], packed?.input?.length]).toEqual([
      since(8, 'waypost/explain/1'),
      since(8, 3000),
    ]);
    expect(packed?.document['notes']).toBe(since(8, 'x'.repeat(3000)));
    expect((await store.jobs.get('j8'))?.input?.length).toBe(since(8, 3000));
    expect((await store.jobs.get('j9'))?.beside).toEqual(since(9, { message: 'Qo==' }));
    await store.close();

    const database = new DatabaseSync(databaseFileOf(folder));
    const taken = database.prepare('select version, program from migrations order by version').all();
    database.close();
    expect(taken.map(({ program }) => program)).toEqual(
      migrations.map((step) => (step.version <= version ? '0.0.1' : '0.2.0')),
    );
  });

  test('to version 7: sentences have the language that their report was asked in, where it is known', async () => {
    const folder = await folderOf(6);
    const database = new DatabaseSync(databaseFileOf(folder));
    database.exec(`insert into reports values ('r2', 'audit', '${at(9)}', 'Kim', null, null, 'example.org', 'Alles gut.', 'good', '[]', '', '');
      insert into report_documents values ('r2', '{"language":"de"}', '{}', null);
      insert into finding_changes values ('c2', 's1', '${at(9)}', 'k', 't', null, 'fail', 'error', 'r2');
      insert into finding_changes values ('c3', 's1', '${at(9)}', 'k', 't', null, 'fail', 'error', 'gone');`);
    database.close();
    const store = await opened(folder);
    const reports = [await store.reports.get('r1'), await store.reports.get('r2')];
    expect(reports.map((report) => [report?.language, report?.form])).toEqual([
      ['en', undefined],
      ['de', undefined],
    ]);
    const changes = (await store.findings.changesOf('s1', { limit: 5 })).items;
    expect(changes.map(({ id, language }) => [id, language])).toEqual([
      ['c3', undefined],
      ['c2', 'de'],
      ['c1', 'en'],
    ]);
    await store.close();
  });

  test.each([3, 8])(
    'from version %i to 9: mail that jobs were given beside goes, or waits with them',
    async (version) => {
      const folder = await folderOf(version);
      const database = new DatabaseSync(databaseFileOf(folder));
      const message = 'RnJvbTogYQ=='.repeat(1000);
      for (const [id, state, options] of [
        ['m1', 'done', { message, lists: true }],
        ['m2', 'failed', { text: 'Words of a mail.', language: 'de' }],
        ['m3', 'cancelled', { lists: true }],
        ['m4', 'queued', { message, text: 'Words of a mail.', lists: true }],
        ['m5', 'running', { message }],
        ['m6', 'queued', { subject: 'a "message": it' }],
      ] as const) {
        database
          .prepare(
            `insert into jobs values (?, 'explain', ?, 'a', 'Kim', null, null, ?, 0, 0, 1, null, null, '${at(9)}', null, null)`,
          )
          .run(id, state, JSON.stringify(options));
        if (state === 'queued' || state === 'running')
          database.prepare("insert into job_inputs (job_id, input) values (?, x'0b')").run(id);
      }
      database.close();
      const store = await opened(folder);
      await store.jobs.recover(at(10));
      const jobs = await Promise.all(['m1', 'm2', 'm3', 'm4', 'm5', 'm6'].map((id) => store.jobs.get(id)));
      expect(jobs.map((job) => [job?.state, job?.options, job?.beside])).toEqual([
        ['done', { lists: true }, undefined],
        ['failed', { language: 'de' }, undefined],
        ['cancelled', { lists: true }, undefined],
        ['queued', { lists: true }, { message, text: 'Words of a mail.' }],
        ['queued', {}, { message }],
        ['queued', { subject: 'a "message": it' }, undefined],
      ]);
      expect(jobs.map((job) => job?.input?.[0])).toEqual([undefined, undefined, undefined, 11, 11, 11]);
      await store.close();
    },
  );

  test('have the same shape in the end, wherever they began', async () => {
    const shapes = new Set<string>();
    for (const version of [0, 1, newestVersion]) {
      const folder = await folderOf(version);
      await (await opened(folder)).close();
      const database = new DatabaseSync(databaseFileOf(folder));
      const entries = database
        .prepare('select sql from sqlite_schema where sql is not null order by name')
        .all();
      shapes.add(JSON.stringify(entries));
      database.close();
    }
    expect(shapes.size).toBe(1);
  });

  test('a step that fails leaves the version before it', async () => {
    const folder = await folderOf(2);
    const file = databaseFileOf(folder);
    const database = new DatabaseSync(file);
    const db = speakTo(database, file);
    const bad = {
      version: 3,
      name: 'bad',
      up: async ({ schema }: { schema: (typeof db)['schema'] }) => {
        await schema.createTable('half').addColumn('id', 'text').execute();
        throw new RangeError('a bug');
      },
    };
    await expect(migrate(db, at(9), '0.2.0', [...migrations.slice(0, 2), bad])).rejects.toThrow(RangeError);
    const tables = database.prepare("select name from sqlite_schema where name = 'half'").all();
    const last = database.prepare('select max(version) as version from migrations').get();
    database.close();
    expect([tables.length, last?.['version']]).toEqual([0, 2]);
    await opened(folder);
  });

  test('a database of a newer version is refused and left as it is', async () => {
    const folder = await folderOf(newestVersion);
    const file = databaseFileOf(folder);
    const database = new DatabaseSync(file);
    database.exec(`insert into migrations values (${newestVersion + 1}, 'future', '${at(9)}', '9.1.0')`);
    database.close();
    const hash = () => createHash('sha256').update(readFileSync(file)).digest('hex');
    const before = hash();
    const result = await openStore({ folder, clock: systemClock, program: '0.2.0' });
    expect(result).toMatchObject({
      ok: false,
      problem: {
        code: 'newer-database',
        data: {
          databaseVersion: newestVersion + 1,
          databaseProgram: '9.1.0',
          program: '0.2.0',
          knownVersion: newestVersion,
        },
      },
    });
    expect(hash()).toBe(before);
  });

  test.each([
    ['a database of another program', 'not-ours'],
    ['a file that is no database', 'broken'],
  ])('%s is refused and left as it is', async (what, code) => {
    const folder = newFolder();
    const file = databaseFileOf(folder);
    if (code === 'broken') writeFileSync(file, `${what}\n`.repeat(200));
    else {
      const database = new DatabaseSync(file);
      database.exec('create table songs (name text)');
      database.close();
    }
    const before = readFileSync(file);
    expect(await openStore({ folder, clock: systemClock })).toMatchObject({ ok: false, problem: { code } });
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

const alert = { about: 'example.org', severity: 'error' as const, title: 't', finding: {}, turn: '' };
