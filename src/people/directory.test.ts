import { describe, expect, test } from 'vitest';
import {
  addPerson,
  byCookie,
  client,
  codeAt,
  openTestPeople,
  PASSWORD,
  problemIn,
  setUp,
  signIn,
  valueIn,
} from './testing.ts';
import type { PersonEdit } from './types.ts';

async function withAnn() {
  const opened = await openTestPeople();
  const signedIn = await setUp(opened);
  return { ...opened, ann: await byCookie(opened, signedIn.cookie), annId: signedIn.person.id };
}

describe('the last administrator', () => {
  const edits: readonly [string, PersonEdit][] = [
    ['demoted', { role: 'operator' }],
    ['disabled', { isDisabled: true }],
    ['both', { role: 'viewer', isDisabled: true }],
  ];
  test.each(edits)('cannot be %s', async (_, edit) => {
    const { people, ann, annId } = await withAnn();
    expect(problemIn(await people.directory.change(ann, annId, 1, edit)).code).toBe('last-administrator');
    expect((await people.directory.get(annId))?.version).toBe(1);
  });

  test('cannot be removed, may change everything else', async () => {
    const { people, ann, annId } = await withAnn();
    expect(problemIn(await people.directory.remove(ann, annId, 1)).code).toBe('last-administrator');
    const renamed = await people.directory.change(ann, annId, 1, { name: 'Ann B.', role: 'administrator' });
    expect(valueIn(renamed)).toMatchObject({ name: 'Ann B.', role: 'administrator', version: 2 });
  });

  test('is not replaced by a disabled one', async () => {
    const test = await withAnn();
    const { people, ann, annId } = test;
    const bob = await addPerson(test, ann, 'bob', 'administrator');
    valueIn(await people.directory.change(ann, bob.id, 1, { isDisabled: true }));
    expect(problemIn(await people.directory.change(ann, annId, 1, { role: 'viewer' })).code).toBe(
      'last-administrator',
    );
  });

  test('stays when two take each other’s role at the same moment', async () => {
    const test = await withAnn();
    const { people, ann, annId, store } = test;
    const bob = await addPerson(test, ann, 'bob', 'administrator');
    const results = await Promise.all([
      people.directory.change(ann, bob.id, 1, { role: 'viewer' }),
      people.directory.change(ann, annId, 1, { isDisabled: true }),
      people.directory.remove(ann, annId, 1),
    ]);
    expect(results.map((result) => (result.ok ? 'done' : result.problem.code))).toEqual([
      'done',
      'last-administrator',
      'last-administrator',
    ]);
    expect((await store.people.list()).filter(({ role }) => role === 'administrator')).toHaveLength(1);
  });
});

describe('disabling somebody', () => {
  test('ends their sessions and tokens at once, for ever', async () => {
    const test = await withAnn();
    const { people, ann, store } = test;
    let bob = await addPerson(test, ann, 'bob', 'operator');
    const signedIn = await signIn(test, 'bob');
    const by = await byCookie(test, signedIn.cookie);
    const { token } = valueIn(await people.tokens.add(by, { name: 'x', scopes: ['read'] }));
    bob = valueIn(await people.directory.change(ann, bob.id, bob.version, { isDisabled: true }));
    expect((await people.sessions.find(signedIn.cookie)).ok).toBe(false);
    expect((await people.tokens.find(token)).ok).toBe(false);
    expect(await store.sessions.listOf(bob.id)).toEqual([]);
    valueIn(await people.directory.change(ann, bob.id, bob.version, { isDisabled: false }));
    expect((await people.sessions.find(signedIn.cookie)).ok).toBe(false);
    expect((await people.tokens.find(token)).ok).toBe(false);
    await signIn(test, 'bob');
  });

  test('counts even where the store was changed by somebody else', async () => {
    const test = await withAnn();
    const { people, ann, store } = test;
    const bob = await addPerson(test, ann, 'bob', 'operator');
    const { cookie } = await signIn(test, 'bob');
    const { token } = valueIn(
      await people.tokens.add(await byCookie(test, cookie), { name: 'x', scopes: ['read'] }),
    );
    await store.people.change(bob.id, bob.version, { isDisabled: true });
    expect(await people.sessions.find(cookie)).toEqual({ ok: false, why: 'person-disabled' });
    expect(await people.tokens.find(token)).toEqual({ ok: false, why: 'person-disabled' });
  });
});

describe('changing somebody', () => {
  test('two browsers: the second is told which version stands', async () => {
    const test = await withAnn();
    const { people, ann } = test;
    const bob = await addPerson(test, ann, 'bob', 'viewer');
    const both = await Promise.all([
      people.directory.change(ann, bob.id, 1, { name: 'Bob One' }),
      people.directory.change(ann, bob.id, 1, { name: 'Bob Two' }),
    ]);
    expect(both[0].ok).toBe(true);
    expect(problemIn(both[1])).toMatchObject({ code: 'changed-elsewhere', data: { version: 2 } });
    expect((await people.directory.get(bob.id))?.name).toBe('Bob One');
    expect(problemIn(await people.directory.remove(ann, bob.id, 1)).code).toBe('changed-elsewhere');
  });

  test('a new role counts in sessions that are open', async () => {
    const test = await withAnn();
    const { people, ann } = test;
    const bob = await addPerson(test, ann, 'bob', 'operator');
    const { cookie } = await signIn(test, 'bob');
    valueIn(await people.directory.change(ann, bob.id, 1, { role: 'viewer' }));
    expect([...(await byCookie(test, cookie)).who.scopes]).toEqual(['read']);
  });

  test('a new password ends their sessions', async () => {
    const test = await withAnn();
    const { people, ann } = test;
    const bob = await addPerson(test, ann, 'bob', 'operator');
    const { cookie } = await signIn(test, 'bob');
    const password = 'ganz andere Worte hier';
    valueIn(await people.directory.change(ann, bob.id, 1, { password }));
    expect((await people.sessions.find(cookie)).ok).toBe(false);
    expect((await people.sessions.logIn({ email: bob.email, password }, client)).ok).toBe(true);
  });

  test('a lost second factor is taken away, with its secret and codes', async () => {
    const test = await withAnn();
    const { people, ann, store, clock } = test;
    const bob = await addPerson(test, ann, 'bob', 'operator');
    const by = await byCookie(test, (await signIn(test, 'bob')).cookie);
    const { secret } = valueIn(await people.account.beginTotp(by));
    valueIn(await people.account.confirmTotp(by, codeAt(secret, clock.ms)));
    const before = await people.directory.get(bob.id);
    expect(before?.hasTotp).toBe(true);
    valueIn(await people.directory.change(ann, bob.id, before?.version ?? 0, { hasTotp: false }));
    expect((await store.secrets.names('')).filter((name) => name.includes(bob.id))).toEqual([]);
    await signIn(test, 'bob');
  });

  test.each([
    [{ email: 'ANN@example.org' }, { code: 'email-taken' }],
    [{ email: 'bob@' }, { code: 'invalid', data: { path: 'email' } }],
    [{ name: '' }, { code: 'invalid', data: { path: 'name' } }],
    [{ name: 'Ann\u202eB' }, { code: 'invalid', data: { path: 'name' } }],
    [{ name: 'Ann\nB' }, { code: 'invalid', data: { path: 'name' } }],
    [{ email: 'bob\u202e@example.org' }, { code: 'invalid', data: { path: 'email' } }],
    [
      { password: 'bob@example.org' },
      { code: 'invalid', data: { path: 'password', reason: 'tells-account' } },
    ],
  ])('%j is refused', async (edit, problem) => {
    const test = await withAnn();
    const bob = await addPerson(test, test.ann, 'bob', 'viewer');
    expect(problemIn(await test.people.directory.change(test.ann, bob.id, 1, edit))).toMatchObject(problem);
  });
});

describe('adding and removing', () => {
  test('an address is taken once, in whichever case', async () => {
    const { people, ann } = await withAnn();
    const bob = {
      email: 'bob@example.org',
      name: 'Bob',
      role: 'viewer',
      password: PASSWORD,
      language: 'en',
    } as const;
    const both = await Promise.all([
      people.directory.add(ann, bob),
      people.directory.add(ann, { ...bob, email: 'BOB@example.org' }),
    ]);
    expect(both.map((one) => (one.ok ? 'added' : one.problem.code))).toEqual(['added', 'email-taken']);
  });

  test('whoever is removed takes sessions, tokens and secrets along', async () => {
    const test = await withAnn();
    const { people, ann, store, clock } = test;
    const bob = await addPerson(test, ann, 'bob', 'operator');
    const { cookie } = await signIn(test, 'bob');
    const by = await byCookie(test, cookie);
    const { token } = valueIn(await people.tokens.add(by, { name: 'x', scopes: ['read'] }));
    const { secret } = valueIn(await people.account.beginTotp(by));
    valueIn(await people.account.confirmTotp(by, codeAt(secret, clock.ms)));
    valueIn(await people.directory.remove(ann, bob.id, 2));
    expect((await people.sessions.find(cookie)).ok).toBe(false);
    expect(await people.tokens.find(token)).toEqual({ ok: false, why: 'token-unknown' });
    expect((await store.secrets.names('')).filter((name) => name.includes(bob.id))).toEqual([]);
    expect(problemIn(await people.directory.remove(ann, bob.id, 2)).code).toBe('not-found');
  });
});

test('every change stands in the log: who, from where, what, and nothing secret', async () => {
  const test = await withAnn();
  const { people, ann, store } = test;
  let bob = await addPerson(test, ann, 'bob', 'viewer');
  const password = 'ganz andere Worte hier';
  bob = valueIn(
    await people.directory.change(ann, bob.id, bob.version, { role: 'operator', name: 'Bob B.', password }),
  );
  const { view, token } = valueIn(await people.tokens.add(ann, { name: 'x', scopes: ['read'] }));
  await people.tokens.remove(ann, view.id);
  valueIn(await people.directory.remove(ann, bob.id, bob.version));
  const { items } = await store.auditLog.list({ limit: 50 });
  expect(items.map(({ action }) => action).reverse()).toEqual([
    'server.set-up',
    'person.added',
    'person.changed',
    'token.added',
    'token.removed',
    'person.removed',
  ]);
  for (const { actor, ip } of items.slice(0, -1)) {
    expect(actor).toMatchObject({ kind: 'person', id: ann.who.person?.id, name: 'Ann' });
    expect(ip).toBe(client.ip);
  }
  expect(items.find(({ action }) => action === 'person.changed')?.data).toEqual({
    name: { from: 'bob', to: 'Bob B.' },
    role: { from: 'viewer', to: 'operator' },
    hasNewPassword: true,
  });
  expect(JSON.stringify(items)).not.toContain(password);
  expect(JSON.stringify(items)).not.toContain(token);
});
