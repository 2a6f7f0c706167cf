import { describe, expect, test } from 'vitest';
import { problemOf } from '../kit/testing.ts';
import { type Call, cookieOf, ORIGIN, openTestApi, setUp, signIn, type TestApiSettings } from './testing.ts';

async function nameOf(answer: Response): Promise<string> {
  const { name } = (await answer.json()) as { name: string };
  return name;
}

describe('who asks', () => {
  test('is known by cookie, by token, and by the token where both are shown', async () => {
    const test = await openTestApi();
    const { cookie } = await setUp(test);
    const made = await test.call('POST', '/tokens', { cookie, body: { name: 'robot', scopes: ['read'] } });
    const { token } = (await made.json()) as { token: string };
    const names = await Promise.all(
      [{}, { cookie }, { token }, { cookie, token }].map(async (call: Call) =>
        nameOf(await test.call('GET', '/probe', call)),
      ),
    );
    expect(names).toEqual(['nobody', 'Ann', 'robot (Ann)', 'robot (Ann)']);
    const lower = { authorization: `bearer   ${token}` };
    expect(await nameOf(await test.call('GET', '/probe', { headers: lower }))).toBe('robot (Ann)');
  });

  test('is not told by what a proxy in front of us asks for', async () => {
    const test = await openTestApi();
    const { cookie } = await setUp(test);
    const headers = { authorization: 'Basic YW5uOnNlY3JldA==' };
    expect(await nameOf(await test.call('GET', '/probe', { cookie, headers }))).toBe('Ann');
  });

  test.each([
    ['an unknown token', 'wp_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'token-unknown'],
    ['no token behind the word', '', 'token-unknown'],
    ['something else', 'eyJhbGciOiJIUzI1NiJ9.e30.x', 'token-unknown'],
  ])('%s is refused on open routes too, even beside a cookie', async (_, token, reason) => {
    const test = await openTestApi();
    const { cookie } = await setUp(test);
    const answer = await test.call('GET', '/probe', {
      cookie,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(await answer.json()).toMatchObject({ status: 401, code: 'not-signed-in', data: { reason } });
  });

  test('an expired token and an ended session say so', async () => {
    const test = await openTestApi();
    const { cookie } = await setUp(test);
    const made = await test.call('POST', '/tokens', {
      cookie,
      body: { name: 'x', scopes: ['read'], days: 1 },
    });
    const { token } = (await made.json()) as { token: string };
    test.clock.ms += 90 * 86_400_000;
    expect(await (await test.call('GET', '/session', { token })).json()).toMatchObject({
      status: 401,
      data: { reason: 'token-expired' },
    });
    expect(await (await test.call('GET', '/session', { cookie })).json()).toMatchObject({
      status: 401,
      data: { reason: 'session-ended' },
    });
    expect(await nameOf(await test.call('GET', '/probe', { cookie }))).toBe('nobody');
  });
});

describe('forged requests', () => {
  const evil = { origin: 'https://evil.example' };
  const cases: readonly [string, Record<string, string>, Record<'cookie' | 'token' | 'none', number>][] = [
    ['from our own page', { origin: ORIGIN }, { cookie: 200, token: 200, none: 200 }],
    ['from another site', evil, { cookie: 403, token: 200, none: 403 }],
    ['from a frame without origin', { origin: 'null' }, { cookie: 403, token: 200, none: 403 }],
    ['marked same-origin', { 'sec-fetch-site': 'same-origin' }, { cookie: 200, token: 200, none: 200 }],
    ['marked same-site', { 'sec-fetch-site': 'same-site' }, { cookie: 403, token: 200, none: 403 }],
    ['marked cross-site', { 'sec-fetch-site': 'cross-site' }, { cookie: 403, token: 200, none: 403 }],
    ['by a program', {}, { cookie: 403, token: 200, none: 200 }],
  ];
  test.each(cases)('%s', async (_, headers, expected) => {
    const test = await openTestApi();
    const { cookie } = await setUp(test);
    const made = await test.call('POST', '/tokens', { cookie, body: { name: 'x', scopes: ['read'] } });
    const { token } = (await made.json()) as { token: string };
    const request = async (method: string, more: Record<string, string>): Promise<number> =>
      (
        await test.api.request('/api/v1/probe', {
          method,
          headers: { host: 'waypost.example:8465', ...headers, ...more },
        })
      ).status;
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(await request(method, { cookie: `waypost_session=${cookie}` })).toBe(expected.cookie);
      expect(await request(method, { authorization: `Bearer ${token}` })).toBe(expected.token);
      expect(await request(method, {})).toBe(expected.none);
    }
    expect(await request('GET', { cookie: `waypost_session=${cookie}` })).toBe(200);
  });

  test('a login cannot be forged either', async () => {
    const test = await openTestApi();
    await setUp(test);
    const body = { email: 'ann@example.org', password: 'x' };
    expect(await problemOf(await test.call('POST', '/session', { headers: evil, body }))).toEqual({
      status: 403,
      code: 'cross-origin',
    });
  });
});

describe('a page of another name that was led here (DNS rebinding)', () => {
  const rebound = { host: 'evil.example:8465', origin: 'http://evil.example:8465' };

  test.each([
    ['GET', '/probe'],
    ['POST', '/probe'],
    ['POST', '/session'],
  ])('%s %s is refused', async (method, path) => {
    const { call } = await openTestApi();
    const answer = await call(method, path, {
      headers: rebound,
      ...(method === 'POST' && { body: { email: 'a@example.org', password: 'x' } }),
    });
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([421, 'wrong-host']);
  });

  test('is not what a program with a token is', async () => {
    const test = await openTestApi();
    const { cookie } = await setUp(test);
    const made = await test.call('POST', '/tokens', { cookie, body: { name: 'p', scopes: ['read'] } });
    const { token } = (await made.json()) as { token: string };
    const answer = await test.call('GET', '/session', { token, headers: { host: 'other.example' } });
    expect(answer.status).toBe(200);
  });
});

describe('the cookie', () => {
  const plain = /^waypost_session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/;
  const secure =
    /^__Host-waypost_session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/;
  const https = { 'x-forwarded-proto': 'https' };
  const cases: readonly [string, TestApiSettings, Record<string, string>, RegExp, boolean][] = [
    ['over plain HTTP', {}, {}, plain, false],
    ['under TLS', { isTls: true }, {}, secure, true],
    ['behind a proxy that is trusted', { proxies: ['192.0.2.10'] }, https, secure, true],
    [
      'behind a trusted proxy without TLS',
      { proxies: ['192.0.2.10'] },
      { 'x-forwarded-proto': 'http' },
      plain,
      false,
    ],
    ['behind somebody who says to be a proxy', { proxies: ['192.0.2.99'] }, https, plain, false],
  ];
  test.each(cases)('%s', async (_, settings, headers, shape, hasHsts) => {
    const test = await openTestApi(settings);
    await setUp(test);
    const own = { ...headers, 'sec-fetch-site': 'same-origin' };
    const body = { email: 'ann@example.org', password: 'vier Worte auf Papier' };
    const answer = await test.call('POST', '/session', { headers: own, body });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toMatch(shape);
    expect(answer.headers.has('strict-transport-security')).toBe(hasHsts);
    const name = hasHsts ? '__Host-waypost_session' : 'waypost_session';
    const other = hasHsts ? 'waypost_session' : '__Host-waypost_session';
    const withCookie = (cookie: string) => ({
      headers: { ...headers, cookie: `${cookie}=${cookieOf(answer)}` },
    });
    expect(await nameOf(await test.call('GET', '/probe', withCookie(name)))).toBe('Ann');
    expect(await nameOf(await test.call('GET', '/probe', withCookie(other)))).toBe('nobody');
  });

  test('is taken away by signing out, and the session with it', async () => {
    const test = await openTestApi();
    const { cookie } = await setUp(test);
    const answer = await test.call('DELETE', '/session', { cookie });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toMatch(/^waypost_session=; Max-Age=0;/);
    expect(await problemOf(await test.call('GET', '/session', { cookie }))).toEqual({
      status: 401,
      code: 'not-signed-in',
    });
    expect((await test.call('DELETE', '/session', { cookie })).status).toBe(204);
  });

  test('is another one after each login, and what was planted before does not count', async () => {
    const test = await openTestApi();
    await setUp(test);
    const planted = 'A'.repeat(43);
    const body = { email: 'ann@example.org', password: 'vier Worte auf Papier' };
    const answer = await test.call('POST', '/session', { cookie: planted, body });
    expect(cookieOf(answer)).not.toBe(planted);
    expect(await nameOf(await test.call('GET', '/probe', { cookie: planted }))).toBe('nobody');
    const before = (await signIn(test, 'ann')).cookie;
    await test.call('POST', '/session', { cookie: before, body });
    expect(await nameOf(await test.call('GET', '/probe', { cookie: before }))).toBe('nobody');
  });
});

describe('headers of every answer', () => {
  test.each([
    ['of a route', 'GET', '/probe', 200],
    ['that refuses', 'GET', '/people', 401],
    ['that finds nothing', 'GET', '/nowhere', 404],
    ['that is forged', 'POST', '/probe', 403],
  ])('%s', async (_, method, path, status) => {
    const test = await openTestApi();
    const headers: Record<string, string> = status === 403 ? { origin: 'https://evil.example' } : {};
    const answer = await test.call(method, path, { headers });
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    });
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });
});
