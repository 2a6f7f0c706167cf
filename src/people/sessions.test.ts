import { describe, expect, test } from 'vitest';
import type { Session } from '../store/people/types.ts';
import { createPeople } from './index.ts';
import { hashSecret } from './secret-text.ts';
import {
  addPerson,
  byCookie,
  cheapCost,
  client,
  codeAt,
  DAY,
  MINUTE,
  openTestPeople,
  PASSWORD,
  problemIn,
  setUp,
  signIn,
  type TestPeople,
  unknownSecret,
  valueIn,
} from './testing.ts';

const login = { email: 'ann@example.org', password: PASSWORD };
const stranger = { ip: '198.51.100.7', userAgent: 'Stranger' };

async function withAnn(): Promise<TestPeople & { readonly cookie: string }> {
  const opened = await openTestPeople();
  return { ...opened, cookie: (await setUp(opened)).cookie };
}

describe('logging in', () => {
  test('takes the address in any case, and begins a session that is found by its cookie alone', async () => {
    const { people, store } = await withAnn();
    const done = valueIn(await people.sessions.logIn({ ...login, email: ' ANN@example.ORG' }, client));
    expect(done.cookie).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await people.sessions.find(done.cookie)).toMatchObject({ ok: true });
    const kept = await store.sessions.listOf(done.person.id);
    expect(kept.map(({ idHash }) => idHash)).toContain(hashSecret(done.cookie));
    expect(JSON.stringify(kept)).not.toContain(done.cookie);
  });

  test.each([
    ['an unknown address', { email: 'bob@example.org', password: PASSWORD }],
    ['a wrong password', { ...login, password: 'fünf Worte auf Papier' }],
    ['no password', { ...login, password: '' }],
    ['an address that is none', { email: '', password: PASSWORD }],
  ])('with %s gets one and the same answer', async (_, given) => {
    const { people } = await withAnn();
    expect(problemIn(await people.sessions.logIn(given, stranger))).toEqual({
      code: 'wrong-login',
      message: 'The e-mail address, the password or the code is wrong.',
    });
  });

  test('ends the session that this browser had before', async () => {
    const { people, cookie } = await withAnn();
    const done = valueIn(await people.sessions.logIn(login, client, cookie));
    expect(done.cookie).not.toBe(cookie);
    expect(await people.sessions.find(cookie)).toEqual({ ok: false, why: 'session-ended' });
  });

  test('makes the hash anew when its cost was raised, once', async () => {
    const { again, store, people } = await withAnn();
    const hashOf = async (): Promise<string> => (await store.people.byEmail(login.email))?.passwordHash ?? '';
    expect(await hashOf()).toContain('m=8,t=1,p=1');
    const raised = again({ memory: 16, passes: 2, lanes: 1 });
    const done = valueIn(await raised.sessions.logIn(login, client));
    const hash = await hashOf();
    expect(hash).toContain('m=16,t=2,p=1');
    valueIn(await raised.sessions.logIn(login, client));
    expect(await hashOf()).toBe(hash);
    // Lowered again: what is stronger stays.
    valueIn(await people.sessions.logIn(login, client));
    expect(await hashOf()).toBe(hash);
    expect(await people.sessions.find(done.cookie)).toMatchObject({ ok: true });
  });

  test.each([
    ['the password is changed', { passwordHash: 'another' }],
    ['they are disabled', { isDisabled: true }],
  ])('comes too late where %s between the look at the password and the session', async (_, change) => {
    const { store, clock } = await withAnn();
    const ann = await store.people.byEmail(login.email);
    if (ann === undefined) throw new Error('no ann');
    const sessions = {
      ...store.sessions,
      add: async (session: Session) => {
        await store.people.change(ann.id, ann.version, change);
        await store.sessions.removeOf(ann.id);
        await store.sessions.add(session);
      },
    };
    const late = createPeople({ store: { ...store, sessions }, clock, passwordCost: cheapCost });
    expect(problemIn(await late.sessions.logIn(login, client)).code).toBe('wrong-login');
    expect(await store.sessions.listOf(ann.id)).toEqual([]);
  });
});

describe('a session', () => {
  test.each([
    ['nothing', ''],
    ['something else', 'x'.repeat(43)],
    ['a hash from the store', hashSecret('x')],
    ['something endless', 'x'.repeat(100_000)],
  ])('is not found by %s', async (_, cookie) => {
    const { people } = await withAnn();
    expect(await people.sessions.find(cookie)).toEqual({ ok: false, why: 'session-ended' });
  });

  test('ends when it was not used for 14 days', async () => {
    const { people, clock, cookie } = await withAnn();
    clock.ms += 14 * DAY - MINUTE;
    expect((await people.sessions.find(cookie)).ok).toBe(true);
    clock.ms += 14 * DAY - MINUTE;
    expect((await people.sessions.find(cookie)).ok).toBe(true);
    clock.ms += 14 * DAY;
    expect(await people.sessions.find(cookie)).toEqual({ ok: false, why: 'session-ended' });
  });

  test('ends after 90 days, however it was used', async () => {
    const { people, clock, cookie } = await withAnn();
    for (let day = 1; day < 90; day += 1) {
      clock.ms += DAY;
      expect((await people.sessions.find(cookie)).ok).toBe(true);
    }
    clock.ms += DAY;
    expect((await people.sessions.find(cookie)).ok).toBe(false);
  });

  test('notes that it was seen once a minute', async () => {
    const { people, store, clock, cookie } = await withAnn();
    const seenAt = async (): Promise<string | undefined> =>
      (await store.sessions.listOf((await store.people.list())[0]?.id ?? ''))[0]?.lastSeenAt;
    clock.ms += MINUTE - 1;
    await people.sessions.find(cookie);
    expect(await seenAt()).toBe('2026-11-23T10:00:00.000Z');
    clock.ms += 1;
    await Promise.all(Array.from({ length: 20 }, () => people.sessions.find(cookie)));
    expect(await seenAt()).toBe('2026-11-23T10:01:00.000Z');
  });

  test('outlives a restart, and ends with logging out', async () => {
    const test = await withAnn();
    expect((await test.again().sessions.find(test.cookie)).ok).toBe(true);
    await test.people.sessions.logOut(await byCookie(test, test.cookie));
    expect((await test.again().sessions.find(test.cookie)).ok).toBe(false);
  });

  test('one of fifty: the one longest unseen ends', async () => {
    const test = await withAnn();
    for (let at = 0; at < 51; at += 1) {
      test.clock.ms += 1000;
      await signIn(test, 'ann');
    }
    const by = await byCookie(test, (await signIn(test, 'ann')).cookie);
    expect(await test.people.sessions.devices(by.who)).toHaveLength(50);
    expect((await test.people.sessions.find(test.cookie)).ok).toBe(false);
  });
});

describe('devices', () => {
  test('are told apart, and one can be signed out, but none of others', async () => {
    const test = await withAnn();
    const { people, clock } = test;
    const ann = await byCookie(test, test.cookie);
    await addPerson(test, ann, 'bob', 'viewer');
    const bob = await byCookie(test, (await signIn(test, 'bob')).cookie);
    clock.ms += 1000;
    const second = await signIn(test, 'ann', stranger);
    const devices = await people.sessions.devices(ann.who);
    expect(devices.map(({ isThis, ip, userAgent }) => [isThis, ip, userAgent])).toEqual([
      [false, stranger.ip, stranger.userAgent],
      [true, client.ip, client.userAgent],
    ]);
    const id = devices[0]?.id ?? '';
    expect(await people.sessions.endDevice(bob, id)).toBe(false);
    expect(await people.sessions.endDevice(ann, id)).toBe(true);
    expect(await people.sessions.endDevice(ann, id)).toBe(false);
    expect((await people.sessions.find(second.cookie)).ok).toBe(false);
    expect((await people.sessions.find(test.cookie)).ok).toBe(true);
  });

  test('keep a short name of a long browser', async () => {
    const test = await withAnn();
    test.clock.ms += 1000;
    const signedIn = await signIn(test, 'ann', { ip: '192.0.2.3', userAgent: 'x'.repeat(5000) });
    const { who } = await byCookie(test, signedIn.cookie);
    const [device] = await test.people.sessions.devices(who);
    expect(device?.userAgent).toHaveLength(200);
  });
});

describe('throttled', () => {
  const wrong = { ...login, password: 'nicht dieses Wort da' };

  test('a stranger waits longer and longer, also after a restart, and the right password does not help meanwhile', async () => {
    const { people, again } = await withAnn();
    for (let at = 0; at < 5; at += 1) await people.sessions.logIn(wrong, stranger);
    expect(problemIn(await people.sessions.logIn(wrong, stranger))).toMatchObject({
      code: 'too-many-attempts',
      data: { retryAfterSeconds: 1 },
    });
    expect(problemIn(await again().sessions.logIn(login, { ...stranger, ip: '198.51.100.8' })).code).toBe(
      'too-many-attempts',
    );
  });

  test('the owner is let in where they are signed in already, whatever strangers do', async () => {
    const { people } = await withAnn();
    for (let at = 0; at < 12; at += 1) await people.sessions.logIn(wrong, stranger);
    expect((await people.sessions.logIn(login, client)).ok).toBe(true);
  });

  test('unknown addresses are throttled like known ones', async () => {
    const { people } = await withAnn();
    const nobody = { email: 'nobody@example.org', password: PASSWORD };
    for (let at = 0; at < 5; at += 1) await people.sessions.logIn(nobody, stranger);
    expect(problemIn(await people.sessions.logIn(nobody, stranger)).code).toBe('too-many-attempts');
  });

  test('when the wait is over, the right password comes in and starts afresh', async () => {
    const { people, clock } = await withAnn();
    for (let at = 0; at < 5; at += 1) await people.sessions.logIn(wrong, stranger);
    clock.ms += 1000;
    expect((await people.sessions.logIn(login, stranger)).ok).toBe(true);
    expect(problemIn(await people.sessions.logIn(wrong, { ...stranger, ip: '198.51.100.9' })).code).toBe(
      'wrong-login',
    );
  });
});

describe('with a second factor', () => {
  async function withTotp() {
    const test = await withAnn();
    const by = await byCookie(test, test.cookie);
    const { secret } = valueIn(await test.people.account.beginTotp(by));
    const { recoveryCodes } = valueIn(
      await test.people.account.confirmTotp(by, codeAt(secret, test.clock.ms)),
    );
    test.clock.ms += MINUTE;
    return { ...test, secret, recoveryCodes };
  }

  test('the right password alone is told what is missing, the wrong one is not', async () => {
    const { people } = await withTotp();
    expect(problemIn(await people.sessions.logIn(login, stranger)).code).toBe('totp-needed');
    expect(problemIn(await people.sessions.logIn({ ...login, password: 'x' }, stranger)).code).toBe(
      'wrong-login',
    );
  });

  test('a code is taken once, by one of many at the same moment', async () => {
    const { people, clock, secret } = await withTotp();
    const given = { ...login, totp: codeAt(secret, clock.ms) };
    const all = await Promise.all(
      [1, 2, 3].map((at) => people.sessions.logIn(given, { ...stranger, ip: `198.51.100.${at}` })),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(problemIn(await people.sessions.logIn(given, stranger)).code).toBe('wrong-login');
    clock.ms += 30_000;
    const next = { ...login, totp: codeAt(secret, clock.ms) };
    expect((await people.sessions.logIn(next, stranger)).ok).toBe(true);
  });

  test('a recovery code works once in its place, written as one likes', async () => {
    const { people, recoveryCodes } = await withTotp();
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    const code = recoveryCodes[3] ?? '';
    expect(code).toMatch(/^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/);
    const given = { ...login, totp: code.toUpperCase().replaceAll('-', ' ') };
    const both = await Promise.all([
      people.sessions.logIn(given, stranger),
      people.sessions.logIn(given, stranger),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(problemIn(await people.sessions.logIn(given, stranger)).code).toBe('wrong-login');
  });

  test('guessing at the code has to wait', async () => {
    const { people } = await withTotp();
    const codes: string[] = [];
    for (let at = 0; at < 6; at += 1)
      codes.push(problemIn(await people.sessions.logIn({ ...login, totp: `00000${at}` }, stranger)).code);
    expect(codes).toEqual([...Array(5).fill('wrong-login'), 'too-many-attempts']);
  });

  test('neither the secret nor a code can be read in the store', async () => {
    const { store, secret, recoveryCodes } = await withTotp();
    const person = await store.people.byEmail(login.email);
    expect(person?.totpSecret).toBe(`totp ${person?.id}`);
    const names = JSON.stringify(await store.secrets.names(''));
    for (const text of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
      expect(names).not.toContain(text);
  });
});

test('somebody disabled is told nothing but that the login is wrong', async () => {
  const test = await withAnn();
  const by = await byCookie(test, test.cookie);
  const bob = await addPerson(test, by, 'bob', 'viewer');
  valueIn(await test.people.directory.change(by, bob.id, bob.version, { isDisabled: true }));
  const given = { email: 'bob@example.org', password: PASSWORD };
  expect(problemIn(await test.people.sessions.logIn(given, stranger)).code).toBe('wrong-login');
});

test('a session of a moment ago whose cookie nobody knows is nobody’s', async () => {
  const { again } = await withAnn();
  expect(await again(cheapCost).sessions.find(unknownSecret())).toEqual({ ok: false, why: 'session-ended' });
});
