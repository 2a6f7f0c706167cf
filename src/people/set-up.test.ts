import { describe, expect, test } from 'vitest';
import { client, MINUTE, openTestPeople, PASSWORD, problemIn, setUp, unknownSecret } from './testing.ts';

const person = { email: 'Ann@Example.org ', name: ' Ann ', password: PASSWORD, language: 'de' };

describe('the first administrator', () => {
  test('is made by the token of the link, is signed in, and stands in the log', async () => {
    const { people, store } = await openTestPeople();
    expect(await people.setUp.isNeeded()).toBe(true);
    const issued = await people.setUp.issueToken();
    expect(issued).toMatchObject({ expiresAt: '2026-11-24T10:00:00.000Z' });
    const done = await people.setUp.complete({ ...person, token: issued?.token ?? '' }, client);
    if (!done.ok) throw new Error(done.problem.code);
    expect(done.value.person).toMatchObject({
      email: 'ann@example.org',
      name: 'Ann',
      role: 'administrator',
      language: 'de',
      hasTotp: false,
    });
    expect(done.value.scopes).toEqual(['ask', 'read', 'write', 'admin', 'metrics']);
    expect(await people.sessions.find(done.value.cookie)).toMatchObject({ ok: true });
    expect(await people.setUp.isNeeded()).toBe(false);
    expect(await people.setUp.issueToken()).toBeUndefined();
    expect(await store.secrets.names('set-up')).toEqual([]);
    const { items } = await store.auditLog.list({ limit: 10 });
    expect(items.map(({ action, ip }) => [action, ip])).toEqual([['server.set-up', client.ip]]);
  });

  test('is one: of many who hold the token at once, one comes in', async () => {
    const { people, store } = await openTestPeople();
    const token = (await people.setUp.issueToken())?.token ?? '';
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        people.setUp.complete(
          { ...person, token, email: `p${at}@example.org` },
          { ...client, ip: `192.0.2.${at}` },
        ),
      ),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(all.filter((one) => !one.ok).map((one) => problemIn(one).code))).toEqual(
      new Set(['already-set-up']),
    );
    expect(await store.people.count()).toBe(1);
  });

  test('is not made a second time by the same token', async () => {
    const test = await openTestPeople();
    const token = (await test.people.setUp.issueToken())?.token ?? '';
    await test.people.setUp.complete({ ...person, token }, client);
    expect(problemIn(await test.people.setUp.complete({ ...person, token }, client)).code).toBe(
      'already-set-up',
    );
  });

  test.each([
    ['no token', async () => ''],
    ['another token', async () => unknownSecret()],
    [
      'the token of before: a new one was issued',
      async ({ people }: Awaited<ReturnType<typeof openTestPeople>>) => {
        const old = (await people.setUp.issueToken())?.token ?? '';
        await people.setUp.issueToken();
        return old;
      },
    ],
    [
      'an expired token',
      async ({ people, clock }: Awaited<ReturnType<typeof openTestPeople>>) => {
        const old = (await people.setUp.issueToken())?.token ?? '';
        clock.ms += 24 * 60 * MINUTE;
        return old;
      },
    ],
  ])('is not made by %s', async (_, tokenOf) => {
    const test = await openTestPeople();
    const token = await tokenOf(test);
    expect(problemIn(await test.people.setUp.complete({ ...person, token }, client)).code).toBe(
      'wrong-token',
    );
    expect(await test.people.setUp.isNeeded()).toBe(true);
  });

  test.each([
    ['email', { email: 'ann' }, 'no-address'],
    ['email', { email: 'ann@example.org\nbcc: x@example.org' }, 'no-address'],
    ['name', { name: '  ' }, 'no-name'],
    ['name', { name: 'Ann\u2028Bob' }, 'no-name'],
    ['language', { language: '../en' }, 'no-language'],
    ['password', { password: 'short' }, 'too-short'],
    ['password', { password: 'ann@example.org' }, 'tells-account'],
  ])('with a wrong %s is told so, and the token still counts', async (path, wrong, reason) => {
    const { people } = await openTestPeople();
    const token = (await people.setUp.issueToken())?.token ?? '';
    const problem = problemIn(await people.setUp.complete({ ...person, ...wrong, token }, client));
    expect(problem).toMatchObject({ code: 'invalid', data: { path, reason } });
    expect((await people.setUp.complete({ ...person, token }, client)).ok).toBe(true);
  });
});

test('guessing at the token has to wait', async () => {
  const { people } = await openTestPeople();
  await people.setUp.issueToken();
  const codes: string[] = [];
  for (let at = 0; at < 21; at += 1) {
    const done = await people.setUp.complete({ ...person, token: unknownSecret() }, client);
    codes.push(problemIn(done).code);
  }
  expect(codes.slice(-2)).toEqual(['wrong-token', 'too-many-attempts']);
});

test('a server that was set up says so to whoever finds the old link', async () => {
  const test = await openTestPeople();
  await setUp(test);
  const done = await test.people.setUp.complete({ ...person, token: unknownSecret() }, client);
  expect(problemIn(done).code).toBe('already-set-up');
});
