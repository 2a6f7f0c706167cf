import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REPORT_FORM } from '../../desk/say-again.ts';
import { problemOf } from '../kit/testing.ts';
import { someAnswer, type TestApp, testApp } from '../testing.ts';

const who = 'ann.read.write';
const dayMs = 86_400_000;

let app: TestApp;
let reportId: string;
beforeAll(async () => {
  app = await testApp();
  const report = await app.store.reports.add({
    kind: 'explain',
    at: '2026-11-23T10:00:00.000Z',
    askedBy: 'Ann',
    personId: 'p1',
    about: 'to bob@third.example',
    headline: 'bob@third.example is not there.',
    standing: 'bad',
    tags: [],
    turn: '',
    options: { recipient: 'bob@third.example' },
    document: {
      schema: 'waypost/explain/1',
      total: 1,
      explanations: [{ input: 'reply', verdict: { reply: { text: 'bob@third.example unknown' } } }],
    },
    input: Buffer.from('550 bob@third.example unknown'),
  });
  reportId = report.id;
});
afterAll(() => app.close());

async function shared(
  body: object = { days: 30 },
  headers = {},
): Promise<{ id: string; url: string; secret: string }> {
  const answer = await app.request('POST', `/reports/${reportId}/shares`, { who, body, headers });
  expect(answer.status).toBe(201);
  const { id, url } = (await answer.json()) as { id: string; url: string };
  return { id, url, secret: url.split('/').at(-1) ?? '' };
}

describe('bad requests', () => {
  const cases: readonly [string, string, string, object, object][] = [
    [
      'a viewer who shares',
      'POST',
      'REPORT/shares',
      { who: 'v.read', body: { days: 1 } },
      { status: 403, code: 'not-allowed' },
    ],
    [
      'no days',
      'POST',
      'REPORT/shares',
      { who, body: {} },
      { status: 422, code: 'invalid', paths: ['days'] },
    ],
    [
      'half a day',
      'POST',
      'REPORT/shares',
      { who, body: { days: 0.5 } },
      { status: 422, code: 'invalid', paths: ['days'] },
    ],
    [
      'for ever',
      'POST',
      'REPORT/shares',
      { who, body: { days: 366 } },
      { status: 422, code: 'invalid', paths: ['days'] },
    ],
    [
      'no report',
      'POST',
      '/reports/none/shares',
      { who, body: { days: 1 } },
      { status: 404, code: 'not-found' },
    ],
    ['links of no report', 'GET', '/reports/none/shares', { who }, { status: 404, code: 'not-found' }],
    ['a link that is none', 'DELETE', '/shares/none', { who }, { status: 404, code: 'not-found' }],
    ['a secret that is none', 'GET', '/shared/guess', {}, { status: 404, code: 'not-found' }],
    [
      'a secret beyond all lengths',
      'GET',
      `/shared/${'x'.repeat(101)}`,
      {},
      { status: 422, code: 'invalid', paths: ['path.secret'] },
    ],
  ];
  test.each(cases)('%s', async (_, method, path, init, expected) => {
    const answer = await app.request(method, path.replace('REPORT', `/reports/${reportId}`), init);
    expect(await problemOf(answer)).toEqual(expected);
  });
});

describe('a link', () => {
  test('shows the report to whoever has it, without who asked and what was pasted', async () => {
    const { secret, url } = await shared({ days: 30, isRedacted: false });
    expect(url).toBe(`http://127.0.0.1:8025/shared/${secret}`);
    expect(Buffer.from(secret, 'base64url').length).toBe(32);
    const answer = await app.request('GET', `/shared/${secret}`);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    const { summary, ...rest } = (await answer.json()) as { summary: object };
    expect(Object.keys(summary).sort()).toEqual(
      ['about', 'at', 'headline', 'id', 'kind', 'standing', 'tags', 'turn'].sort(),
    );
    expect(rest).toMatchObject({ isRedacted: false, document: { schema: 'waypost/explain/1' } });
    expect(JSON.stringify(rest)).toContain('bob@third.example');
  });

  test('is redacted unless it is said otherwise', async () => {
    const { secret } = await shared();
    const text = await (await app.request('GET', `/shared/${secret}`)).text();
    expect(text).not.toContain('bob@third.example');
    expect(JSON.parse(text)).toMatchObject({ isRedacted: true });
  });

  test('is read in the language of the reader, redacted all the same', async () => {
    app.saysAgain(async ({ document }, language) => ({
      summary: { ...someAnswer.summary, headline: 'bob@third.example fehlt.', language },
      document: { ...document, language },
    }));
    const kept = await app.store.reports.get(reportId);
    if (kept === undefined) throw new Error('the report is gone');
    const { id: _, ...report } = kept;
    const said = { de: { about: '', headline: 'bob@third.example fehlt.', turn: '' } };
    const { id } = await app.store.reports.add({ ...report, form: REPORT_FORM, language: 'en', said });
    const made = await app.request('POST', `/reports/${id}/shares`, { who, body: { days: 1 } });
    const secret = ((await made.json()) as { url: string }).url.split('/').at(-1);
    for (const [query, language] of [
      ['', 'en'],
      ['?language=de', 'de'],
    ] as const) {
      const text = await (await app.request('GET', `/shared/${secret}${query}`)).text();
      expect(text).not.toContain('bob@third.example');
      const answer = JSON.parse(text) as { summary: object };
      expect(answer).toMatchObject({ isRedacted: true, languages: ['en', 'de'], summary: { language } });
      for (const hidden of ['said', 'form']) expect(answer.summary).not.toHaveProperty(hidden);
    }
  });

  test('is told apart by who reads, in which language and how much of it; what is known is not sent again', async () => {
    const { secret } = await shared();
    const whole = await shared({ days: 1, isRedacted: false });
    const get = (path: string, headers: Record<string, string> = {}) =>
      app.request('GET', `/shared/${path}`, { headers });
    const first = await get(secret);
    expect(first.headers.get('vary')).toContain('Waypost-Surface');
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const others = await Promise.all([
      get(secret, { 'Waypost-Surface': 'page' }),
      get(`${secret}?language=de`),
      get(whole.secret),
    ]);
    const tags = [first, ...others].map((answer) => answer.headers.get('etag') ?? '');
    expect(new Set(tags).size).toBe(4);
    const known = { 'if-none-match': tags[0] ?? '' };
    expect((await get(secret, known)).status).toBe(304);
    expect((await get(secret, { ...known, 'Waypost-Surface': 'page' })).status).toBe(200);
    expect((await get(whole.secret, known)).status).toBe(200);
  });

  test('shows nothing more once its report is gone, whatever its reader knows', async () => {
    const kept = await app.store.reports.get(reportId);
    if (kept === undefined) throw new Error('the report is gone');
    const { id } = await app.store.reports.add(kept);
    const made = await app.request('POST', `/reports/${id}/shares`, { who, body: { days: 1 } });
    const secret = ((await made.json()) as { url: string }).url.split('/').at(-1) ?? '';
    const tag = (await app.request('GET', `/shared/${secret}`)).headers.get('etag') ?? '';
    expect((await app.request('DELETE', `/reports/${id}`, { who })).status).toBe(204);
    const again = await app.request('GET', `/shared/${secret}`, { headers: { 'if-none-match': tag } });
    expect(again.status).toBe(404);
  });

  test('ends', async () => {
    const { secret } = await shared({ days: 1 });
    const began = app.clock.ms;
    app.clock.ms += dayMs - 1000;
    expect((await app.request('GET', `/shared/${secret}`)).status).toBe(200);
    app.clock.ms += 1000;
    expect((await app.request('GET', `/shared/${secret}`)).status).toBe(404);
    app.clock.ms = began;
  });

  test('is taken away, and both stand in the audit log without the secret', async () => {
    const { id, secret } = await shared();
    expect((await app.request('DELETE', `/shares/${id}`, { who })).status).toBe(204);
    expect((await app.request('GET', `/shared/${secret}`)).status).toBe(404);
    const { items } = await app.store.auditLog.list({ limit: 2 });
    expect(items.map(({ action, target }) => [action, target])).toEqual([
      ['share.removed', `share ${id}`],
      ['share.added', `share ${id}`],
    ]);
    expect(JSON.stringify(items)).not.toContain(secret);
  });

  test('is not known to the store: neither as it is nor in an answer that is kept', async () => {
    const headers = { 'idempotency-key': 'share once' };
    const first = await shared({ days: 7 }, headers);
    expect(await shared({ days: 7 }, headers)).toEqual(first);
    const { items } = (await (await app.request('GET', `/reports/${reportId}/shares`, { who })).json()) as {
      items: object[];
    };
    expect(items.filter((item) => 'tokenHash' in item || 'url' in item)).toEqual([]);
    expect(items).toContainEqual(expect.objectContaining({ id: first.id, createdBy: 'ann' }));
  });

  test('is not guessed by many tries', async () => {
    const statuses = new Set<number>();
    for (let at = 0; at < 70; at += 1) statuses.add((await app.request('GET', `/shared/guess${at}`)).status);
    expect([...statuses]).toEqual([404, 429]);
  });

  test('has at most fifty beside it', async () => {
    let status = 201;
    for (let at = 0; at < 60 && status === 201; at += 1)
      status = (await app.request('POST', `/reports/${reportId}/shares`, { who, body: { days: 1 } })).status;
    expect(status).toBe(409);
    expect((await app.store.shares.listOf(reportId)).length).toBe(50);
  });
});
