import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../base/clock.ts';
import { failed, ok, type Problem, type Result } from '../base/result.ts';
import { openStore } from '../store/index.ts';
import type { Store } from '../store/types.ts';
import { createJobRunner } from './job-runner.ts';
import type { Answer, Ask, AskEvent, Desk, JobEvent, JobRunner, NewJob } from './types.ts';

const answer: Answer = {
  summary: { about: 'example.org', headline: 'Said.', standing: 'bad', tags: ['spf/x'], turn: 'yours' },
  document: { schema: 'waypost/audit/1', findings: [] },
};

interface Call {
  readonly ask: Ask;
  readonly tell: (event: AskEvent) => void;
  readonly end: (result: Result<Answer, Problem>) => void;
}

/** A desk whose answers the test gives. */
class SlowDesk implements Pick<Desk, 'ask' | 'languages' | 'sayAgain'> {
  readonly calls: Call[] = [];
  readonly languages: Desk['languages'] = [];

  readonly sayAgain: Desk['sayAgain'] = async () => undefined;

  readonly ask: Desk['ask'] = (ask, { signal, onEvent } = {}) =>
    new Promise((resolve) => {
      signal?.addEventListener('abort', () => resolve(failed('cancelled', 'It was cancelled.')));
      this.calls.push({ ask, tell: (event) => onEvent?.(event), end: resolve });
    });

  async call(place: number): Promise<Call> {
    await until(() => this.calls.length > place);
    return this.calls[place] as Call;
  }
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('it never came to be');
}

const audit = (name: string, more: Partial<NewJob> = {}): NewJob => ({
  kind: 'audit',
  input: Buffer.from(name),
  options: { lists: true },
  askedBy: 'Ann',
  ...more,
});

let folder: string;
let store: Store;
let desk: SlowDesk;
let jobs: JobRunner;
let faults: unknown[];

async function open(): Promise<void> {
  const opened = await openStore({ folder, clock: systemClock });
  if (!opened.ok) throw new Error(opened.problem.message);
  store = opened.value;
  desk = new SlowDesk();
  faults = [];
  jobs = createJobRunner({
    store,
    desk,
    clock: systemClock,
    atOnce: 2,
    maxQueued: 3,
    onFault: (fault) => faults.push(fault),
  });
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waypost-jobs-'));
  await open();
});
afterEach(async () => {
  await jobs.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function submitted(job: NewJob): Promise<string> {
  const result = await jobs.submit(job);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.id;
}

describe('a job', () => {
  test('runs, keeps its report, and tells late listeners everything from the start', async () => {
    await jobs.start();
    const id = await submitted(audit('example.org', { subjectId: 'subject 1' }));
    const { ask, tell, end } = await desk.call(0);
    expect(ask).toMatchObject({ kind: 'audit', options: { lists: true } });
    expect(Buffer.from(ask.input).toString()).toBe('example.org');
    tell({ kind: 'progress', done: 1, total: 4 });
    tell({ kind: 'evidence', state: 'bad', result: 'fail', question: 'SPF', answer: 'none' });
    tell({ kind: 'progress', done: 4, total: 4 });
    end(ok(answer));
    await until(async () => (await store.jobs.get(id))?.state === 'done');
    const job = await store.jobs.get(id);
    const report = await store.reports.get(job?.reportId ?? '');
    expect(report).toMatchObject({
      kind: 'audit',
      about: 'example.org',
      askedBy: 'Ann',
      subjectId: 'subject 1',
      document: answer.document,
    });
    expect(Buffer.from(report?.input ?? []).toString()).toBe('example.org');
    const told: JobEvent[] = [];
    await until(() => {
      told.length = 0;
      jobs.follow(id, 0, ({ event }) => told.push(event));
      return told.at(-1)?.kind === 'end';
    });
    expect(told.map(({ kind }) => kind)).toEqual(['state', 'state', 'evidence', 'progress', 'end']);
    expect(told.at(-1)).toMatchObject({ state: 'done', reportId: report?.id });
    const later: number[] = [];
    jobs.follow(id, 4, (event) => later.push(event.id));
    expect(later.length).toBeGreaterThan(0);
    expect(Math.min(...later)).toBeGreaterThan(4);
    expect(jobs.follow('nobody', 0, () => undefined)).toBeUndefined();
  });

  test('two at once, the oldest first; the others wait', async () => {
    await jobs.start();
    const ids = [];
    for (const name of ['a.example', 'b.example', 'c.example']) ids.push(await submitted(audit(name)));
    await desk.call(1);
    await until(() => jobs.counts().running === 2 && jobs.counts().waiting === 1);
    expect((await store.jobs.get(ids[2] ?? ''))?.state).toBe('queued');
    (await desk.call(0)).end(ok(answer));
    const third = await desk.call(2);
    expect(Buffer.from(third.ask.input).toString()).toBe('c.example');
  });

  test('no more than may wait are taken', async () => {
    const codes = [];
    for (let i = 0; i < 4; i++) {
      const result = await jobs.submit(audit(`${i}.example`));
      codes.push(result.ok ? 'taken' : result.problem.code);
    }
    expect(codes).toEqual(['taken', 'taken', 'taken', 'queue-full']);
  });

  test('one that fails says why', async () => {
    await jobs.start();
    const id = await submitted(audit('nonsense'));
    (await desk.call(0)).end(failed('single-label', 'Give the whole name.'));
    await until(async () => (await store.jobs.get(id))?.state === 'failed');
    expect((await store.jobs.get(id))?.problem?.code).toBe('single-label');
  });

  test('several files and their names come back as they were given', async () => {
    await jobs.start();
    const files = [
      { name: 'a.eml', input: Buffer.from('a') },
      { name: 'b.eml', input: Buffer.from([0, 1, 255]) },
    ];
    await submitted({ ...audit(''), kind: 'check', input: new Uint8Array(), files });
    const { ask } = await desk.call(0);
    expect(ask.files?.map(({ name, input }) => [name, [...input]])).toEqual([
      ['a.eml', [97]],
      ['b.eml', [0, 1, 255]],
    ]);
    expect(await store.jobs.list({ state: 'running' }, { limit: 5 })).toMatchObject({
      items: [{ about: 'a.eml, b.eml' }],
    });
  });
});

describe('a mail given beside', () => {
  const mail = 'From: ann@example.org\r\n\r\nWords of a mail.\r\n'.repeat(200);
  const message = Buffer.from(mail).toString('base64');
  const beside = { message, text: mail };

  /** All that the database holds, unpacked or not. */
  function wholeDatabase(): string {
    const database = new DatabaseSync(join(folder, 'waypost.db'));
    const rows = ['jobs', 'job_inputs', 'reports', 'report_documents'].map((table) =>
      database.prepare(`select * from ${table}`).all(),
    );
    database.close();
    return JSON.stringify(rows, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
  }

  test('comes back with its job, also after a crash, is shown by no list, and goes at the end', async () => {
    await jobs.start();
    const id = await submitted(audit('example.org', { options: { lists: true, ...beside } }));
    expect((await desk.call(0)).ask.options).toEqual({ lists: true, ...beside });
    await store.close();
    await open();
    await jobs.start();
    const { ask, end } = await desk.call(0);
    expect(ask.options).toEqual({ lists: true, ...beside });
    const { items } = await store.jobs.list({}, { limit: 5 });
    for (const job of [items[0], await store.jobs.look(id)])
      expect(job).toMatchObject({ id, options: { lists: true } });
    expect(JSON.stringify(items)).not.toContain(message.slice(0, 40));
    end(ok(answer));
    await until(async () => (await store.jobs.look(id))?.state === 'done');
    expect((await store.jobs.get(id))?.options).toEqual({ lists: true });
    expect(wholeDatabase()).not.toContain(message.slice(0, 40));
  });
});

describe('cancelling', () => {
  test('a running one stops at once and keeps no report', async () => {
    await jobs.start();
    const ended: string[] = [];
    jobs.onEnd(({ job }) => {
      ended.push(job.state);
    });
    const id = await submitted(audit('example.org'));
    await desk.call(0);
    expect(await jobs.cancel(id)).toBe(true);
    await until(() => ended.length > 0);
    expect(ended).toEqual(['cancelled']);
    expect(await jobs.cancel(id)).toBe(false);
    expect((await store.reports.list({}, { limit: 5 })).items).toEqual([]);
  });

  test('a waiting one never runs', async () => {
    const id = await submitted(audit('example.org'));
    expect(await jobs.cancel(id)).toBe(true);
    await jobs.start();
    const second = await submitted(audit('b.example'));
    expect(Buffer.from((await desk.call(0)).ask.input).toString()).toBe('b.example');
    expect((await store.jobs.get(second))?.state).toBe('running');
  });
});

describe('a job that is taken from the store just now', () => {
  const slowly = (): Store => ({
    ...store,
    jobs: {
      ...store.jobs,
      claim: async (now) => {
        const claimed = await store.jobs.claim(now);
        await new Promise((resolve) => setTimeout(resolve, 40));
        return claimed;
      },
    },
  });

  test('is cancelled as others are, holds no place, and is counted once', async () => {
    jobs = createJobRunner({ store: slowly(), desk, clock: systemClock, atOnce: 1 });
    const ended: string[] = [];
    jobs.onEnd(({ job }) => {
      ended.push(`${job.id} ${job.state}`);
    });
    await jobs.start();
    const id = await submitted(audit('a.example'));
    for (const name of ['b.example', 'c.example']) await submitted(audit(name));
    await until(async () => (await store.jobs.look(id))?.state === 'running');
    expect(jobs.counts().running).toBe(0);
    expect(await jobs.cancel(id)).toBe(true);
    expect(Buffer.from((await desk.call(0)).ask.input).toString()).toBe('b.example');
    expect(jobs.counts()).toEqual({ running: 1, waiting: 1 });
    expect(ended).toEqual([`${id} cancelled`]);
  });

  test('fails where what it was given is damaged, and the next one runs', async () => {
    const id = await submitted(audit('a.example\n'.repeat(500)));
    await submitted(audit('b.example'));
    const database = new DatabaseSync(join(folder, 'waypost.db'));
    database.prepare('update job_inputs set packed = zeroblob(9) where job_id = ?').run(id);
    database.close();
    await jobs.start();
    expect(Buffer.from((await desk.call(0)).ask.input).toString()).toBe('b.example');
    await until(async () => (await store.jobs.look(id))?.state === 'failed');
    expect(await store.jobs.look(id)).toMatchObject({ problem: { code: 'not-read' } });
    expect(faults).toMatchObject([{ problem: { code: 'broken' } }]);
  });
});

describe('a restart', () => {
  test('a stop puts what runs back, and the next start takes it up without counting', async () => {
    await jobs.start();
    const id = await submitted(audit('example.org'));
    await desk.call(0);
    await jobs.stop();
    expect(await store.jobs.get(id)).toMatchObject({ state: 'queued' });
    expect(await jobs.submit(audit('late.example'))).toMatchObject({ problem: { code: 'stopping' } });
    await store.close();
    await open();
    expect(await jobs.start()).toEqual({ resumed: 0, failed: 0 });
    (await desk.call(0)).end(ok(answer));
    await until(async () => (await store.jobs.get(id))?.state === 'done');
    expect((await store.jobs.get(id))?.attempts).toBe(1);
  });

  test('a crash in the middle is begun once more, then the job says that it was interrupted', async () => {
    await jobs.start();
    const id = await submitted(audit('example.org'));
    await desk.call(0);
    for (const recovered of [
      { resumed: 1, failed: 0 },
      { resumed: 0, failed: 1 },
    ]) {
      // The process dies: nobody tells the runner.
      await store.close();
      await open();
      expect(await jobs.start()).toEqual(recovered);
      if (recovered.resumed > 0) await desk.call(0);
    }
    expect(await store.jobs.get(id)).toMatchObject({ state: 'failed', problem: { code: 'interrupted' } });
  });
});

test('a crash as soon as the report is stored leaves one report, and a job that is done', async () => {
  const reportIds = async () => (await store.reports.list({}, { limit: 5 })).items.map(({ id }) => id);
  const dying: Store = { ...store, jobs: { ...store.jobs, end: () => new Promise(() => undefined) } };
  jobs = createJobRunner({ store: dying, desk, clock: systemClock });
  await jobs.start();
  const id = await submitted(audit('example.org'));
  (await desk.call(0)).end(ok(answer));
  await until(async () => (await reportIds()).length > 0);
  await store.close();
  await open();
  await jobs.start();
  await until(async () => {
    for (const call of desk.calls) call.end(ok(answer));
    return (await store.jobs.look(id))?.state === 'done';
  });
  expect(await reportIds()).toEqual([(await store.jobs.look(id))?.reportId]);
});

test('whoever listens to ends is told before the followers, and one that throws harms nothing', async () => {
  await jobs.start();
  const order: string[] = [];
  jobs.onEnd(() => {
    throw new Error('a bug of the listener');
  });
  jobs.onEnd(async ({ job, report }) => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push(`listener ${job.state} ${report?.about}`);
  });
  const id = await submitted(audit('example.org'));
  jobs.follow(id, 0, ({ event }) => event.kind === 'end' && order.push('follower'));
  (await desk.call(0)).end(ok(answer));
  await until(() => order.length === 2);
  expect(order).toEqual(['listener done example.org', 'follower']);
  expect(faults).toHaveLength(1);
});

test('progress is written at most once a second, however much is told', async () => {
  let writes = 0;
  const counting: Store = {
    ...store,
    jobs: {
      ...store.jobs,
      progress: (id, done, total) => {
        writes += 1;
        return store.jobs.progress(id, done, total);
      },
    },
  };
  jobs = createJobRunner({ store: counting, desk, clock: systemClock });
  await jobs.start();
  const id = await submitted(audit('example.org'));
  const { tell, end } = await desk.call(0);
  for (let done = 0; done < 500; done++) tell({ kind: 'progress', done, total: 500 });
  await until(async () => (await store.jobs.get(id))?.total === 500);
  end(ok(answer));
  await until(async () => (await store.jobs.get(id))?.state === 'done');
  expect(writes).toBeLessThanOrEqual(2);
});
