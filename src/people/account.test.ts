import { describe, expect, test } from 'vitest';
import {
  byCookie,
  client,
  codeAt,
  MINUTE,
  openTestPeople,
  PASSWORD,
  problemIn,
  setUp,
  signIn,
  valueIn,
} from './testing.ts';

const NEW = 'ganz andere Worte hier';
const stranger = { ip: '198.51.100.7', userAgent: 'Stranger' };

async function withAnn() {
  const opened = await openTestPeople();
  const signedIn = await setUp(opened);
  return { ...opened, cookie: signedIn.cookie, ann: await byCookie(opened, signedIn.cookie) };
}

describe('a new password', () => {
  test('ends every session; this browser goes on under another cookie', async () => {
    const test = await withAnn();
    const { people, ann, cookie } = test;
    const other = await signIn(test, 'ann', stranger);
    const done = valueIn(await people.account.changePassword(ann, { old: PASSWORD, new: NEW }, client));
    expect(done.cookie).not.toBe(cookie);
    expect((await people.sessions.find(cookie)).ok).toBe(false);
    expect((await people.sessions.find(other.cookie)).ok).toBe(false);
    expect((await people.sessions.find(done.cookie)).ok).toBe(true);
    const login = { email: 'ann@example.org', password: PASSWORD };
    expect(problemIn(await people.sessions.logIn(login, client)).code).toBe('wrong-login');
    expect((await people.sessions.logIn({ ...login, password: NEW }, client)).ok).toBe(true);
  });

  test.each([
    [{ old: NEW, new: NEW }, { code: 'wrong-login' }],
    [
      { old: PASSWORD, new: 'short' },
      { code: 'invalid', data: { path: 'new', reason: 'too-short' } },
    ],
    [
      { old: PASSWORD, new: 'ann@example.org' },
      { code: 'invalid', data: { path: 'new' } },
    ],
  ])('%j is refused and changes nothing', async (given, problem) => {
    const { people, ann, cookie } = await withAnn();
    expect(problemIn(await people.account.changePassword(ann, given, client))).toMatchObject(problem);
    expect((await people.sessions.find(cookie)).ok).toBe(true);
  });

  test('guessing at the old one in an open browser has to wait; strangers at the login do not count', async () => {
    const { people, ann } = await withAnn();
    for (let at = 0; at < 10; at += 1)
      await people.sessions.logIn({ email: 'ann@example.org', password: 'x' }, stranger);
    const codes: string[] = [];
    for (let at = 0; at < 6; at += 1)
      codes.push(problemIn(await people.account.changePassword(ann, { old: 'x', new: NEW }, client)).code);
    expect(codes).toEqual([...Array(5).fill('wrong-login'), 'too-many-attempts']);
  });
});

describe('name and language', () => {
  test('are changed by the version that was read', async () => {
    const { people, ann } = await withAnn();
    expect(valueIn(await people.account.change(ann, 1, { name: ' Ann B. ', language: 'de' }))).toMatchObject({
      name: 'Ann B.',
      language: 'de',
      version: 2,
    });
    expect(problemIn(await people.account.change(ann, 1, { name: 'Ann C.' }))).toMatchObject({
      code: 'changed-elsewhere',
      data: { version: 2 },
    });
    expect(problemIn(await people.account.change(ann, 2, { name: '\u0007' })).code).toBe('invalid');
  });
});

describe('a second factor', () => {
  test('counts only when a code of it was confirmed', async () => {
    const test = await withAnn();
    const { people, ann, clock } = test;
    const { secret, url } = valueIn(await people.account.beginTotp(ann));
    expect(new URL(url).searchParams.get('secret')).toBe(secret);
    await signIn(test, 'ann');
    expect(problemIn(await people.account.confirmTotp(ann, '000000')).code).toBe('wrong-totp');
    await signIn(test, 'ann');
    valueIn(await people.account.confirmTotp(ann, codeAt(secret, clock.ms)));
    const login = { email: 'ann@example.org', password: PASSWORD };
    expect(problemIn(await people.sessions.logIn(login, client)).code).toBe('totp-needed');
    // The code that confirmed it was used by that.
    const again = { ...login, totp: codeAt(secret, clock.ms) };
    expect(problemIn(await people.sessions.logIn(again, client)).code).toBe('wrong-login');
  });

  test('that nobody confirmed for 15 minutes is begun again', async () => {
    const { people, ann, clock } = await withAnn();
    expect(problemIn(await people.account.confirmTotp(ann, '000000')).code).toBe('totp-not-begun');
    const { secret } = valueIn(await people.account.beginTotp(ann));
    clock.ms += 15 * MINUTE;
    const done = await people.account.confirmTotp(ann, codeAt(secret, clock.ms));
    expect(problemIn(done).code).toBe('totp-not-begun');
  });

  test('is one: beginning or confirming another is refused until it is removed by the password', async () => {
    const { people, ann, clock, store } = await withAnn();
    const { secret } = valueIn(await people.account.beginTotp(ann));
    const code = codeAt(secret, clock.ms);
    const both = await Promise.all([
      people.account.confirmTotp(ann, code),
      people.account.confirmTotp(ann, code),
    ]);
    expect(both.map((one) => (one.ok ? 'confirmed' : one.problem.code))).toEqual([
      'confirmed',
      'totp-active',
    ]);
    expect(await store.secrets.names('recovery ')).toHaveLength(10);
    expect(problemIn(await people.account.beginTotp(ann)).code).toBe('totp-active');
    expect(problemIn(await people.account.removeTotp(ann, 'x')).code).toBe('wrong-login');
    expect(valueIn(await people.account.removeTotp(ann, PASSWORD))).toBe(true);
    expect(await store.secrets.names('')).toEqual([]);
    expect(problemIn(await people.account.removeTotp(ann, PASSWORD)).code).toBe('not-found');
    expect((await people.account.beginTotp(ann)).ok).toBe(true);
  });
});

test('whoever was removed meanwhile is told so', async () => {
  const { people, ann, store } = await withAnn();
  await store.people.remove(ann.who.person?.id ?? '');
  expect(problemIn(await people.account.change(ann, 1, { name: 'x' })).code).toBe('not-found');
  expect(problemIn(await people.account.beginTotp(ann)).code).toBe('not-found');
  const given = { old: PASSWORD, new: NEW };
  expect(problemIn(await people.account.changePassword(ann, given, client)).code).toBe('not-found');
});
