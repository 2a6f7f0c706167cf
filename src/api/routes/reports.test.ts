import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { REPORT_FORM } from '../../desk/say-again.ts';
import type { Report } from '../../store/reports/types.ts';
import { StoreError } from '../../store/types.ts';
import { problemOf } from '../kit/testing.ts';
import { someAnswer, type TestApp, testApp } from '../testing.ts';

const who = 'ann.read.write';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

async function added(more: Partial<Omit<Report, 'id'>> = {}): Promise<Report> {
  app.clock.ms += 60_000;
  return app.store.reports.add({
    kind: 'audit',
    at: new Date(app.clock.ms).toISOString(),
    askedBy: 'Ann',
    about: 'example.org',
    headline: 'One fault.',
    standing: 'bad',
    tags: ['spf/missing'],
    turn: 'yours',
    options: {},
    document: { schema: 'waypost/audit/1', findings: [] },
    ...more,
  });
}

describe('bad requests', () => {
  const none = '0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10';
  const cases: readonly [string, string, string, object, object][] = [
    ['nobody', 'GET', '/reports', {}, { status: 401, code: 'not-signed-in' }],
    ['a token for asking alone', 'GET', '/reports', { who: 'x.ask' }, { status: 403, code: 'not-allowed' }],
    [
      'a viewer who throws away',
      'DELETE',
      `/reports/${none}`,
      { who: 'v.read' },
      { status: 403, code: 'not-allowed' },
    ],
    ['no such report', 'GET', `/reports/${none}`, { who }, { status: 404, code: 'not-found' }],
    [
      'no such report to throw away',
      'DELETE',
      `/reports/${none}`,
      { who },
      { status: 404, code: 'not-found' },
    ],
    ['no such input', 'GET', `/reports/${none}/input`, { who }, { status: 404, code: 'not-found' }],
    ['no such frame', 'GET', `/reports/${none}/frame`, { who }, { status: 404, code: 'not-found' }],
    [
      'a cursor nobody gave',
      'GET',
      '/reports?after=%00',
      { who },
      { status: 422, code: 'invalid', paths: ['query.after'] },
    ],
    [
      'a day that is none',
      'GET',
      '/reports?from=yesterday',
      { who },
      { status: 422, code: 'invalid', paths: ['query.from'] },
    ],
    [
      'a kind that is none',
      'GET',
      '/reports?kind=guess',
      { who },
      { status: 422, code: 'invalid', paths: ['query.kind'] },
    ],
    [
      'no page at all',
      'GET',
      '/reports?limit=0',
      { who },
      { status: 422, code: 'invalid', paths: ['query.limit'] },
    ],
    [
      'comparing one',
      'GET',
      `/reports/compare?a=${none}`,
      { who },
      { status: 422, code: 'invalid', paths: ['query.b'] },
    ],
    [
      'comparing with nothing',
      'GET',
      `/reports/compare?a=${none}&b=${none}`,
      { who },
      { status: 404, code: 'not-found' },
    ],
  ];
  test.each(cases)('%s', async (_, method, path, init, expected) => {
    expect(await problemOf(await app.request(method, path, init))).toEqual(expected);
  });
});

describe('reports', () => {
  test('are found by what they say', async () => {
    const explained = await added({
      kind: 'explain',
      standing: 'good',
      about: 'Relaying denied',
      tags: ['relay.denied'],
    });
    await added({ subjectId: 's1', about: 'shop.example' });
    const ids = async (query: string): Promise<readonly string[]> => {
      const answer = await app.request('GET', `/reports?${query}`, { who });
      return ((await answer.json()) as { items: { about: string }[] }).items.map(({ about }) => about);
    };
    expect(await ids('kind=explain')).toEqual(['Relaying denied']);
    expect(await ids('standing=good')).toEqual(['Relaying denied']);
    await added({ personId: 'p7', about: 'asked.example' });
    expect(await ids('person=p7')).toEqual(['asked.example']);
    expect(await ids('by=people')).toEqual(['asked.example']);
    expect(await ids('by=programs&limit=2')).toEqual(['shop.example', 'Relaying denied']);
    expect(await ids('subject=s1')).toEqual(['shop.example']);
    expect(await ids('tag=relay.denied')).toEqual(['Relaying denied']);
    expect(await ids('words=denied+relay')).toEqual(['Relaying denied']);
    // With an offset, as a browser may send it.
    expect(await ids(`from=${encodeURIComponent('2026-11-23T11:00:00+01:00')}&limit=3`)).toEqual([
      'asked.example',
      'shop.example',
      'Relaying denied',
    ]);
    expect(await ids(`to=${explained.at}&kind=audit`)).toEqual([]);
  });

  test('never change: a second look costs nothing', async () => {
    const { id } = await added();
    const first = await app.request('GET', `/reports/${id}`, { who });
    expect(await first.json()).toMatchObject({ id, hasInput: false });
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const second = await app.request('GET', `/reports/${id}`, { who, headers });
    expect([second.status, await second.text()]).toEqual([304, '']);
  });

  test('are thrown away once, and the audit log says by whom', async () => {
    const { id } = await added();
    expect((await app.request('DELETE', `/reports/${id}`, { who })).status).toBe(204);
    expect((await app.request('DELETE', `/reports/${id}`, { who })).status).toBe(404);
    const { items } = await app.store.auditLog.list({ limit: 10 });
    expect(items).toMatchObject([
      { action: 'report.removed', target: `report ${id}`, actor: { kind: 'token', name: 'ann' } },
    ]);
  });

  test('of the same kind are compared', async () => {
    const [a, b] = [await added(), await added({ headline: 'Two faults.' })];
    const answer = await app.request('GET', `/reports/compare?a=${a.id}&b=${b.id}`, { who });
    expect(await answer.json()).toMatchObject({
      kind: 'audit',
      a: { id: a.id },
      b: { headline: 'Two faults.' },
    });
    const other = await added({ kind: 'check' });
    const refused = await app.request('GET', `/reports/compare?a=${a.id}&b=${other.id}`, { who });
    expect(await problemOf(refused)).toEqual({ status: 422, code: 'invalid', paths: ['query.b'] });
  });
});

describe('in the language of the reader', () => {
  /** Kept with all that its sentences are made of. */
  const sayable = () =>
    added({
      form: REPORT_FORM,
      language: 'en',
      said: { de: { about: 'example.org', headline: 'Ein Fehler.', turn: 'Sie' } },
    });
  beforeAll(() =>
    app.saysAgain(async ({ form, document }, language) =>
      form === undefined
        ? undefined
        : {
            summary: { ...someAnswer.summary, headline: 'Ein Fehler.', turn: 'Sie', language },
            document: { ...document, words: { language } },
          },
    ),
  );
  const read = async (path: string, headers = {}) => {
    const answer = await app.request('GET', path, { who, headers });
    return { answer, tag: answer.headers.get('etag') ?? '' };
  };

  test('a report is said again; each language is known by its own tag', async () => {
    const { id } = await sayable();
    const own = await read(`/reports/${id}`);
    const german = await read(`/reports/${id}?language=de`);
    const kept = (await own.answer.json()) as object;
    expect(kept).toMatchObject({ language: 'en', headline: 'One fault.', languages: ['en', 'de'] });
    for (const hidden of ['said', 'form']) expect(kept).not.toHaveProperty(hidden);
    expect(await german.answer.json()).toMatchObject({
      id,
      ...{ language: 'de', headline: 'Ein Fehler.', turn: 'Sie', languages: ['en', 'de'] },
      document: { schema: 'waypost/audit/1', words: { language: 'de' } },
    });
    const again = await Promise.all(
      [
        ['de', german.tag],
        ['de', own.tag],
        ['en', own.tag],
      ].map(([language, tag]) => read(`/reports/${id}?language=${language}`, { 'if-none-match': tag })),
    );
    expect(again.map(({ answer }) => answer.status)).toEqual([304, 200, 304]);
  });

  test('one of an older version is given in its own language and says so', async () => {
    const { id } = await added({ language: 'en' });
    const { answer } = await read(`/reports/${id}?language=de`);
    expect(await answer.json()).toMatchObject({ language: 'en', headline: 'One fault.', languages: ['en'] });
    const { id: ancient } = await added();
    const { answer: told } = await read(`/reports/${ancient}?language=de`);
    expect(await told.json()).toMatchObject({ headline: 'One fault.', languages: [] });
  });

  test('a list names the language of each; a language that is none of ours is refused', async () => {
    const { id } = await sayable();
    const headlines = async (query: string) => {
      const { answer } = await read(`/reports?limit=1${query}`);
      const { items } = (await answer.json()) as { items: object[] };
      expect(items[0]).not.toHaveProperty('said');
      return items[0];
    };
    expect(await headlines('')).toMatchObject({ id, headline: 'One fault.', language: 'en' });
    expect(await headlines('&language=de')).toMatchObject({ id, headline: 'Ein Fehler.', language: 'de' });
    for (const path of [`/reports/${id}`, '/reports', `/reports/compare?a=${id}&b=${id}`]) {
      const { answer } = await read(`${path}${path.includes('?') ? '&' : '?'}language=fr`);
      expect(await problemOf(answer)).toEqual({ status: 422, code: 'invalid', paths: ['query.language'] });
    }
  });

  test('two are compared in it; each side names its own where one is older', async () => {
    const [a, b] = [await added({ language: 'en' }), await sayable()];
    const { answer } = await read(`/reports/compare?a=${a.id}&b=${b.id}&language=de`);
    expect(await answer.json()).toMatchObject({
      a: { language: 'en', headline: 'One fault.' },
      b: { language: 'de', headline: 'Ein Fehler.' },
    });
  });
});

test('one that is damaged has links as others do, and can be thrown away', async () => {
  const { id } = await added();
  const damaged = new StoreError({ code: 'broken', message: 'A packed value is damaged.' });
  const get = vi.spyOn(app.store.reports, 'get').mockRejectedValue(damaged);
  const statusOf = async (method: string, path: string, body?: object) =>
    (await app.request(method, path, { who, ...(body && { body }) })).status;
  try {
    expect(await statusOf('GET', `/reports/${id}`)).toBe(503);
    expect(await statusOf('POST', `/reports/${id}/shares`, { days: 1 })).toBe(201);
    expect(await statusOf('GET', `/reports/${id}/shares`)).toBe(200);
    expect(await statusOf('DELETE', `/reports/${id}`)).toBe(204);
    expect(await statusOf('DELETE', `/reports/${id}`)).toBe(404);
  } finally {
    get.mockRestore();
  }
  const { items } = await app.store.auditLog.list({ limit: 1 });
  expect(items).toMatchObject([
    { action: 'report.removed', target: `report ${id}`, data: { kind: 'audit' } },
  ]);
});

describe('what was asked about', () => {
  test.each([
    ['UTF-8', Buffer.from('550 no é'), 'text/plain; charset=utf-8', 'txt'],
    ['bytes', Buffer.from([0xff, 0x00, 0xfe]), 'application/octet-stream', 'bin'],
    ['text with a NUL', Buffer.from('a\0b'), 'application/octet-stream', 'bin'],
    ['HTML, which is no page of ours', Buffer.from('<script>1</script>'), 'text/plain; charset=utf-8', 'txt'],
  ])('%s is saved as it was, never shown', async (_, input, type, ending) => {
    const { id } = await added({ input });
    const answer = await app.request('GET', `/reports/${id}/input`, { who });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(input);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': type,
      'content-disposition': `attachment; filename="audit-${id}.${ending}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
  });

  test('is not there where it was too large to be kept', async () => {
    const { id } = await added();
    expect(await problemOf(await app.request('GET', `/reports/${id}/input`, { who }))).toEqual({
      status: 404,
      code: 'not-found',
    });
  });
});

describe('the frame of a checked message', () => {
  test('has a policy under which nothing runs, and may stand in the dashboard', async () => {
    const input = Buffer.from(
      'From: a@example.org\r\nContent-Type: text/html\r\n\r\n<p>Hi<script>x()</script></p>',
    );
    const { id } = await added({ kind: 'check', input });
    const answer = await app.request('GET', `/reports/${id}/frame`, { who });
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^sandbox; default-src 'none'; .*frame-ancestors 'self'$/,
    );
    expect(answer.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(await answer.text()).toContain('<body><p>Hi</p></body>');
  });

  test('is there for checks alone', async () => {
    const { id } = await added({ input: Buffer.from('550 no') });
    expect((await app.request('GET', `/reports/${id}/frame`, { who })).status).toBe(404);
  });
});
