/** What one does with one's own account. Grave changes ask for the password again. */
import { instantOf } from '../base/clock.ts';
import { failed, ok, type Result } from '../base/result.ts';
import type { Person } from '../store/people/types.ts';
import { overloaded, readLanguage, readName, readPassword, wrongLogin } from './account-rules.ts';
import { beginSession } from './begin-session.ts';
import { notChanged, now, type Parts, record } from './parts.ts';
import { dropRecoveryCodes, renewRecoveryCodes } from './recovery-codes.ts';
import { viewOf } from './roles.ts';
import { findTotpStep, newTotpSecret, totpUrl } from './totp.ts';
import type { Account, By, Client, SignedIn } from './types.ts';
import { totpName, verifyPassword } from './verify-person.ts';

const PENDING_MS = 15 * 60_000;
const pendingName = (personId: string): string => `totp-begun ${personId}`;

const gone = (): ReturnType<typeof failed> => notChanged({ code: 'not-found' });

export function createAccount(parts: Parts): Account {
  const { store } = parts;
  /** As they are now, not as they were when the request came. */
  const personOf = async (by: By): Promise<Person | undefined> =>
    by.who.person === undefined ? undefined : store.people.get(by.who.person.id);

  return {
    changePassword: async (by, given, client) => {
      const person = await personOf(by);
      return person === undefined ? gone() : changePassword(parts, by, person, given, client);
    },
    change: async (by, version, wanted) => {
      const name = wanted.name === undefined ? undefined : readName(wanted.name);
      if (name?.ok === false) return name;
      const language = wanted.language === undefined ? undefined : readLanguage(wanted.language);
      if (language?.ok === false) return language;
      const person = await personOf(by);
      if (person === undefined) return gone();
      const change = {
        ...(name !== undefined && { name: name.value }),
        ...(language !== undefined && { language: language.value }),
      };
      const changed = await store.people.change(person.id, version, change);
      if (!changed.ok) return notChanged(changed.problem);
      await record(parts, by, 'account.changed', `person ${person.id}`, change);
      return ok(viewOf(changed.value));
    },
    beginTotp: async (by) => {
      const person = await personOf(by);
      if (person === undefined) return gone();
      if (person.totpSecret !== undefined) return isActive();
      const secret = newTotpSecret(parts.random);
      const until = instantOf(parts.clock.nowMs() + PENDING_MS);
      await store.secrets.put(pendingName(person.id), `${secret} ${until}`);
      return ok({ secret, url: totpUrl(secret, parts.settings.totpIssuer, person.email) });
    },
    confirmTotp: (by, code) =>
      parts.inTurn(async () => {
        const person = await personOf(by);
        return person === undefined ? gone() : confirmTotp(parts, by, person, code);
      }),
    removeTotp: async (by, password) => {
      const person = await personOf(by);
      if (person === undefined) return gone();
      const verified = await verifyPassword(parts, person, password, by.ip ?? '');
      if (!verified.ok) return verified;
      return parts.inTurn(async () => {
        const today = await personOf(by);
        if (today === undefined) return gone();
        if (today.totpSecret === undefined) return failed('not-found', 'There is no second factor.');
        const changed = await store.people.change(today.id, today.version, { totpSecret: null });
        if (!changed.ok) return notChanged(changed.problem);
        await forgetSecondFactor(parts, today.id);
        await record(parts, by, 'totp.removed', `person ${today.id}`);
        return ok(true);
      });
    },
  };
}

const isActive = (): ReturnType<typeof failed> =>
  failed('totp-active', 'A second factor is in use already. Remove it first.');

/** Takes away what the store holds of a person's second factor. */
export async function forgetSecondFactor({ store }: Parts, personId: string): Promise<void> {
  await store.secrets.remove(totpName(personId));
  await store.secrets.remove(pendingName(personId));
  await dropRecoveryCodes(store.secrets, personId);
}

async function changePassword(
  parts: Parts,
  by: By,
  person: Person,
  given: { readonly old: string; readonly new: string },
  client: Client,
): Promise<Result<SignedIn>> {
  const verified = await verifyPassword(parts, person, given.old, client.ip);
  if (!verified.ok) return verified;
  const password = readPassword(given.new, person, 'new');
  if (!password.ok) return password;
  const passwordHash = await parts.hasher.hash(given.new);
  if (passwordHash === undefined) return overloaded();
  const changed = await parts.store.people.change(person.id, person.version, { passwordHash });
  if (!changed.ok) return notChanged(changed.problem);
  // Whoever knew the old password is out; this browser goes on under a new cookie.
  const ended = await parts.store.sessions.removeOf(person.id);
  await record(parts, by, 'password.changed', `person ${person.id}`, { endedSessions: ended });
  const signedIn = await beginSession(parts, changed.value, client);
  return signedIn === undefined ? wrongLogin() : ok(signedIn);
}

async function confirmTotp(
  parts: Parts,
  by: By,
  person: Person,
  code: string,
): Promise<Result<{ readonly recoveryCodes: readonly string[] }>> {
  const { store, clock, random } = parts;
  if (person.totpSecret !== undefined) return isActive();
  const [secret = '', until = ''] = ((await store.secrets.open(pendingName(person.id))) ?? '').split(' ');
  if (secret === '' || until <= now(parts))
    return failed('totp-not-begun', 'Begin again: a new secret is valid for 15 minutes.');
  const step = findTotpStep(secret, code, clock.nowMs());
  if (step === undefined)
    return failed('wrong-totp', 'The code is wrong. Check that the clock of the device is right.');
  await store.secrets.put(totpName(person.id), secret);
  const changed = await store.people.change(person.id, person.version, {
    totpSecret: totpName(person.id),
    totpStep: step,
  });
  if (!changed.ok) return notChanged(changed.problem);
  const recoveryCodes = await renewRecoveryCodes(store.secrets, person.id, random);
  await store.secrets.remove(pendingName(person.id));
  await record(parts, by, 'totp.added', `person ${person.id}`);
  return ok({ recoveryCodes });
}
