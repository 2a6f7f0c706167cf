import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemOf } from '../kit/testing.ts';
import { type TestApp, testApp } from '../testing.ts';

const who = 'ann.ask.read';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

async function started(body: object = { kind: 'audit', input: 'example.org' }): Promise<string> {
  const answer = await app.request('POST', '/jobs', { who, body });
  expect(answer.status).toBe(202);
  const { id } = (await answer.json()) as { id: string };
  expect(answer.headers.get('location')).toBe(`/api/v1/jobs/${id}`);
  return id;
}

/** The events of a stream as [id, event, data]. */
async function eventsOf(answer: Response): Promise<readonly (readonly [string, string, unknown])[]> {
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const text = await answer.text();
  return text
    .split('\n\n')
    .filter((block) => block.includes('event: '))
    .map((block) => {
      const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
      return [field('id'), field('event'), JSON.parse(field('data'))] as const;
    });
}

describe('bad jobs', () => {
  const noJob = '0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10';
  const cases: readonly [string, string, string, object, object][] = [
    [
      'a viewer',
      'POST',
      '/jobs',
      { who: 'bob.read', body: { kind: 'audit', input: 'x' } },
      { status: 403, code: 'not-allowed' },
    ],
    [
      'no kind',
      'POST',
      '/jobs',
      { who, body: { input: 'x' } },
      { status: 422, code: 'invalid', paths: ['kind'] },
    ],
    [
      'no kind of bytes',
      'POST',
      '/jobs',
      { who, body: 'x y', headers: { 'content-type': 'text/plain' } },
      { status: 422, code: 'invalid', paths: ['query.kind'] },
    ],
    [
      'two kinds',
      'POST',
      '/jobs?kind=check',
      { who, body: { kind: 'audit', input: 'x' } },
      { status: 422, code: 'invalid', paths: ['query.kind'] },
    ],
    [
      'a report that is not to be kept',
      'POST',
      '/jobs',
      { who, body: { kind: 'audit', input: 'x', keep: false } },
      { status: 422, code: 'invalid', paths: ['keep'] },
    ],
    ['a job that is none', 'GET', `/jobs/${noJob}`, { who }, { status: 404, code: 'not-found' }],
    ['stopping a job that is none', 'DELETE', '/jobs/x', { who }, { status: 404, code: 'not-found' }],
    ['events of a job that is none', 'GET', '/jobs/x/events', { who }, { status: 404, code: 'not-found' }],
    [
      'a state that is none',
      'GET',
      '/jobs?state=lost',
      { who },
      { status: 422, code: 'invalid', paths: ['query.state'] },
    ],
    [
      'a cursor that nobody gave',
      'GET',
      '/jobs?after=garbage',
      { who },
      { status: 422, code: 'invalid', paths: ['query.after'] },
    ],
    ['changing a job', 'PATCH', '/jobs/x', { who, body: {} }, { status: 405, code: 'method-not-allowed' }],
  ];
  test.each(cases)('%s', async (_, method, path, init, expected) => {
    expect(await problemOf(await app.request(method, path, init))).toEqual(expected);
  });
});

describe('a job', () => {
  test('is stored with its input and shown without', async () => {
    const id = await started({ kind: 'check', inputBase64: 'RnJvbTogYQ==', options: { offline: true } });
    expect(Buffer.from((await app.store.jobs.get(id))?.input ?? []).toString()).toBe('From: a');
    const shown = (await (await app.request('GET', `/jobs/${id}`, { who })).json()) as object;
    expect(shown).toMatchObject({
      id,
      kind: 'check',
      state: 'queued',
      askedBy: 'ann',
      options: { offline: true },
    });
    expect(shown).not.toHaveProperty('input');
  });

  test('of bytes takes its kind and options from the query', async () => {
    const answer = await app.request('POST', '/jobs?kind=explain&offline=true', {
      who,
      body: '550 no',
      headers: { 'content-type': 'text/plain' },
    });
    expect(await answer.json()).toMatchObject({ kind: 'explain', options: { offline: true } });
  });

  test('is made once for each Idempotency-Key', async () => {
    const post = () =>
      app.request('POST', '/jobs', {
        who,
        body: { kind: 'audit', input: 'once.example.org' },
        headers: { 'idempotency-key': 'once' },
      });
    const [first, second] = [await post(), await post()];
    expect(await second.json()).toEqual(await first.json());
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
  });

  test('is listed, page behind page', async () => {
    for (let at = 0; at < 3; at += 1) await started();
    const first = (await (await app.request('GET', '/jobs?limit=2', { who })).json()) as {
      items: { id: string }[];
      next: string;
    };
    const second = (await (
      await app.request('GET', `/jobs?limit=2&after=${first.next}`, { who })
    ).json()) as {
      items: { id: string }[];
    };
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids).toEqual([...ids].sort().reverse());
  });

  test('that ended cannot be stopped; one that waits can', async () => {
    const id = await started();
    expect((await app.request('DELETE', `/jobs/${id}`, { who })).status).toBe(204);
    expect(await problemOf(await app.request('DELETE', `/jobs/${id}`, { who }))).toEqual({
      status: 409,
      code: 'conflict',
    });
  });
});

describe('the events of a job', () => {
  test('are told to a late listener from the start, and then as they come', async () => {
    const id = await started();
    app.jobs.tell(id, { kind: 'state', state: 'running' });
    app.jobs.tell(id, { kind: 'progress', done: 1, total: 2 });
    const answer = await app.request('GET', `/jobs/${id}/events`, { who });
    app.jobs.tell(id, {
      kind: 'evidence',
      state: 'bad',
      result: 'no',
      question: 'SPF?',
      answer: 'none',
      ms: 3,
    });
    app.jobs.tell(id, { kind: 'end', state: 'done', reportId: 'r' });
    expect(await eventsOf(answer)).toEqual([
      ['1', 'state', { state: 'queued' }],
      ['2', 'state', { state: 'running' }],
      ['3', 'progress', { done: 1, total: 2 }],
      ['4', 'evidence', { state: 'bad', result: 'no', question: 'SPF?', answer: 'none', ms: 3 }],
      ['5', 'end', { state: 'done', reportId: 'r' }],
    ]);
    expect(app.jobs.listening(id)).toBe(0);
  });

  test('go on behind Last-Event-ID', async () => {
    const id = await started();
    app.jobs.tell(id, { kind: 'progress', done: 1, total: 2 });
    app.jobs.tell(id, { kind: 'end', state: 'cancelled' });
    const answer = await app.request('GET', `/jobs/${id}/events`, { who, headers: { 'last-event-id': '2' } });
    expect(await eventsOf(answer)).toEqual([['3', 'end', { state: 'cancelled' }]]);
  });

  test('are what the store knows where nothing else is remembered', async () => {
    const id = await started();
    app.jobs.forget(id);
    const waiting = await app.request('GET', `/jobs/${id}/events`, { who });
    expect(await eventsOf(waiting)).toEqual([
      ['', 'state', { state: 'queued' }],
      ['', 'progress', { done: 0, total: 0 }],
    ]);
    await app.store.jobs.end(id, '2026-11-23T10:00:00.000Z', {
      state: 'failed',
      problem: { code: 'interrupted', message: 'It was interrupted twice.' },
    });
    const ended = await app.request('GET', `/jobs/${id}/events`, { who });
    expect((await eventsOf(ended)).at(-1)).toEqual([
      '',
      'end',
      { state: 'failed', problem: { code: 'interrupted', message: 'It was interrupted twice.' } },
    ]);
  });

  test('end when the client goes away, and when the server stops', async () => {
    const id = await started();
    const reader = (await app.request('GET', `/jobs/${id}/events`, { who })).body?.getReader();
    await reader?.read();
    expect(app.jobs.listening(id)).toBe(1);
    await reader?.cancel();
    expect(app.jobs.listening(id)).toBe(0);
    const answer = await app.request('GET', `/jobs/${id}/events`, { who });
    app.streams.stop();
    expect(await eventsOf(answer)).toEqual([['1', 'state', { state: 'queued' }]]);
    expect(app.jobs.listening(id)).toBe(0);
  });
});
