/**
 * The first administrator. `waypost serve` prints a link with a one-time token as long as nobody exists; its hash stands sealed in
 * the store with its end. That it works once is kept by the store: the first person is added only where there is none, atomically.
 */
import { instantOf } from '../base/clock.ts';
import { failed, ok, type Result } from '../base/result.ts';
import {
  overloaded,
  readEmail,
  readLanguage,
  readName,
  readPassword,
  tooManyAttempts,
} from './account-rules.ts';
import { beginSession } from './begin-session.ts';
import { now, type Parts, record } from './parts.ts';
import { hashSecret, isSecretOf, newSecret } from './secret-text.ts';
import { ipKey } from './throttle.ts';
import type { Client, NewPerson, SetUp, SignedIn } from './types.ts';

const NAME = 'set-up';
const MINUTE_MS = 60_000;

export function createSetUp(parts: Parts): SetUp {
  const { store, clock, random, settings } = parts;
  const isNeeded = async (): Promise<boolean> => (await store.people.count()) === 0;
  return {
    isNeeded,
    issueToken: async () => {
      if (!(await isNeeded())) return undefined;
      const token = newSecret(random);
      const expiresAt = instantOf(clock.nowMs() + settings.setUpMinutes * MINUTE_MS);
      await store.secrets.put(NAME, `${hashSecret(token)} ${expiresAt}`);
      return { token, expiresAt };
    },
    complete: (given, client) => complete(parts, given, client),
  };
}

const alreadySetUp = (): ReturnType<typeof failed> =>
  failed('already-set-up', 'This server is set up already. Sign in, or ask an administrator for an account.');

async function complete(
  parts: Parts,
  given: Omit<NewPerson, 'role'> & { readonly token: string },
  client: Client,
): Promise<Result<SignedIn>> {
  const { store } = parts;
  const entry = await parts.throttle.enter([ipKey(client.ip)]);
  if (!entry.ok) return tooManyAttempts(entry.retryAfterSeconds);
  const isRight = await isTokenRight(parts, given.token);
  await (isRight ? entry.attempt.passed() : entry.attempt.failed());
  if ((await store.people.count()) > 0) return alreadySetUp();
  if (!isRight)
    return failed(
      'wrong-token',
      'The set-up link is not valid or has expired. Start the server again: it prints a new one.',
    );
  const person = await readPerson(given);
  if (!person.ok) return person;
  const passwordHash = await parts.hasher.hash(given.password);
  if (passwordHash === undefined) return overloaded();
  const added = await store.people.addFirst({
    ...person.value,
    role: 'administrator',
    passwordHash,
    isDisabled: false,
    createdAt: now(parts),
  });
  if (added === undefined) return alreadySetUp();
  await store.secrets.remove(NAME);
  const actor = { kind: 'person', id: added.id, name: added.name } as const;
  await record(
    parts,
    { who: { actor, scopes: new Set() }, ip: client.ip },
    'server.set-up',
    `person ${added.id}`,
    {
      email: added.email,
    },
  );
  const signedIn = await beginSession(parts, added, client);
  return signedIn === undefined ? alreadySetUp() : ok(signedIn);
}

async function isTokenRight(parts: Parts, token: string): Promise<boolean> {
  const [hash = '', expiresAt = ''] = ((await parts.store.secrets.open(NAME)) ?? '').split(' ');
  return isSecretOf(hash, token) && expiresAt > now(parts);
}

/** Address, name and language in their normal form, the password looked at. */
export function readPerson(
  given: Omit<NewPerson, 'role'>,
): Result<{ readonly email: string; readonly name: string; readonly language: string }> {
  const email = readEmail(given.email);
  if (!email.ok) return email;
  const name = readName(given.name);
  if (!name.ok) return name;
  const language = readLanguage(given.language);
  if (!language.ok) return language;
  const account = { email: email.value, name: name.value };
  const password = readPassword(given.password, account);
  return password.ok ? ok({ ...account, language: language.value }) : password;
}
