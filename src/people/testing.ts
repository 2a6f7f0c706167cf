/** Help for tests: people over the real store in a folder of its own, at a time that stands still until it is moved. */
import crypto, { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../base/clock.ts';
import type { Problem, Result } from '../base/result.ts';
import { openStore } from '../store/index.ts';
import type { Role } from '../store/people/types.ts';
import type { Store } from '../store/types.ts';
import { createPeople } from './index.ts';
import type { Argon2Cost } from './password-hash.ts';
import { totpCode } from './totp.ts';
import type { By, Client, People, PersonView, SignedIn } from './types.ts';

export interface MovingClock extends Clock {
  ms: number;
}

/** A clock at 2026-11-23T10:00:00.000Z. */
export function movingClock(): MovingClock {
  const clock: MovingClock = {
    ms: Date.UTC(2026, 10, 23, 10),
    nowMs: () => clock.ms,
    monotonicMs: () => clock.ms,
  };
  return clock;
}

export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** The cheapest that Argon2 knows: tests hash often. */
export const cheapCost: Argon2Cost = { memory: 8, passes: 1, lanes: 1 };

export const client: Client = { ip: '192.0.2.10', userAgent: 'Test/1' };
export const PASSWORD = 'vier Worte auf Papier';

export interface TestPeople {
  readonly people: People;
  readonly store: Store;
  readonly clock: MovingClock;
  readonly folder: string;
  /** People over the same store, as after a restart. */
  readonly again: (cost?: Argon2Cost) => People;
}

/** Closed and removed when the test ends. */
export async function openTestPeople(): Promise<TestPeople> {
  const folder = mkdtempSync(join(tmpdir(), 'waypost-people-'));
  const clock = movingClock();
  const opened = await openStore({ folder, clock });
  if (!opened.ok) throw new Error(opened.problem.message);
  const store = opened.value;
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const again = (passwordCost = cheapCost): People => createPeople({ store, clock, passwordCost });
  return { people: again(), store, clock, folder, again };
}

/** The value, or the test ends with the problem. */
export function valueIn<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

/** The problem, or the test ends. */
export function problemIn(result: Result<unknown>): Problem {
  if (result.ok) throw new Error('no problem but a value');
  return result.problem;
}

/** The first administrator, ann@example.org, signed in. */
export async function setUp({ people }: TestPeople): Promise<SignedIn> {
  const token = (await people.setUp.issueToken())?.token ?? '';
  const given = { token, email: 'ann@example.org', name: 'Ann', password: PASSWORD, language: 'en' };
  return valueIn(await people.setUp.complete(given, client));
}

/** Who the cookie of a session stands for, as somebody who makes a change. */
export async function byCookie({ people }: TestPeople, cookie: string): Promise<By> {
  const found = await people.sessions.find(cookie);
  if (!found.ok) throw new Error(found.why);
  return { who: found.who, ip: client.ip };
}

/** Somebody more: `<name>@example.org` with the same password. */
export async function addPerson(test: TestPeople, by: By, name: string, role: Role): Promise<PersonView> {
  const person = { email: `${name}@example.org`, name, role, password: PASSWORD, language: 'en' };
  return valueIn(await test.people.directory.add(by, person));
}

/** Signs in, or the test ends. */
export async function signIn({ people }: TestPeople, name: string, from = client): Promise<SignedIn> {
  return valueIn(await people.sessions.logIn({ email: `${name}@example.org`, password: PASSWORD }, from));
}

/** The six digits of an authenticator at this time. */
export const codeAt = totpCode;

/** 256 random bits that nobody was given. */
export const unknownSecret = (): string => randomBytes(32).toString('base64url');

/** Counts calls of a function of node:crypto while the test runs. */
export function countCalls(name: 'argon2' | 'timingSafeEqual'): { readonly calls: () => number } {
  const original: unknown = Reflect.get(crypto, name);
  if (typeof original !== 'function') throw new Error(`no ${name}`);
  let calls = 0;
  const counted = (...args: unknown[]): unknown => {
    calls += 1;
    return Reflect.apply(original, crypto, args);
  };
  Reflect.set(crypto, name, counted);
  syncBuiltinESMExports();
  onTestFinished(() => {
    Reflect.set(crypto, name, original);
    syncBuiltinESMExports();
  });
  return { calls: () => calls };
}
