import { describe, expect, test } from 'vitest';
import { codeAt, PASSWORD } from '../../people/testing.ts';
import { cookieOf, openTestApi, setUp } from '../auth/testing.ts';
import { problemOf } from '../kit/testing.ts';

const login = { email: 'ann@example.org', password: PASSWORD };

async function withAnn() {
  const test = await openTestApi();
  const { cookie } = await setUp(test);
  return { ...test, cookie };
}

test('set-up: the link once, then signing in', async () => {
  const { call, people } = await openTestApi();
  const token = (await people.setUp.issueToken())?.token ?? '';
  const body = { ...login, token, name: 'Ann' };
  const wrong = await call('POST', '/setup', { body: { ...body, token: 'x' } });
  expect(await problemOf(wrong)).toEqual({ status: 403, code: 'wrong-token' });
  const done = await call('POST', '/setup', { body });
  expect(await done.json()).toMatchObject({
    person: { email: 'ann@example.org', role: 'administrator', language: 'en' },
    scopes: ['ask', 'read', 'write', 'admin', 'metrics'],
  });
  const cookie = cookieOf(done);
  expect((await call('GET', '/session', { cookie })).status).toBe(200);
  expect(await problemOf(await call('POST', '/setup', { body }))).toEqual({
    status: 409,
    code: 'already-set-up',
  });
});

describe('signing in', () => {
  test('waits after failures, and says for how long', async () => {
    const { call, clock } = await withAnn();
    const wrong = { body: { ...login, password: 'x' }, from: '198.51.100.7' };
    for (let at = 0; at < 6; at += 1) {
      expect(await problemOf(await call('POST', '/session', wrong))).toEqual({
        status: 401,
        code: 'wrong-login',
      });
      if (at === 4) clock.ms += 1000;
    }
    const answer = await call('POST', '/session', { ...wrong, body: login });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '2']);
    expect(await answer.json()).toMatchObject({ code: 'too-many-attempts', data: { retryAfterSeconds: 2 } });
  });

  test('with a second factor asks for it, and takes each code once', async () => {
    const { call, clock, cookie } = await withAnn();
    const begun = await call('POST', '/session/totp', { cookie });
    const { secret } = (await begun.json()) as { secret: string };
    const confirmed = await call('PUT', '/session/totp', {
      cookie,
      body: { code: codeAt(secret, clock.ms) },
    });
    expect(((await confirmed.json()) as { recoveryCodes: string[] }).recoveryCodes).toHaveLength(10);
    expect(await (await call('GET', '/session', { cookie })).json()).toMatchObject({
      person: { hasTotp: true },
    });
    clock.ms += 60_000;
    expect(await problemOf(await call('POST', '/session', { body: login }))).toEqual({
      status: 401,
      code: 'totp-needed',
    });
    const body = { ...login, totp: codeAt(secret, clock.ms) };
    expect((await call('POST', '/session', { body })).status).toBe(200);
    expect((await call('POST', '/session', { body })).status).toBe(401);
    const removed = await call('DELETE', '/session/totp', { cookie, body: { password: PASSWORD } });
    expect(removed.status).toBe(204);
    expect((await call('POST', '/session', { body: login })).status).toBe(200);
  });
});

describe('one’s own account', () => {
  test('name and language by the version that was read', async () => {
    const { call, cookie } = await withAnn();
    const etag = (await call('GET', '/session', { cookie })).headers.get('etag') ?? '';
    const headers = { 'if-match': etag };
    const body = { name: 'Ann B.', language: 'de' };
    const changed = await call('PATCH', '/session', { cookie, headers, body });
    expect(await changed.json()).toMatchObject({ ...body, version: 2 });
    expect((await call('PATCH', '/session', { cookie, headers, body })).status).toBe(412);
    expect((await call('PATCH', '/session', { cookie, body })).status).toBe(428);
    const role = await call('PATCH', '/session', { cookie, headers, body: { role: 'administrator' } });
    expect(await problemOf(role)).toEqual({ status: 422, code: 'invalid', paths: ['role'] });
  });

  test('a new password: a new cookie, the old ones are out', async () => {
    const { call, cookie } = await withAnn();
    const other = cookieOf(await call('POST', '/session', { body: login }));
    const body = { old: PASSWORD, new: 'ganz andere Worte hier' };
    const changed = await call('PUT', '/session/password', { cookie, body });
    expect(changed.status).toBe(200);
    expect((await call('GET', '/session', { cookie })).status).toBe(401);
    expect((await call('GET', '/session', { cookie: other })).status).toBe(401);
    expect((await call('GET', '/session', { cookie: cookieOf(changed) })).status).toBe(200);
  });

  test('devices are listed and signed out', async () => {
    const { call, clock, cookie } = await withAnn();
    clock.ms += 1000;
    const other = cookieOf(
      await call('POST', '/session', { body: login, headers: { 'user-agent': 'Other/2' } }),
    );
    const { items } = (await (await call('GET', '/session/devices', { cookie })).json()) as {
      items: { id: string; userAgent: string; isThis: boolean }[];
    };
    expect(items.map(({ userAgent, isThis }) => [userAgent, isThis])).toEqual([
      ['Other/2', false],
      ['Test/1', true],
    ]);
    expect((await call('DELETE', `/session/devices/${items[0]?.id}`, { cookie })).status).toBe(204);
    expect((await call('GET', '/session', { cookie: other })).status).toBe(401);
    expect((await call('DELETE', `/session/devices/${items[0]?.id}`, { cookie })).status).toBe(404);
  });
});
