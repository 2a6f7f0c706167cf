import { afterEach, describe, expect, test } from 'vitest';
import { failed, ok } from '../../base/result.ts';
import type { AskBounds } from '../../desk/types.ts';
import { problemOf } from '../kit/testing.ts';
import { someAnswer, type TestApp, testApp } from '../testing.ts';

const reply = '550 5.7.1 no';
const apps: TestApp[] = [];
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
});

async function opened(...given: Parameters<typeof testApp>): Promise<TestApp> {
  const app = await testApp({ publicAsk: true, ...given[0] });
  apps.push(app);
  return app;
}

const ask = (app: TestApp, body: object) => app.request('POST', '/public/ask', { body });
const kept = async (app: TestApp) => (await app.store.reports.list({}, { limit: 200 })).items;

describe('the page without login', () => {
  test.each(['/public/ask', '/public/recognise'])('%s is closed unless it was opened', async (path) => {
    const app = await opened({ publicAsk: false });
    const answer = await app.request('POST', path, { body: { input: reply } });
    expect(await problemOf(answer)).toEqual({ status: 404, code: 'not-found' });
    expect(app.desk.asked).toEqual([]);
  });

  test('answers what is pasted and keeps nothing', async () => {
    const app = await opened();
    const answer = await ask(app, { input: reply, language: 'de' });
    expect(await answer.json()).toMatchObject({ isOffline: false, summary: { about: 'example.org' } });
    expect(app.desk.asked).toEqual([
      { kind: 'explain', input: Buffer.from(reply), options: { language: 'de' } },
    ]);
    expect(await kept(app)).toEqual([]);
  });

  test.each([
    ['explain', reply, true],
    ['audit', 'example.org', true],
    ['check', 'From: a@example.org\r\n\r\nHi\r\n', false],
  ] as const)('%s: the mail that was sent may stand beside it: %j %s', async (kind, input, isTaken) => {
    const app = await opened();
    const message = Buffer.from('Subject: x\r\n\r\n').toString('base64');
    expect((await ask(app, { input, message })).status).toBe(200);
    expect(app.desk.asked[0]).toMatchObject({ kind, ...(isTaken && { options: { message } }) });
    expect('message' in (app.desk.asked[0]?.options ?? {})).toBe(isTaken);
  });

  test('connects to nobody for a stranger', async () => {
    const app = await opened();
    await ask(app, { input: 'example.org' });
    expect(app.desk.asked[0]).toMatchObject({ kind: 'audit', options: { connect: false, lists: false } });
  });

  test('asks for one thing at most, and for nothing of the network inside', async () => {
    const app = await opened();
    let bounds: AskBounds | undefined;
    app.asks(async (_, watch) => {
      bounds = watch?.bounds;
      return failed('too-many-names-here', 'At most 1 name.', { limit: 1 });
    });
    const answer = await ask(app, { input: 'example.org' });
    expect(await problemOf(answer)).toEqual({ status: 422, code: 'too-many-names-here' });
    expect(bounds).toMatchObject({ maxNames: 1, maxMessages: 1, maxRefusals: 10, hidesInside: true });
    expect(bounds?.maxDocumentChars).toBeLessThanOrEqual(1 << 20);
  });

  test('says where nothing was looked up in the end', async () => {
    const app = await opened();
    app.asks(async () => ok({ ...someAnswer, isOffline: true }));
    expect(await (await ask(app, { input: reply })).json()).toMatchObject({ isOffline: true });
  });

  test('keeps a report and answers its link where they ask for it', async () => {
    const app = await opened();
    const { url } = (await (await ask(app, { input: reply, keep: true })).json()) as { url: string };
    const [report] = await kept(app);
    expect(report).toMatchObject({ kind: 'explain', askedBy: 'the public page' });
    expect(report).not.toHaveProperty('personId');
    const [share] = await app.store.shares.listOf(report?.id ?? '');
    expect(share).toMatchObject({ expiresAt: '2026-12-23T10:00:00.000Z' });
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:8025\/shared\/[\w-]{43}$/);
  });

  test.each([
    ['options', { input: reply, options: { senderIp: '192.0.2.1' } }, ['options']],
    ['a language that is not spoken', { input: reply, language: 'fr' }, ['language']],
    ['no input', {}, ['input']],
    ['a message that is no Base64', { input: reply, message: '!' }, ['message']],
  ])('refuses %s', async (_, body, paths) => {
    const app = await opened();
    expect(await problemOf(await ask(app, body))).toEqual({ status: 422, code: 'invalid', paths });
  });

  test('reads no more than 256 kB', async () => {
    const app = await opened();
    expect(await problemOf(await ask(app, { input: 'a '.repeat(150_000) }))).toEqual({
      status: 413,
      code: 'too-large',
    });
  });
});

describe('its limits', () => {
  test('one address asks so often an hour', async () => {
    const app = await opened({ publicPage: { perHour: 2, lookups: true, notice: '', contact: '' } });
    const statuses = [];
    for (let at = 0; at < 3; at += 1) statuses.push((await ask(app, { input: reply })).status);
    expect(statuses).toEqual([200, 200, 429]);
    app.clock.ms += 1_800_000;
    expect((await ask(app, { input: reply })).status).toBe(200);
    // A changed setting counts at once.
    app.watch.change({ perHour: 100, lookups: true, notice: '', contact: '' });
    expect((await ask(app, { input: reply })).status).toBe(200);
  });

  test('beyond the budget for look-ups a reply is answered from its text, a name later', async () => {
    const app = await opened({ publicPage: { perHour: 10_000, lookups: true, notice: '', contact: '' } });
    for (let at = 0; at < 6; at += 1) expect((await ask(app, { input: 'example.org' })).status).toBe(200);
    const refused = await ask(app, { input: 'example.org' });
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(await problemOf(refused)).toEqual({ status: 503, code: 'overloaded' });
    expect(await (await ask(app, { input: reply })).json()).toMatchObject({ isOffline: true });
    expect(app.desk.asked.at(-1)).toMatchObject({ kind: 'explain', options: { offline: true } });
  });

  test('a mail beside costs look-ups of its own', async () => {
    const app = await opened({ publicPage: { perHour: 10_000, lookups: true, notice: '', contact: '' } });
    const isOffline = async (body: object) =>
      ((await (await ask(app, body)).json()) as { isOffline: boolean }).isOffline;
    for (let at = 0; at < 3; at += 1) await ask(app, { input: 'example.org' });
    for (let at = 0; at < 5; at += 1)
      expect(await isOffline({ input: reply, message: 'eA==' }), String(at)).toBe(false);
    expect(await isOffline({ input: reply })).toBe(true);
  });

  test('one address keeps a few an hour, all together a few more', async () => {
    const app = await opened({ publicPage: { perHour: 10_000, lookups: true, notice: '', contact: '' } });
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) statuses.push((await ask(app, { input: reply, keep: true })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 503]);
    expect(await kept(app)).toHaveLength(5);
    expect((await ask(app, { input: reply })).status).toBe(200);
  });

  test('where nothing may be looked up, names are refused', async () => {
    const app = await opened({ publicPage: { perHour: 30, lookups: false, notice: '', contact: '' } });
    expect(await problemOf(await ask(app, { input: 'example.org' }))).toEqual({
      status: 403,
      code: 'not-allowed',
    });
    expect(await (await ask(app, { input: reply })).json()).toMatchObject({ isOffline: true });
  });
});
