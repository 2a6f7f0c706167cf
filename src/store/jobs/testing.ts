/** What the repositories of jobs and of kept answers do. Test support. */
import { expect, test } from 'vitest';
import { at, present } from '../samples/testing.ts';
import type { StoreOf } from '../testing.ts';

const job = {
  kind: 'audit' as const,
  about: 'example.org',
  askedBy: 'Kim',
  options: { lists: true },
  createdAt: at(8),
};
const problem = { code: 'no-reply', message: 'There is no reply in it.' };
const answer = { requestHash: 'r1', status: 201, body: '{"id":"1"}', headers: { etag: '"1"' } };

export function testJobs(storeOf: StoreOf): void {
  test.each([2000, 20_000, 3_000_000])('a long input of %i bytes waits as it was given', async (length) => {
    const { jobs } = storeOf();
    const input = Uint8Array.from({ length }, (_, n) => (n * n) % 251);
    const { id } = await jobs.add({ ...job, input });
    expect(Buffer.from(present((await jobs.get(id))?.input)).equals(input)).toBe(true);
    expect(await jobs.claim(at(10))).toMatchObject({ id });
    expect(Buffer.from(present((await jobs.get(id))?.input)).equals(input)).toBe(true);
    await jobs.end(id, at(11), { state: 'done' });
    expect(await jobs.get(id)).not.toHaveProperty('input');
  });

  test('a job waits with its input, which lists do not show', async () => {
    const { jobs } = storeOf();
    const added = await jobs.add({ ...job, personId: 'p1', subjectId: 'sub1', input: Uint8Array.of(0, 200) });
    expect(added).toMatchObject({ ...job, personId: 'p1', subjectId: 'sub1', state: 'queued', attempts: 0 });
    expect([...present((await jobs.get(added.id))?.input)]).toEqual([0, 200]);
    const looked = present(await jobs.look(added.id));
    expect(looked).not.toHaveProperty('input');
    expect(looked).toMatchObject({ id: added.id, state: 'queued', personId: 'p1', options: { lists: true } });
    expect(await jobs.look('none')).toBeUndefined();
    const { items } = await jobs.list({ subjectId: 'sub1' }, { limit: 5 });
    expect(items).toEqual([looked]);
    expect((await jobs.list({ state: 'running' }, { limit: 5 })).items).toEqual([]);
    expect(await jobs.countQueued()).toBe(1);
  });

  test.each([
    ['short', 'RnJvbTogYQ=='],
    ['long', 'RnJvbTogYQo'.repeat(50_000)],
  ])(
    '%s mail that was given beside stands apart, is there again after a restart, and goes at the end',
    async (_, message) => {
      const { jobs } = storeOf();
      const beside = { message };
      const added = await jobs.add({ ...job, beside });
      expect(added).not.toHaveProperty('beside');
      await jobs.claim(at(9));
      await jobs.recover(at(10));
      const claimed = present(await jobs.claim(at(11)));
      expect(await jobs.get(claimed.id)).toMatchObject({ options: { lists: true }, beside });
      await jobs.end(claimed.id, at(12), { state: 'done' });
      expect(await jobs.get(claimed.id)).not.toHaveProperty('beside');
    },
  );

  test('the oldest is claimed first, each once, however many ask', async () => {
    const { jobs } = storeOf();
    const added = [];
    for (let n = 0; n < 5; n += 1)
      added.push(await jobs.add({ ...job, about: `j${n}`, input: Uint8Array.of(n) }));
    const first = present(await jobs.claim(at(9)));
    expect(first).toMatchObject({ id: added[0]?.id, state: 'running', attempts: 1, startedAt: at(9) });
    // However long its input is, it is known at once who runs.
    expect(first).not.toHaveProperty('input');
    expect([...present((await jobs.get(first.id))?.input)]).toEqual([0]);
    const rest = await Promise.all(Array.from({ length: 7 }, () => jobs.claim(at(9))));
    const abouts = rest.flatMap((one) => (one === undefined ? [] : [one.about]));
    expect(abouts.sort()).toEqual(['j1', 'j2', 'j3', 'j4']);
    expect(await jobs.countQueued()).toBe(0);
  });

  test('progress is noted while it runs, and not after', async () => {
    const { jobs } = storeOf();
    const { id } = await jobs.add(job);
    await jobs.progress(id, 1, 4);
    expect(await jobs.get(id)).toMatchObject({ done: 0, total: 0 });
    await jobs.claim(at(9));
    await jobs.progress(id, 3, 4);
    expect(await jobs.get(id)).toMatchObject({ done: 3, total: 4 });
    await jobs.end(id, at(10), { state: 'done', reportId: 'r1' });
    await jobs.progress(id, 4, 4);
    expect(await jobs.get(id)).toMatchObject({ state: 'done', done: 3, reportId: 'r1', endedAt: at(10) });
  });

  test.each([
    ['done', { state: 'done' as const }, {}],
    ['failed', { state: 'failed' as const, problem }, { problem }],
    ['cancelled', { state: 'cancelled' as const }, {}],
  ])('%s ends it once and throws its input away', async (state, end, more) => {
    const { jobs } = storeOf();
    const { id } = await jobs.add({ ...job, input: Uint8Array.of(1) });
    expect(await jobs.end(id, at(9), end)).toBe(true);
    expect(await jobs.end(id, at(10), { state: 'done', reportId: 'r2' })).toBe(false);
    const ended = present(await jobs.get(id));
    expect(ended).toMatchObject({ state, endedAt: at(9), ...more });
    expect(ended).not.toHaveProperty('input');
    expect(ended).not.toHaveProperty('reportId');
    expect(await jobs.claim(at(11))).toBeUndefined();
    expect(await jobs.end('none', at(9), end)).toBe(false);
  });

  test('a job that runs is let go at a graceful stop, and this time does not count', async () => {
    const { jobs } = storeOf();
    const { id } = await jobs.add(job);
    expect(await jobs.release(id)).toBe(false);
    await jobs.claim(at(9));
    expect(await jobs.release(id)).toBe(true);
    expect(await jobs.get(id)).toMatchObject({ state: 'queued', attempts: 0, done: 0 });
  });

  test('a job that a restart interrupted is begun again once, then given up', async () => {
    const { jobs } = storeOf();
    const { id } = await jobs.add({ ...job, input: Uint8Array.of(7) });
    const ended = await jobs.add(job);
    await jobs.end(ended.id, at(8), { state: 'done' });
    await jobs.claim(at(9));
    expect(await jobs.recover(at(10))).toEqual({ resumed: 1, failed: 0 });
    const again = present(await jobs.claim(at(11)));
    expect(again).toMatchObject({ id, attempts: 2 });
    expect([...present((await jobs.get(again.id))?.input)]).toEqual([7]);
    expect(await jobs.recover(at(12))).toEqual({ resumed: 0, failed: 1 });
    expect(await jobs.get(id)).toMatchObject({
      state: 'failed',
      endedAt: at(12),
      problem: { code: 'interrupted' },
    });
    expect(await jobs.get(id)).not.toHaveProperty('input');
    expect(await jobs.get(ended.id)).toMatchObject({ state: 'done' });
    expect(await jobs.recover(at(13))).toEqual({ resumed: 0, failed: 0 });
  });

  test('the first write with a key goes on, the second is told to wait, later ones get the answer', async () => {
    const { idempotency } = storeOf();
    const asked = Array.from({ length: 3 }, () => idempotency.begin('p1', 'k', 'r1', at(8)));
    expect(await Promise.all(asked)).toEqual(['new', 'busy', 'busy']);
    await idempotency.keep('p1', 'k', answer);
    expect(await idempotency.begin('p1', 'k', 'r1', at(9))).toEqual(answer);
    expect(await idempotency.begin('p1', 'k', 'another', at(9))).toEqual(answer);
    expect(await idempotency.begin('p2', 'k', 'r1', at(9))).toBe('new');
  });

  test('a key whose write was never ended is free again after 10 minutes', async () => {
    const { idempotency } = storeOf();
    expect(await idempotency.begin('p1', 'k', 'r1', at(8))).toBe('new');
    expect(await idempotency.begin('p1', 'k', 'r1', at(8, 9))).toBe('busy');
    expect(await idempotency.begin('p1', 'k', 'r1', at(8, 10))).toBe('new');
    expect(await idempotency.begin('p1', 'k', 'r1', at(8, 11))).toBe('busy');
    await idempotency.keep('p1', 'k', answer);
    expect(await idempotency.begin('p1', 'k', 'r1', at(8, 30))).toEqual(answer);
  });

  test('a key is free again when its write was dropped, and after 24 hours', async () => {
    const { idempotency } = storeOf();
    await idempotency.begin('p1', 'k', 'r1', at(8));
    await idempotency.drop('p1', 'k');
    expect(await idempotency.begin('p1', 'k', 'r1', at(8))).toBe('new');
    await idempotency.keep('p1', 'k', answer);
    expect(await idempotency.begin('p1', 'k', 'r1', at(31, 59))).toEqual(answer);
    expect(await idempotency.begin('p1', 'k', 'r1', at(32))).toBe('new');
  });
}
