/** The routes of what watching goes by: where it tells of alerts, and its settings. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { problemOf } from '../kit/testing.ts';
import { admin, json, openWatchApi, viewer, type WatchApi } from './testing.ts';

let opened: WatchApi;
beforeEach(async () => {
  opened = await openWatchApi();
});
afterEach(() => opened.close());
const call: WatchApi['call'] = (...request) => opened.call(...request);

describe('targets', () => {
  const body = { kind: 'webhook', name: 'on call', settings: { url: 'https://hooks.example.org/T0/secret' } };

  test('a webhook’s key is told once; neither it nor the address is written down', async () => {
    const answer = await call('POST', '/targets', { who: admin, body });
    expect(answer.status).toBe(201);
    const { id, secret = '' }: { id: string; secret?: string } = await json(answer);
    expect(secret).toMatch(/^wps_/);
    const shown = await (await call('GET', `/targets/${id}`, { who: admin })).text();
    expect(shown).not.toContain(secret);
    const log = JSON.stringify(await opened.app.store.auditLog.list({ limit: 10 }));
    expect(log).not.toMatch(/wps_|T0\/secret/);
    expect(log).toContain('on call');
  });

  test('two browsers edit one target: the second gets 412 with the version that stands', async () => {
    const { id }: { id: string } = await json(call('POST', '/targets', { who: admin, body }));
    const path = `/targets/${id}`;
    const tags = await Promise.all(
      [1, 2].map(async () => (await call('GET', path, { who: admin })).headers.get('etag')),
    );
    expect(tags).toEqual(['"1"', '"1"']);
    const first = await call('PATCH', path, { who: admin, match: '"1"', body: { name: 'first' } });
    const second = await call('PATCH', path, { who: admin, match: '"1"', body: { name: 'second' } });
    expect([first.status, second.status, second.headers.get('etag')]).toEqual([200, 412, '"2"']);
    expect(await json(call('GET', path, { who: admin }))).toMatchObject({ name: 'first', version: 2 });
    expect((await call('PATCH', path, { who: admin, body: { name: 'third' } })).status).toBe(428);
  });

  test.each([
    [{ ...body, settings: { url: 'nowhere' } }, ['settings.url']],
    [{ ...body, kind: 'pager' }, ['kind']],
    [{ ...body, secret: 'short' }, ['secret']],
    [{ ...body, leastSeverity: 'bad' }, ['leastSeverity']],
    [{ ...body, name: ' ' }, ['name']],
  ])('%j is refused at %j', async (given, paths) => {
    expect(await problemOf(await call('POST', '/targets', { who: admin, body: given }))).toEqual({
      status: 422,
      code: 'invalid',
      paths,
    });
  });

  test('a test of a webhook on a private address says why it was not sent', async () => {
    const { id }: { id: string } = await json(
      call('POST', '/targets', { who: admin, body: { ...body, settings: { url: 'http://127.0.0.1:9/' } } }),
    );
    expect(await json(call('POST', `/targets/${id}/test`, { who: admin }))).toMatchObject({
      isSent: false,
      problem: { code: 'not-public' },
    });
    expect(await json(call('GET', `/targets/${id}/deliveries`, { who: admin }))).toMatchObject({
      items: [{ event: 'test', state: 'given-up' }],
    });
  });
});

describe('settings', () => {
  test('are read with their defaults and set from the version that was read', async () => {
    expect(await json(call('GET', '/settings', { who: viewer }))).toMatchObject({
      items: ['retention', 'resolver', 'schedule', 'public-page', 'alerts'].map((key) => ({
        key,
        version: 0,
      })),
    });
    const put = await call('PUT', '/settings/retention', {
      who: admin,
      match: '"0"',
      body: { reportDays: 90 },
    });
    expect([put.status, put.headers.get('etag')]).toEqual([200, '"1"']);
    const late = await call('PUT', '/settings/retention', {
      who: admin,
      match: '"0"',
      body: { reportDays: 1 },
    });
    expect(await problemOf(late)).toMatchObject({ status: 412 });
    const wrong = await call('PUT', '/settings/retention', {
      who: admin,
      match: '"1"',
      body: { reportDays: 'x' },
    });
    expect(await problemOf(wrong)).toMatchObject({ status: 422, paths: ['reportDays'] });
    expect((await call('PUT', '/settings/else', { who: admin, match: '"0"', body: {} })).status).toBe(422);
  });

  test('the key of a list is sealed: never shown, never written down', async () => {
    const key = 'abcdefghijklmnop';
    const path = '/list-keys/zen.spamhaus.org';
    expect((await call('PUT', path, { who: admin, body: { key } })).status).toBe(204);
    const listed = await (await call('GET', '/list-keys', { who: admin })).text();
    expect(listed).toContain('"zone":"zen.spamhaus.org","hasKey":true');
    expect(listed + JSON.stringify(await opened.app.store.auditLog.list({ limit: 10 }))).not.toContain(key);
    expect(await opened.watch.settings.openListKeys()).toEqual({ 'zen.spamhaus.org': key });
    expect((await call('DELETE', path, { who: admin })).status).toBe(204);
    expect(
      await problemOf(await call('PUT', '/list-keys/nowhere.example', { who: admin, body: { key } })),
    ).toMatchObject({
      code: 'unknown-zone',
    });
  });
});
