/** kill -9 in the middle of a request or a job, and what the next start makes of it. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { type QuietResolver, quietResolver } from './quiet-resolver.ts';
import { ask, clear, password, type ServeRun, setUp, startServe, tempFolder } from './server.ts';

const root = tempFolder();
afterAll(() => clear(root));

let count = 0;
let folder = root;
let resolver: QuietResolver;
beforeEach(async () => {
  count += 1;
  folder = join(root, String(count));
  resolver = await quietResolver();
});
afterEach(() => resolver.close());

const start = (): Promise<ServeRun> =>
  startServe(root, ['--listen', '127.0.0.1:0', '--data', folder], resolver.environment);

async function kill(run: ServeRun): Promise<void> {
  run.child.kill('SIGKILL');
  expect(await run.ended).toBe(-1);
}

const audit = { input: 'example.org', options: { lists: false, connect: false } };

/** Asks with a key; the session cookie names no port, so that it holds after a restart. */
const askOnce = (run: ServeRun, cookie: string, key: string, path: string, body: object): Promise<Response> =>
  fetch(`${run.url()}/api/v1${path}`, {
    method: 'POST',
    headers: { cookie, origin: run.url(), 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });

interface ShownJob {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly reportId?: string;
  readonly problem?: { readonly code: string };
}

const jobOf = async (run: ServeRun, cookie: string, id: string): Promise<ShownJob> =>
  (await (await ask(run, cookie, 'GET', `/jobs/${id}`)).json()) as ShownJob;

test('a key whose request was under way is free after the start; one that was answered gives the same answer', async () => {
  const first = await start();
  const cookie = await setUp(first);
  const cut = askOnce(first, cookie, 'under-way', '/audit', audit).then(
    () => 'answered',
    () => 'cut off',
  );
  await expect.poll(resolver.asked, { timeout: 10_000 }).toBeGreaterThan(0);
  expect((await askOnce(first, cookie, 'under-way', '/audit', audit)).status).toBe(409);
  const job = { kind: 'explain', input: '550 5.1.1 User unknown', options: { offline: true } };
  const made = (await (await askOnce(first, cookie, 'answered', '/jobs', job)).json()) as ShownJob;
  await kill(first);
  expect(await cut).toBe('cut off');

  resolver.speak();
  const second = await start();
  const again = await askOnce(second, cookie, 'under-way', '/audit', audit);
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, null]);
  const replayed = await askOnce(second, cookie, 'under-way', '/audit', audit);
  expect([replayed.status, replayed.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  expect(await replayed.text()).toBe(await again.text());
  const same = await askOnce(second, cookie, 'answered', '/jobs', job);
  expect([same.status, same.headers.get('idempotency-replayed')]).toEqual([202, 'true']);
  expect(((await same.json()) as ShownJob).id).toBe(made.id);
  await second.stop();
});

test('a job under way is begun once more, and done', async () => {
  const first = await start();
  const cookie = await setUp(first);
  const { id } = (await (
    await ask(first, cookie, 'POST', '/jobs', { kind: 'audit', ...audit })
  ).json()) as ShownJob;
  await expect.poll(resolver.asked, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(await jobOf(first, cookie, id)).toMatchObject({ state: 'running', attempts: 1 });
  await kill(first);

  resolver.speak();
  const second = await start();
  await second.says(/taken up again/);
  await expect.poll(async () => (await jobOf(second, cookie, id)).state, { timeout: 20_000 }).toBe('done');
  const done = await jobOf(second, cookie, id);
  expect(done.attempts).toBe(2);
  expect((await ask(second, cookie, 'GET', `/reports/${done.reportId}`)).status).toBe(200);
  await second.stop();
});

test('a job in whose middle the server was killed twice says that it was interrupted', async () => {
  let cookie = '';
  let id = '';
  for (const attempts of [1, 2]) {
    const run = await start();
    if (attempts === 1) {
      cookie = await setUp(run);
      id = ((await (await ask(run, cookie, 'POST', '/jobs', { kind: 'audit', ...audit })).json()) as ShownJob)
        .id;
    }
    await expect
      .poll(() => jobOf(run, cookie, id), { timeout: 10_000 })
      .toMatchObject({ state: 'running', attempts });
    await kill(run);
  }
  const last = await start();
  await last.says(/taken up again/);
  expect(await jobOf(last, cookie, id)).toMatchObject({
    state: 'failed',
    attempts: 2,
    problem: { code: 'interrupted' },
  });
  // Whoever followed it is told of the end, and the server goes on.
  const events = await (await ask(last, cookie, 'GET', `/jobs/${id}/events`)).text();
  expect(events).toMatch(/event: end\ndata: \{"state":"failed".*"interrupted"/);
  expect((await ask(last, '', 'POST', '/session', { email: 'ann@example.org', password })).status).toBe(200);
  await last.stop();
});
