/**
 * Is it really they: password and second factor behind the throttle. Unknown addresses cost the same time as known ones and get the
 * same answer.
 */
import { failed, ok, type Result } from '../base/result.ts';
import type { Person } from '../store/people/types.ts';
import { normaliseEmail, overloaded, tooManyAttempts, wrongLogin } from './account-rules.ts';
import { type Parts, record } from './parts.ts';
import { takeRecoveryCode } from './recovery-codes.ts';
import { accountKey, emailKey, ipKey, type ThrottleKey } from './throttle.ts';
import { findTotpStep } from './totp.ts';
import type { Client } from './types.ts';

/** How they were verified. */
export interface Verified {
  readonly person: Person;
  readonly factor: 'password' | 'totp' | 'recovery-code';
}

/** Somebody logs in. Problems: 'wrong-login', 'totp-needed', 'too-many-attempts', 'overloaded'. */
export async function verifyLogin(
  parts: Parts,
  given: { readonly email: string; readonly password: string; readonly totp?: string },
  client: Client,
): Promise<Result<Verified>> {
  const { store, hasher } = parts;
  const email = normaliseEmail(given.email);
  const person = await store.people.byEmail(email);
  const mail = emailKey(email);
  const entry = await parts.throttle.enter([
    ipKey(client.ip),
    ...(await keysOfEmail(parts, person, mail, client)),
  ]);
  if (!entry.ok) return tooManyAttempts(entry.retryAfterSeconds);
  const { attempt } = entry;
  let isSettled = false;
  const refuse = async (): Promise<Result<Verified>> => {
    isSettled = true;
    // Together they share one wait for the disk: an entry in the log must not tell by its time who exists.
    await Promise.all([
      attempt.failed(),
      person && record(parts, nobody(client), 'login.refused', `person ${person.id}`),
    ]);
    return wrongLogin();
  };
  try {
    const isRight = await hasher.verify(given.password, person?.passwordHash);
    if (isRight === 'busy') return overloaded();
    if (!isRight || person === undefined || person.isDisabled) return await refuse();
    if (person.totpSecret === undefined) {
      isSettled = true;
      await attempt.passed([mail]);
      return ok({ person, factor: 'password' });
    }
    if (given.totp === undefined || given.totp === '')
      return failed('totp-needed', 'Write the six digits that your authenticator shows, or a recovery code.');
    const second = await verifySecondFactor(parts, person, given.totp);
    if (second === undefined) return await refuse();
    isSettled = true;
    await attempt.passed([mail]);
    return ok(second);
  } finally {
    if (!isSettled) await attempt.passed();
  }
}

/** The password of somebody who is signed in, asked again before a grave change. */
export async function verifyPassword(
  parts: Parts,
  person: Person,
  password: string,
  ip: string,
): Promise<Result<true>> {
  // Not the key of logins: strangers who guess there must not keep the owner from changing the password.
  const account = accountKey(person.id);
  const entry = await parts.throttle.enter([ipKey(ip), account]);
  if (!entry.ok) return tooManyAttempts(entry.retryAfterSeconds);
  let isRight: boolean | 'busy' = 'busy';
  try {
    isRight = await parts.hasher.verify(password, person.passwordHash);
  } finally {
    await (isRight === false
      ? entry.attempt.failed()
      : entry.attempt.passed(isRight === true ? [account] : []));
  }
  if (isRight === 'busy') return overloaded();
  return isRight ? ok(true) : wrongLogin();
}

/** Attempts by nobody in particular: who they are is what is being found out. */
const nobody = ({ ip }: Client) =>
  ({
    who: { actor: { kind: 'system', name: 'login' }, scopes: new Set<never>() },
    ip,
  }) as const;

/**
 * Strangers who guess at an account make it wait; they must not keep its owner out. From an address where the owner is signed in
 * already, only the failures of that address count.
 */
async function keysOfEmail(
  { store }: Parts,
  person: Person | undefined,
  mail: ThrottleKey,
  client: Client,
): Promise<readonly ThrottleKey[]> {
  // Asked for strangers too, so that it takes as long.
  const sessions = await store.sessions.listOf(person?.id ?? '');
  return sessions.some(({ ip }) => ip === client.ip) ? [] : [mail];
}

/** A TOTP code whose step was not used, or a recovery code; both are used up by it. */
async function verifySecondFactor(parts: Parts, person: Person, code: string): Promise<Verified | undefined> {
  const { store, clock } = parts;
  if (await takeRecoveryCode(store.secrets, person.id, code)) return { person, factor: 'recovery-code' };
  const secret = await store.secrets.open(totpName(person.id));
  if (secret === undefined) return undefined;
  let today: Person | undefined = person;
  // The version is the lock: of two logins with one code, one finds the step used.
  for (let attempt = 0; attempt < 3 && today !== undefined; attempt += 1) {
    const step = findTotpStep(secret, code, clock.nowMs(), today.totpStep);
    if (step === undefined || today.isDisabled || today.passwordHash !== person.passwordHash)
      return undefined;
    const changed = await store.people.change(today.id, today.version, { totpStep: step });
    if (changed.ok) return { person: changed.value, factor: 'totp' };
    today = await store.people.get(person.id);
  }
  return undefined;
}

/** Under which name the secret of a person stands among the store's secrets; `Person.totpSecret` holds this name. */
export const totpName = (personId: string): string => `totp ${personId}`;
