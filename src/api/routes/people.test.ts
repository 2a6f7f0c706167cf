import { describe, expect, test } from 'vitest';
import { openTestApi, setUp, signIn } from '../auth/testing.ts';
import { problemOf } from '../kit/testing.ts';

const bob = { email: 'bob@example.org', name: 'Bob', role: 'viewer', password: 'vier Worte auf Papier' };

async function withAnn() {
  const test = await openTestApi();
  const { cookie, person } = await setUp(test);
  return { ...test, cookie, annId: person.id };
}

interface Shown {
  readonly id: string;
  readonly version: number;
}

describe('people', () => {
  test('are added, read with their version, changed by it, removed by it', async () => {
    const { call, cookie } = await withAnn();
    const added = await call('POST', '/people', { cookie, body: bob });
    expect([added.status, added.headers.get('etag')]).toEqual([201, '"1"']);
    const { id } = (await added.json()) as Shown;
    const read = await call('GET', `/people/${id}`, { cookie });
    expect(await read.json()).toEqual({
      id,
      email: 'bob@example.org',
      name: 'Bob',
      role: 'viewer',
      language: 'en',
      isDisabled: false,
      hasTotp: false,
      createdAt: '2026-11-23T10:00:00.000Z',
      version: 1,
    });
    const again = await call('GET', `/people/${id}`, { cookie, headers: { 'if-none-match': '"1"' } });
    expect(again.status).toBe(304);
    const headers = { 'if-match': '"1"' };
    const changed = await call('PATCH', `/people/${id}`, { cookie, headers, body: { role: 'operator' } });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
    const late = await call('DELETE', `/people/${id}`, { cookie, headers });
    expect(await problemOf(late)).toEqual({ status: 412, code: 'changed-elsewhere' });
    const removed = await call('DELETE', `/people/${id}`, { cookie, headers: { 'if-match': '"2"' } });
    expect(removed.status).toBe(204);
    expect((await call('GET', `/people/${id}`, { cookie })).status).toBe(404);
  });

  test('two browsers change one person: one is told the version that stands now', async () => {
    const { call, cookie, ...test } = await withAnn();
    const other = (await signIn({ ...test, call } as never, 'ann')).cookie;
    const { id } = (await (await call('POST', '/people', { cookie, body: bob })).json()) as Shown;
    const headers = { 'if-match': '"1"' };
    const both = await Promise.all([
      call('PATCH', `/people/${id}`, { cookie, headers, body: { name: 'Bob One' } }),
      call('PATCH', `/people/${id}`, { cookie: other, headers, body: { name: 'Bob Two' } }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 412]);
    expect(both[1]?.headers.get('etag')).toBe('"2"');
    expect(await both[1]?.json()).toMatchObject({ code: 'changed-elsewhere', data: { version: 2 } });
    const blind = await call('PATCH', `/people/${id}`, { cookie, body: { name: 'Bob Three' } });
    expect(await problemOf(blind)).toEqual({ status: 428, code: 'precondition-needed' });
  });

  test('the last administrator stays', async () => {
    const { call, cookie, annId } = await withAnn();
    const headers = { 'if-match': '"1"' };
    for (const body of [{ role: 'viewer' }, { isDisabled: true }])
      expect(await problemOf(await call('PATCH', `/people/${annId}`, { cookie, headers, body }))).toEqual({
        status: 409,
        code: 'last-administrator',
      });
    const removed = await call('DELETE', `/people/${annId}`, { cookie, headers });
    expect(await problemOf(removed)).toEqual({ status: 409, code: 'last-administrator' });
  });

  test.each([
    [
      'a weak password',
      { ...bob, password: 'Password123!' },
      { status: 422, code: 'invalid', paths: ['password'] },
    ],
    ['no address', { ...bob, email: 'bob' }, { status: 422, code: 'invalid', paths: ['email'] }],
    ['an unknown role', { ...bob, role: 'king' }, { status: 422, code: 'invalid', paths: ['role'] }],
    [
      'a field that is not theirs',
      { ...bob, passwordHash: 'x' },
      { status: 422, code: 'invalid', paths: ['passwordHash'] },
    ],
    ['an address that is taken', { ...bob, email: 'Ann@example.org' }, { status: 409, code: 'email-taken' }],
    ['half a body', '{"email":', { status: 400, code: 'malformed-json' }],
    [
      'a password of a megabyte',
      { ...bob, password: 'x'.repeat(1_000_000) },
      { status: 413, code: 'too-large' },
    ],
  ])('with %s are refused', async (_, body, problem) => {
    const { call, cookie } = await withAnn();
    expect(await problemOf(await call('POST', '/people', { cookie, body }))).toEqual(problem);
  });

  test('come in pages', async () => {
    const { call, cookie } = await withAnn();
    for (let at = 0; at < 4; at += 1)
      await call('POST', '/people', { cookie, body: { ...bob, email: `p${at}@example.org` } });
    const emails: string[] = [];
    let after = '';
    for (let page = 0; page < 3; page += 1) {
      const answer = await call('GET', `/people?limit=2${after}`, { cookie });
      const { items, next } = (await answer.json()) as { items: { email: string }[]; next?: string };
      emails.push(...items.map(({ email }) => email));
      expect(next === undefined).toBe(page === 2);
      after = `&after=${next}`;
    }
    expect(emails).toEqual(['ann', 'p0', 'p1', 'p2', 'p3'].map((name) => `${name}@example.org`));
  });
});

describe('tokens', () => {
  test('are shown once, also to a request that is repeated with its key', async () => {
    const { call, cookie } = await withAnn();
    const request = {
      cookie,
      headers: { 'idempotency-key': 'k1' },
      body: { name: 'x', scopes: ['read'], days: 30 },
    };
    const [first, second] = [await call('POST', '/tokens', request), await call('POST', '/tokens', request)];
    const made = (await first.json()) as { id: string; token: string };
    expect(first.status).toBe(201);
    expect(await second.json()).toEqual(made);
    const list = await (await call('GET', '/tokens', { cookie })).text();
    expect(JSON.parse(list)).toMatchObject({ items: [{ id: made.id, hint: made.token.slice(0, 8) }] });
    expect(list).not.toContain(made.token);
    expect((await call('DELETE', `/tokens/${made.id}`, { cookie })).status).toBe(204);
    expect((await call('GET', '/probe', { token: made.token })).status).toBe(401);
    expect((await call('DELETE', `/tokens/${made.id}`, { cookie })).status).toBe(404);
  });

  test('a viewer asks for more than they may', async () => {
    const { call, cookie, ...test } = await withAnn();
    await call('POST', '/people', { cookie, body: bob });
    const viewer = (await signIn({ ...test, call } as never, 'bob')).cookie;
    const answer = await call('POST', '/tokens', {
      cookie: viewer,
      body: { name: 'x', scopes: ['read', 'write'] },
    });
    expect(await answer.json()).toMatchObject({
      status: 403,
      code: 'not-allowed',
      data: { beyond: ['write'] },
    });
  });
});

test('the audit log is read by administrators, newest first, in pages', async () => {
  const { call, cookie } = await withAnn();
  await call('POST', '/people', { cookie, body: bob });
  const answer = await call('GET', '/audit-log?limit=1', { cookie });
  const { items, next } = (await answer.json()) as { items: { action: string; ip: string }[]; next: string };
  expect(items.map(({ action, ip }) => [action, ip])).toEqual([['person.added', '192.0.2.10']]);
  const rest = await (await call('GET', `/audit-log?after=${next}`, { cookie })).json();
  expect(rest).toMatchObject({ items: [{ action: 'server.set-up' }] });
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
    expect((await call(method, '/audit-log', { cookie })).status).toBe(405);
});
