/** What the repositories of people, sessions, tokens, failed logins and the audit log do. Test support. */
import { expect, test } from 'vitest';
import { at, person, present, readAll } from '../samples/testing.ts';
import type { StoreOf } from '../testing.ts';
import type { ApiToken, AuditLogEntry, Session } from './types.ts';

function session(personId: string, change: Partial<Session> = {}): Session {
  return {
    idHash: 'h1',
    personId,
    createdAt: at(8),
    lastSeenAt: at(8),
    expiresAt: at(20),
    userAgent: 'Firefox',
    ip: '192.0.2.1',
    ...change,
  };
}

function token(personId: string, change: Partial<ApiToken> = {}): Omit<ApiToken, 'id'> {
  return {
    personId,
    name: 'backup',
    tokenHash: 't1',
    hint: 'wp_abcd',
    scopes: ['read', 'ask'],
    createdAt: at(8),
    ...change,
  };
}

function entry(action: string): Omit<AuditLogEntry, 'id'> {
  return {
    at: at(9),
    actor: { kind: 'system', name: 'schedule' },
    action,
    target: 'setting retention',
    data: {},
  };
}

export function testPeople(storeOf: StoreOf): void {
  test('a person is found as they were added, by id and by e-mail', async () => {
    const { people } = storeOf();
    const full = { ...person, totpSecret: 'totp 1', totpStep: 59_000_000 };
    const added = present(await people.add(full));
    expect(added).toEqual({ ...full, id: added.id, version: 1 });
    expect(await people.get(added.id)).toEqual(added);
    expect(await people.byEmail('kim@example.org')).toEqual(added);
    expect(await people.byEmail('nobody@example.org')).toBeUndefined();
    expect(await people.list()).toEqual([added]);
    expect(await people.count()).toBe(1);
  });

  test('an e-mail address is taken once', async () => {
    const { people } = storeOf();
    const both = await Promise.all([people.add(person), people.add({ ...person, name: 'Other' })]);
    const added = both.filter((one) => one !== undefined);
    expect(added).toHaveLength(1);
    expect(await people.list()).toEqual(added);
    expect(await people.add(person)).toBeUndefined();
  });

  test('of ten that set up at once one becomes the first', async () => {
    const { people } = storeOf();
    const asked = Array.from({ length: 10 }, (_, n) =>
      people.addFirst({ ...person, email: `p${n}@example.org` }),
    );
    const made = (await Promise.all(asked)).filter((one) => one !== undefined);
    expect(made).toHaveLength(1);
    expect(await people.count()).toBe(1);
  });

  test('a change names the version it read; of two with the same one is refused', async () => {
    const { people } = storeOf();
    const { id } = present(await people.add({ ...person, totpSecret: 'totp 1' }));
    const [first, second] = await Promise.all([
      people.change(id, 1, { role: 'viewer', totpSecret: null }),
      people.change(id, 1, { isDisabled: true }),
    ]);
    expect(first).toEqual({ ok: true, value: { ...person, id, role: 'viewer', version: 2 } });
    expect(second).toEqual({ ok: false, problem: { code: 'changed-elsewhere', version: 2 } });
    expect(await people.change('none', 1, { name: 'x' })).toEqual({
      ok: false,
      problem: { code: 'not-found' },
    });
    expect(await people.get(id)).not.toHaveProperty('totpSecret');
  });

  test('removing a person takes sessions and tokens along', async () => {
    const { people, sessions, tokens } = storeOf();
    const { id } = present(await people.add(person));
    await sessions.add(session(id));
    await tokens.add(token(id));
    expect(await people.remove(id)).toBe(true);
    expect(await people.remove(id)).toBe(false);
    expect(await sessions.get('h1', at(9))).toBeUndefined();
    expect(await tokens.byHash('t1')).toBeUndefined();
  });

  test('a session of nobody is refused', async () => {
    await expect(storeOf().sessions.add(session('nobody'))).rejects.toThrow();
  });

  test('a session is found until it expires, which being seen moves', async () => {
    const { people, sessions } = storeOf();
    const { id } = present(await people.add(person));
    const one = session(id);
    await sessions.add(one);
    expect(await sessions.get('h1', at(19, 59))).toEqual(one);
    expect(await sessions.get('h1', at(20))).toBeUndefined();
    await sessions.seen('h1', at(12), at(23));
    expect(await sessions.get('h1', at(20))).toEqual({ ...one, lastSeenAt: at(12), expiresAt: at(23) });
  });

  test("a person's other sessions end, and only theirs", async () => {
    const { people, sessions } = storeOf();
    const { id } = present(await people.add(person));
    const other = present(await people.add({ ...person, email: 'lee@example.org' }));
    for (const idHash of ['h1', 'h2', 'h3']) await sessions.add(session(id, { idHash }));
    await sessions.add(session(other.id, { idHash: 'h4' }));
    expect(await sessions.removeOf(id, 'h2')).toBe(2);
    expect((await sessions.listOf(id)).map(({ idHash }) => idHash)).toEqual(['h2']);
    expect(await sessions.removeOf(id)).toBe(1);
    expect(await sessions.listOf(other.id)).toHaveLength(1);
    expect(await sessions.remove('h4')).toBe(true);
    expect(await sessions.remove('h4')).toBe(false);
  });

  test('a token is found by its hash, expired or not, and remembers when it was used', async () => {
    const { people, tokens } = storeOf();
    const { id: personId } = present(await people.add(person));
    const old = await tokens.add(token(personId, { expiresAt: at(1) }));
    const other = await tokens.add(token(personId, { tokenHash: 't2' }));
    expect(await tokens.byHash('t1')).toEqual({ ...token(personId), id: old.id, expiresAt: at(1) });
    await tokens.used(old.id, at(10));
    expect(await tokens.get(old.id)).toEqual({ ...old, lastUsedAt: at(10) });
    expect((await tokens.list()).map(({ id }) => id)).toEqual([other.id, old.id]);
    expect(await tokens.list('nobody')).toEqual([]);
    expect(await tokens.remove(old.id)).toBe(true);
    expect(await tokens.list(personId)).toEqual([other]);
  });

  test('failed logins are counted by key from a moment on, and forgotten', async () => {
    const { throttle } = storeOf();
    expect(await throttle.failures('ip:192.0.2.1', at(0))).toEqual({ count: 0 });
    for (const hour of [8, 9, 10]) await throttle.failed('ip:192.0.2.1', at(hour));
    await throttle.failed('ip:192.0.2.2', at(11));
    expect(await throttle.failures('ip:192.0.2.1', at(9))).toEqual({ count: 2, last: at(10) });
    await throttle.forget('ip:192.0.2.1');
    expect(await throttle.failures('ip:192.0.2.1', at(0))).toEqual({ count: 0 });
    expect(await throttle.failures('ip:192.0.2.2', at(0))).toEqual({ count: 1, last: at(11) });
  });

  test('the audit log keeps who, what and where from, newest first', async () => {
    const { auditLog } = storeOf();
    const full = {
      ...entry('person.changed'),
      actor: { kind: 'person' as const, id: 'p1', name: 'Kim' },
      data: { role: { from: 'viewer', to: 'operator' } },
      ip: '2001:db8::1',
    };
    await auditLog.add(entry('settings.changed'));
    await auditLog.add(full);
    const { items } = await auditLog.list({ limit: 50 });
    expect(items).toEqual([
      { ...full, id: expect.any(String) },
      { ...entry('settings.changed'), id: expect.any(String) },
    ]);
  });

  test('pages show every entry once, also those added between two of them show nothing twice', async () => {
    const { auditLog } = storeOf();
    for (let n = 0; n < 7; n += 1) await auditLog.add(entry(`a${n}`));
    const first = await auditLog.list({ limit: 3 });
    await auditLog.add(entry('later'));
    const second = await auditLog.list({ limit: 3, after: present(first.next) });
    const third = await auditLog.list({ limit: 3, after: present(second.next) });
    const shown = [first, second, third].flatMap(({ items }) => items.map(({ action }) => action));
    expect(shown).toEqual(['a6', 'a5', 'a4', 'a3', 'a2', 'a1', 'a0']);
    expect(third.next).toBeUndefined();
    expect(await readAll(auditLog.list, 8)).toHaveLength(8);
    expect(await auditLog.list({ limit: 8 })).not.toHaveProperty('next');
    expect((await auditLog.list({ limit: 10_000 })).items).toHaveLength(8);
    expect((await auditLog.list({ limit: -1 })).items).toHaveLength(1);
  });
}
