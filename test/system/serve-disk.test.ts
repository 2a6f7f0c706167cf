/** What the disk may do to a server that runs: full in the middle of a job, failing, locked by another program, the database gone or garbage. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { databaseFileOf } from '../../src/store/index.ts';
import { type QuietResolver, quietResolver } from './quiet-resolver.ts';
import { ask, clear, runCommand, type ServeRun, setUp, startServe, tempFolder } from './server.ts';
import { failingDisk, noSmallDisk, smallDisk } from './small-disk.ts';

const root = tempFolder();
afterAll(() => clear(root));
const missing = noSmallDisk();
const named = missing === undefined ? '' : ` (left out: ${missing})`;

let resolver: QuietResolver;
let run: ServeRun | undefined;
beforeEach(async () => {
  resolver = await quietResolver();
});
afterEach(async () => {
  resolver.close();
  await run?.stop();
  run = undefined;
});

const serve = (folder: string): Promise<ServeRun> =>
  startServe(root, ['--listen', '127.0.0.1:0', '--data', folder], resolver.environment);

const newFolder = (): string => mkdtempSync(join(root, 'data-'));

interface Told {
  readonly status: number;
  readonly code: string | undefined;
  readonly id: string;
  readonly text: string;
}

async function tell(
  of: ServeRun,
  cookie: string,
  method: string,
  path: string,
  body?: object,
): Promise<Told> {
  const answer = await ask(of, cookie, method, path, body);
  const text = await answer.text();
  const { code, id = '' } = (text.startsWith('{') ? JSON.parse(text) : {}) as { code?: string; id?: string };
  return { status: answer.status, code, id, text };
}

const readiness = async (of: ServeRun): Promise<number> => (await fetch(`${of.url()}/readyz`)).status;
const reply = { input: '550 5.1.1 User unknown', options: { offline: true } };
const audit = { kind: 'audit', input: 'example.org', options: { lists: false, connect: false } };
const stateOf = async (of: ServeRun, cookie: string, id: string): Promise<string> =>
  JSON.parse((await tell(of, cookie, 'GET', `/jobs/${id}`)).text).state;

describe.skipIf(missing !== undefined)(`a small disk${named}`, () => {
  test('that fills in the middle of a job: the job says that its report was not kept, and the next one is kept', async () => {
    const disk = smallDisk(16);
    run = await serve(join(disk.folder, 'data'));
    const cookie = await setUp(run);
    const { id } = await tell(run, cookie, 'POST', '/jobs', audit);
    await expect.poll(resolver.asked, { timeout: 10_000 }).toBeGreaterThan(0);
    const events = ask(run, cookie, 'GET', `/jobs/${id}/events`).then((answer) => answer.text());
    disk.fill(0);
    // The log of writes has room of its own until it is full, too.
    const noise = { ...reply, name: randomBytes(180).toString('hex') };
    await expect
      .poll(
        async () =>
          (await tell(run as ServeRun, cookie, 'POST', '/jobs', { kind: 'explain', ...noise })).status,
        {
          timeout: 30_000,
          interval: 1,
        },
      )
      .toBe(507);
    resolver.speak();
    expect(await events).toMatch(/event: end\ndata: .*"state":"failed".*"not-kept"/);
    expect(JSON.parse((await tell(run, cookie, 'GET', `/jobs/${id}`)).text)).toMatchObject({
      state: 'failed',
      problem: { code: 'not-kept' },
    });
    expect(await readiness(run)).toBe(503);
    // What is asked and not kept is answered.
    expect((await tell(run, cookie, 'POST', '/explain', { ...reply, keep: false })).status).toBe(200);
    disk.free();
    await expect.poll(() => readiness(run as ServeRun), { timeout: 10_000 }).toBe(200);
    const next = await tell(run, cookie, 'POST', '/jobs', { kind: 'explain', ...reply });
    await expect.poll(() => stateOf(run as ServeRun, cookie, next.id), { timeout: 20_000 }).toBe('done');
  });

  test('takes no upload that it has no room for, and nothing of it is left', async () => {
    const disk = smallDisk(24);
    const folder = join(disk.folder, 'data');
    run = await serve(folder);
    const cookie = await setUp(run);
    const large = {
      kind: 'check',
      inputBase64: randomBytes(24_000_000).toString('base64'),
      options: { offline: true },
    };
    const refused = await tell(run, cookie, 'POST', '/jobs', large);
    expect([refused.status, refused.code]).toEqual([507, 'disk-full']);
    expect(JSON.parse((await tell(run, cookie, 'GET', '/jobs')).text).items).toEqual([]);
    const next = await tell(run, cookie, 'POST', '/jobs', { kind: 'explain', ...reply });
    await expect.poll(() => stateOf(run as ServeRun, cookie, next.id), { timeout: 20_000 }).toBe('done');
  });

  test('that is read-only is named at the start', async () => {
    const disk = smallDisk(16);
    const folder = join(disk.folder, 'data');
    const first = await serve(folder);
    await first.stop();
    disk.makeReadOnly();
    const { code, stderr } = await runCommand(['serve', '--listen', '127.0.0.1:0', '--data', folder], root);
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/on a file system that cannot be written to/);
  });
});

test.skipIf(missing !== undefined)(
  `a disk that fails and is read-only from then on: reading and asking go on, nothing is said to be kept${named}`,
  async ({ skip }) => {
    const disk = failingDisk();
    if (disk === undefined) return skip('no ext4 can be made here');
    run = await serve(join(disk.folder, 'data'));
    const cookie = await setUp(run);
    const kept = await tell(run, cookie, 'POST', '/explain', reply);
    const { reportId } = JSON.parse(kept.text) as { readonly reportId: string };
    disk.fail();
    const write = await tell(run, cookie, 'POST', '/jobs', { kind: 'explain', ...reply });
    expect([write.status, write.code]).toEqual([503, 'store-unavailable']);
    expect(await readiness(run)).toBe(503);
    expect((await tell(run, cookie, 'GET', `/reports/${reportId}`)).status).toBe(200);
    const answered = await tell(run, cookie, 'POST', '/explain', reply);
    expect(answered.status).toBe(200);
    expect(JSON.parse(answered.text)).toMatchObject({
      summary: { standing: 'bad' },
      notes: [expect.stringContaining('not kept')],
    });
    expect(await run.stop()).toBe(0);
  },
);

describe('another program that holds the database', () => {
  test('for 10 seconds: reading goes on, writes say to come again, a job that ends meanwhile is kept afterwards', async () => {
    const folder = newFolder();
    run = await serve(folder);
    const cookie = await setUp(run);
    const { id } = await tell(run, cookie, 'POST', '/jobs', audit);
    await expect.poll(resolver.asked, { timeout: 10_000 }).toBeGreaterThan(0);
    const other = new DatabaseSync(databaseFileOf(folder));
    other.exec('begin immediate');
    const began = performance.now();
    resolver.speak();
    const write = await tell(run, cookie, 'POST', '/jobs', { kind: 'explain', ...reply });
    expect([write.status, write.code]).toEqual([503, 'store-unavailable']);
    for (const path of ['/session', '/jobs', `/jobs/${id}`, '/reports', '/subjects', '/settings'])
      expect([path, (await tell(run, cookie, 'GET', path)).status]).toEqual([path, 200]);
    expect(await readiness(run)).toBe(503);
    expect((await fetch(`${run.url()}/healthz`)).status).toBe(200);
    const answered = JSON.parse((await tell(run, cookie, 'POST', '/explain', reply)).text);
    expect([answered.summary.standing, answered.reportId]).toEqual(['bad', undefined]);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, 10_000 - (performance.now() - began))));
    other.exec('rollback');
    other.close();
    await expect.poll(() => stateOf(run as ServeRun, cookie, id), { timeout: 30_000 }).toBe('done');
    expect(await readiness(run)).toBe(200);
    expect((await tell(run, cookie, 'POST', '/jobs', { kind: 'explain', ...reply })).status).toBe(202);
  });
});

const garbage = (): Buffer => randomBytes(300_000);

describe('a database that is taken from under the server', () => {
  test.each([
    [
      'replaced by garbage',
      (file: string) => {
        writeFileSync(`${file}.new`, garbage());
        renameSync(`${file}.new`, file);
      },
      /another file was put in its place/,
    ],
    [
      'overwritten with garbage',
      (file: string) => writeFileSync(file, garbage()),
      /it is no database any more/,
    ],
    ['removed', (file: string) => rmSync(file), /it was removed/],
  ])('%s: no write is taken any more, the server lives and says why', async (what, harm, why) => {
    const folder = newFolder();
    const file = databaseFileOf(folder);
    run = await serve(folder);
    const cookie = await setUp(run);
    expect((await tell(run, cookie, 'POST', '/jobs', { kind: 'explain', ...reply })).status).toBe(202);
    harm(file);
    for (let n = 0; n < 3; n += 1) {
      const write = await tell(run, cookie, 'POST', '/jobs', { kind: 'explain', ...reply });
      expect([write.status, write.code]).toEqual([503, 'store-unavailable']);
    }
    expect(await readiness(run)).toBe(503);
    expect((await fetch(`${run.url()}/healthz`)).status).toBe(200);
    expect([200, 503]).toContain((await tell(run, cookie, 'GET', '/reports')).status);
    await run.says(why);
    expect(await run.stop()).toBe(0);
    // What was overwritten was written again from the log when the server ended; what was removed is made anew.
    if (what !== 'replaced by garbage') return;
    const next = await runCommand(['serve', '--listen', '127.0.0.1:0', '--data', folder], root);
    expect(next.stderr).toMatch(/waypost\.db is damaged/);
    expect(next.code).not.toBe(0);
  });
});
