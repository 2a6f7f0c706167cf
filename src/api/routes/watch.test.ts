/** The routes of watching over a real store and real watching: roles, versions, problems, and what is written down. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditDocument, bad, good } from '../../watch/outcome/testing.ts';
import { problemOf } from '../kit/testing.ts';
import { admin, json, openWatchApi, operator, viewer, type WatchApi } from './testing.ts';

const nobodysId = '0199a8c4-5a3e-7c11-9b64-2f6f2b1c7d10';

let opened: WatchApi;
beforeEach(async () => {
  opened = await openWatchApi();
});
afterEach(() => opened.close());
const call: WatchApi['call'] = (...request) => opened.call(...request);
const added = async (name = 'example.org', more = {}): Promise<{ id: string; version: number }> =>
  json(call('POST', '/subjects', { who: operator, body: { name, everyHours: 0, ...more } }));
const actions = async (): Promise<readonly string[]> =>
  (await opened.app.store.auditLog.list({ limit: 50 })).items.map(({ action }) => action).toReversed();

test.each([
  ['GET /subjects', 200, 200, 200],
  ['POST /subjects', 403, 422, 422],
  ['GET /subjects/x', 404, 404, 404],
  ['PATCH /subjects/x', 403, 428, 428],
  ['DELETE /subjects/x', 403, 404, 404],
  ['POST /subjects/x/audit', 403, 404, 404],
  ['GET /subjects/x/findings', 404, 404, 404],
  ['GET /subjects/x/changes', 404, 404, 404],
  ['GET /subjects/x/plan', 404, 404, 404],
  ['GET /changes', 200, 200, 200],
  ['GET /listings', 200, 200, 200],
  ['GET /listings/history?about=192.0.2.1&zone=zen.spamhaus.org', 200, 200, 200],
  ['GET /alerts', 200, 200, 200],
  ['GET /alerts/x', 404, 404, 404],
  ['PATCH /alerts/x', 403, 428, 428],
  ['GET /targets', 403, 403, 200],
  ['POST /targets', 403, 403, 422],
  ['GET /targets/x', 403, 403, 404],
  ['PATCH /targets/x', 403, 403, 428],
  ['DELETE /targets/x', 403, 403, 404],
  ['POST /targets/x/test', 403, 403, 404],
  ['GET /targets/x/deliveries', 403, 403, 404],
  ['GET /settings', 200, 200, 200],
  ['GET /settings/retention', 200, 200, 200],
  ['PUT /settings/retention', 403, 403, 428],
  ['GET /list-keys', 403, 403, 200],
  ['PUT /list-keys/zen.spamhaus.org', 403, 403, 422],
  ['DELETE /list-keys/zen.spamhaus.org', 403, 403, 404],
])('%s: viewer %i, operator %i, administrator %i, nobody 401', async (route, ...expected) => {
  const [method = '', path = ''] = route.split(' ');
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
  const statuses = await Promise.all(
    [viewer, operator, admin].map(async (who) => (await call(method, path, { who, ...body })).status),
  );
  expect(statuses).toEqual(expected);
  expect((await call(method, path, body)).status).toBe(401);
});

describe('subjects', () => {
  test('are added, changed from the version that was read, and removed; all of it is written down', async () => {
    const { id } = await added();
    const path = `/subjects/${id}`;
    const read = await call('GET', path, { who: viewer });
    expect(read.headers.get('etag')).toBe('"1"');
    const changedOnce = await call('PATCH', path, { who: operator, match: '"1"', body: { note: 'ours' } });
    expect([changedOnce.status, changedOnce.headers.get('etag')]).toEqual([200, '"2"']);
    const late = await call('PATCH', path, { who: operator, match: '"1"', body: { note: 'mine' } });
    expect(await problemOf(late)).toMatchObject({ status: 412, code: 'changed-elsewhere' });
    expect(late.headers.get('etag')).toBe('"2"');
    expect((await call('DELETE', path, { who: operator })).status).toBe(204);
    expect(await actions()).toEqual(['subject.added', 'subject.changed', 'subject.removed']);
  });

  test.each([
    [{ name: 'org' }, 422, 'single-label', undefined],
    [{ name: '10.0.0.1' }, 422, 'private-ip', undefined],
    [{ name: 'example.org', everyHours: 9999 }, 422, 'invalid', ['everyHours']],
    [{ name: 'example.org', options: { selectors: ['a', '?'] } }, 422, 'invalid', ['options.selectors.1']],
    [{ name: 'example.org', color: 'red' }, 422, 'invalid', ['color']],
    [{}, 422, 'invalid', ['name']],
  ])('%j is refused: %i %s', async (body, status, code, paths) => {
    const answer = await problemOf(await call('POST', '/subjects', { who: operator, body }));
    expect(answer).toEqual({ status, code, ...(paths !== undefined && { paths }) });
  });

  test('twice is a conflict', async () => {
    await added();
    const again = await call('POST', '/subjects', { who: operator, body: { name: 'EXAMPLE.org' } });
    expect(await problemOf(again)).toMatchObject({ status: 409, code: 'watched-already' });
  });

  test('pages keep the order: the worst first', async () => {
    for (const name of ['a.example', 'b.example', 'c.example']) await added(name);
    const first: { items: { name: string }[]; next: string } = await json(
      call('GET', '/subjects?limit=2', { who: viewer }),
    );
    const second: { items: { name: string }[]; next?: string } = await json(
      call('GET', `/subjects?limit=2&after=${first.next}`, { who: viewer }),
    );
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      'a.example',
      'b.example',
      'c.example',
    ]);
    expect(second.next).toBeUndefined();
  });

  test('an audit on demand gives findings, changes, an alert, listings, the plan', async () => {
    await opened.watch.start();
    const { id } = await added();
    const run = async (document: ReturnType<typeof auditDocument>): Promise<void> => {
      const begun = await call('POST', `/subjects/${id}/audit`, { who: operator });
      expect(begun.status).toBe(202);
      expect(begun.headers.get('location')).toMatch(/^\/api\/v1\/jobs\//);
      await opened.jobs.end(id, document);
      opened.app.clock.ms += 60_000;
    };
    await run(auditDocument([good('spf/x'), bad('dmarc/x', { severity: 'notice' })]));
    await run(
      auditDocument([bad('spf/x', { severity: 'critical' })], {
        lists: [
          { about: '192.0.2.1', zone: 'zen.spamhaus.org', state: 'listed', codes: ['127.0.0.4'] },
          { about: '192.0.2.1', zone: 'bl.spamcop.net', state: 'not-listed', codes: [] },
        ],
      }),
    );
    expect(await json(call('GET', `/subjects/${id}`, { who: viewer }))).toMatchObject({
      failures: { critical: 1, notice: 1 },
      worst: { severity: 'critical' },
    });
    expect(await json(call('GET', `/subjects/${id}/findings?outcome=fail`, { who: viewer }))).toMatchObject({
      items: [{ check: 'spf/x' }, { check: 'dmarc/x' }],
    });
    const change = { items: [{ from: 'pass', to: 'fail', severity: 'critical' }] };
    expect(await json(call('GET', `/subjects/${id}/changes`, { who: viewer }))).toMatchObject(change);
    expect(await json(call('GET', '/changes', { who: viewer }))).toMatchObject(change);
    expect(await json(call('GET', '/changes?since=2026-11-24T00:00:00Z', { who: viewer }))).toEqual({
      items: [],
    });
    expect(await json(call('GET', `/subjects/${id}/plan`, { who: viewer }))).toMatchObject({
      plan: { steps: [] },
    });
    // Each of them in the language of the reader.
    for (const [route, at] of [
      ['/subjects', ['items', 0, 'worst']],
      [`/subjects/${id}`, ['worst']],
      [`/subjects/${id}/findings`, ['items', 0]],
      [`/subjects/${id}/changes`, ['items', 0]],
      ['/changes', ['items', 0]],
      ['/alerts', ['items', 0]],
      [`/subjects/${id}/plan`, []],
    ] as const)
      for (const language of ['en', 'de']) {
        const answer: unknown = await json(call('GET', `${route}?language=${language}`, { who: viewer }));
        const told = at.reduce<unknown>((value, key) => Reflect.get(Object(value), key), answer);
        expect(told).toMatchObject({ language });
        expect(JSON.stringify(answer)).not.toContain('"said"');
        expect((await call('GET', `${route}?language=fr`, { who: viewer })).status).toBe(422);
      }
    expect(await json(call('GET', '/listings?state=listed', { who: viewer }))).toMatchObject({
      items: [{ about: '192.0.2.1', meaning: 'XBL', delisting: { isRequest: true } }],
    });
    const [plain, english, german] = await Promise.all(
      ['', '&language=en', '&language=de'].map((language) =>
        json(call('GET', `/listings?state=listed${language}`, { who: viewer })),
      ),
    );
    expect(plain).toEqual(english);
    expect(german).not.toEqual(english);
    const zonesAmong = async (query: string) => {
      const { items }: { items: { about: string; zone: string }[] } = await json(
        call('GET', `/listings${query}`, { who: viewer }),
      );
      return items.map(({ about, zone }) => `${about} ${zone}`);
    };
    expect(await zonesAmong('')).toHaveLength(2);
    expect(await zonesAmong('?among=listed')).toEqual(['192.0.2.1 zen.spamhaus.org']);
    expect(
      await json(call('GET', '/listings/history?about=192.0.2.1&zone=zen.spamhaus.org', { who: viewer })),
    ).toMatchObject({ items: [{ state: 'listed' }] });
    expect(await json(call('GET', `/alerts?state=open&subject=${id}`, { who: viewer }))).toMatchObject({
      items: [{ severity: 'critical', finding: { todo: 'mend it' } }],
    });
  });

  test('the plan of what was never audited is not found', async () => {
    const { id } = await added();
    expect(await problemOf(await call('GET', `/subjects/${id}/plan`, { who: viewer }))).toMatchObject({
      status: 404,
    });
  });
});

describe('alerts', () => {
  const open = async (): Promise<string> => {
    const { alert } = await opened.app.store.alerts.raise(
      { key: 'k', about: 'example.org', severity: 'error', title: 't', finding: {}, turn: '' },
      '2026-11-23T10:00:00.000Z',
    );
    return `/alerts/${alert.id}`;
  };

  test('are acknowledged and muted by who says so, from the version that was read', async () => {
    const path = await open();
    const acknowledged = await call('PATCH', path, {
      who: operator,
      match: '"1"',
      body: { acknowledged: true },
    });
    expect(await acknowledged.clone().json()).toMatchObject({ acknowledgedBy: 'op', version: 2 });
    const stale = await call('PATCH', path, { who: admin, match: '"1"', body: { acknowledged: false } });
    expect(await problemOf(stale)).toMatchObject({ status: 412 });
    const muted = await call('PATCH', path, {
      who: operator,
      match: '"2"',
      body: { mutedUntil: '2026-11-24T12:00:00+02:00' },
    });
    expect(await json(muted)).toMatchObject({ mutedUntil: '2026-11-24T10:00:00.000Z', acknowledgedBy: 'op' });
    const ended = await json(
      call('PATCH', path, { who: operator, match: '"3"', body: { mutedUntil: null, acknowledged: false } }),
    );
    expect(ended).not.toHaveProperty('mutedUntil');
    expect(ended).not.toHaveProperty('acknowledgedBy');
    expect(await actions()).toEqual(['alert.changed', 'alert.changed', 'alert.changed']);
  });

  test.each(['tomorrow', '2026-11-24', '2029-01-01T00:00:00Z', 12])(
    'muted until %j is refused',
    async (mutedUntil) => {
      const answer = await call('PATCH', await open(), { who: operator, match: '"1"', body: { mutedUntil } });
      expect(await problemOf(answer)).toMatchObject({ status: 422, code: 'invalid', paths: ['mutedUntil'] });
    },
  );
});

test('live: open alerts at once, then what happens; closed, nothing listens any more', async () => {
  const answer = await call('GET', '/events', { who: viewer });
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  const until = async (part: string): Promise<void> => {
    while (!text.includes(part)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`ended before ${part}: ${text}`);
      text += new TextDecoder().decode(value);
    }
  };
  await until('event: alerts\ndata: {"open":0}');
  const { id } = await added();
  await until(`event: change\ndata: {"subjectId":"${id}"}`);
  opened.states[0]?.(nobodysId, 'queued');
  await until(`event: job\ndata: {"id":"${nobodysId}","state":"queued"}`);
  await reader.cancel();
  expect(opened.states).toEqual([]);
});
