import { describe, expect, test } from 'vitest';
import type { Role, Scope } from '../store/people/types.ts';
import { hashSecret } from './secret-text.ts';
import {
  addPerson,
  byCookie,
  DAY,
  MINUTE,
  openTestPeople,
  problemIn,
  setUp,
  signIn,
  unknownSecret,
  valueIn,
} from './testing.ts';
import type { By } from './types.ts';

async function withAnn() {
  const opened = await openTestPeople();
  const ann = await byCookie(opened, (await setUp(opened)).cookie);
  return { ...opened, ann };
}

async function byToken(
  { people }: { people: Awaited<ReturnType<typeof openTestPeople>>['people'] },
  token: string,
): Promise<By> {
  const found = await people.tokens.find(token);
  if (!found.ok) throw new Error(found.why);
  return { who: found.who };
}

const all: readonly Scope[] = ['ask', 'read', 'write', 'admin', 'metrics'];

describe('a token', () => {
  test('is shown once, kept as a hash, and found', async () => {
    const { people, store, ann } = await withAnn();
    const made = valueIn(
      await people.tokens.add(ann, { name: 'monitoring', scopes: ['metrics', 'metrics'] }),
    );
    expect(made.token).toMatch(/^wp_[A-Za-z0-9_-]{43}$/);
    expect(made.view).toMatchObject({
      name: 'monitoring',
      scopes: ['metrics'],
      hint: made.token.slice(0, 8),
    });
    expect(made.view).not.toHaveProperty('tokenHash');
    expect((await store.tokens.list())[0]?.tokenHash).toBe(hashSecret(made.token));
    const found = await people.tokens.find(made.token);
    if (!found.ok) throw new Error(found.why);
    expect(found.who).toMatchObject({ actor: { kind: 'token', name: 'monitoring (Ann)' } });
    expect([...found.who.scopes]).toEqual(['metrics']);
  });

  test.each([
    ['nothing', ''],
    ['another', `wp_${unknownSecret()}`],
    ['one without its beginning', unknownSecret()],
    ['something endless', `wp_${'x'.repeat(100_000)}`],
  ])('is not found by %s', async (_, token) => {
    const { people } = await withAnn();
    expect(await people.tokens.find(token)).toEqual({ ok: false, why: 'token-unknown' });
  });

  test('says that it expired, to the moment', async () => {
    const { people, clock, ann } = await withAnn();
    const { token, view } = valueIn(await people.tokens.add(ann, { name: 'x', scopes: ['read'], days: 1 }));
    expect(view.expiresAt).toBe('2026-11-24T10:00:00.000Z');
    clock.ms += DAY - 1;
    expect((await people.tokens.find(token)).ok).toBe(true);
    clock.ms += 1;
    expect(await people.tokens.find(token)).toEqual({ ok: false, why: 'token-expired' });
  });

  test('notes its last use once a minute', async () => {
    const { people, store, clock, ann } = await withAnn();
    const { token } = valueIn(await people.tokens.add(ann, { name: 'x', scopes: ['read'] }));
    const usedAt = async (): Promise<string | undefined> => (await store.tokens.list())[0]?.lastUsedAt;
    expect(await usedAt()).toBeUndefined();
    await people.tokens.find(token);
    expect(await usedAt()).toBe('2026-11-23T10:00:00.000Z');
    clock.ms += MINUTE - 1;
    await people.tokens.find(token);
    expect(await usedAt()).toBe('2026-11-23T10:00:00.000Z');
    clock.ms += 1;
    await people.tokens.find(token);
    expect(await usedAt()).toBe('2026-11-23T10:01:00.000Z');
  });
});

describe('scopes never go above the role', () => {
  const cases: readonly [Role, readonly Scope[]][] = [
    ['administrator', all],
    ['operator', ['ask', 'read', 'write']],
    ['viewer', ['read']],
  ];
  test.each(cases)('a token of an %s', async (role, allowed) => {
    const test = await withAnn();
    await addPerson(test, test.ann, 'bob', role);
    const bob = await byCookie(test, (await signIn(test, 'bob')).cookie);
    for (const scope of all) {
      const made = await test.people.tokens.add(bob, { name: scope, scopes: [scope] });
      expect(made.ok ? 'made' : made.problem.code).toBe(allowed.includes(scope) ? 'made' : 'not-allowed');
    }
  });

  test('they shrink with the role of the owner, at once, and come back with it', async () => {
    const test = await withAnn();
    const { people, ann } = test;
    let bob = await addPerson(test, ann, 'bob', 'administrator');
    const by = await byCookie(test, (await signIn(test, 'bob')).cookie);
    const { token } = valueIn(await people.tokens.add(by, { name: 'x', scopes: ['admin', 'read'] }));
    bob = valueIn(await people.directory.change(ann, bob.id, bob.version, { role: 'viewer' }));
    expect([...(await byToken(test, token)).who.scopes]).toEqual(['read']);
    bob = valueIn(await people.directory.change(ann, bob.id, bob.version, { role: 'administrator' }));
    expect([...(await byToken(test, token)).who.scopes]).toEqual(['admin', 'read']);
  });

  test('a token makes none that may more or lives longer than itself', async () => {
    const test = await withAnn();
    const { people, ann } = test;
    const { token } = valueIn(
      await people.tokens.add(ann, { name: 'x', scopes: ['admin', 'read'], days: 2 }),
    );
    const by = await byToken(test, token);
    expect(problemIn(await people.tokens.add(by, { name: 'y', scopes: ['write'] })).code).toBe('not-allowed');
    for (const days of [undefined, 30, 1]) {
      const made = await people.tokens.add(by, { name: 'y', scopes: ['read'], ...(days && { days }) });
      expect(valueIn(made).view.expiresAt).toBe(
        days === 1 ? '2026-11-24T10:00:00.000Z' : '2026-11-25T10:00:00.000Z',
      );
    }
  });
});

describe('whose tokens', () => {
  test('one sees and removes one’s own, administrators all', async () => {
    const test = await withAnn();
    const { people, ann } = test;
    await addPerson(test, ann, 'bob', 'operator');
    const bob = await byCookie(test, (await signIn(test, 'bob')).cookie);
    const ofAnn = valueIn(await people.tokens.add(ann, { name: 'a', scopes: ['read'] })).view.id;
    const ofBob = valueIn(await people.tokens.add(bob, { name: 'b', scopes: ['read'] })).view.id;
    const ids = async (by: By): Promise<string[]> => (await people.tokens.list(by.who)).map(({ id }) => id);
    expect(await ids(bob)).toEqual([ofBob]);
    expect(await ids(ann)).toEqual([ofBob, ofAnn]);
    expect(await people.tokens.remove(bob, ofAnn)).toBe(false);
    expect(await people.tokens.remove(bob, 'nothing')).toBe(false);
    expect(await people.tokens.remove(ann, ofBob)).toBe(true);
    expect(await ids(ann)).toEqual([ofAnn]);
  });

  test('nobody has more than a hundred', async () => {
    const { people, ann } = await withAnn();
    for (let at = 0; at < 100; at += 1)
      valueIn(await people.tokens.add(ann, { name: `${at}`, scopes: ['read'] }));
    expect(problemIn(await people.tokens.add(ann, { name: 'x', scopes: ['read'] })).code).toBe(
      'too-many-tokens',
    );
  });

  test.each([
    [{ name: '', scopes: ['read'] as const }, 'name'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: ['read'] as const, days: 0 }, 'days'],
    [{ name: 'x', scopes: ['read'] as const, days: 3651 }, 'days'],
    [{ name: 'x', scopes: ['read'] as const, days: Number.NaN }, 'days'],
  ])('what is wrong with %j is told', async (wanted, path) => {
    const { people, ann } = await withAnn();
    expect(problemIn(await people.tokens.add(ann, wanted))).toMatchObject({
      code: 'invalid',
      data: { path },
    });
  });
});
