/** Logging in, being found again by the cookie, the list of one's devices, logging out. */
import { ok, type Result } from '../base/result.ts';
import type { Person } from '../store/people/types.ts';
import { wrongLogin } from './account-rules.ts';
import { beginSession, sessionEnd } from './begin-session.ts';
import { createOnceAMinute, evenIfFull } from './once-a-minute.ts';
import { now, type Parts, record } from './parts.ts';
import { whoInSession } from './roles.ts';
import { hashSecret } from './secret-text.ts';
import type { By, Client, Found, Login, Sessions, SignedIn, Who } from './types.ts';
import { verifyLogin } from './verify-person.ts';

/** A cookie is 43 characters of base64url; nothing else is looked up. */
const COOKIE = /^[A-Za-z0-9_-]{43}$/;

export function createSessions(parts: Parts): Sessions {
  const { store } = parts;
  const mayNote = createOnceAMinute(parts.clock);

  const check = async (cookie: string): Promise<Found> => {
    const session = COOKIE.test(cookie)
      ? await store.sessions.get(hashSecret(cookie), now(parts))
      : undefined;
    if (session === undefined) return { ok: false, why: 'session-ended' };
    const person = await store.people.get(session.personId);
    if (person === undefined) return { ok: false, why: 'session-ended' };
    if (person.isDisabled) return { ok: false, why: 'person-disabled' };
    return { ok: true, who: whoInSession(person, session) };
  };

  const find = async (cookie: string): Promise<Found> => {
    const found = await check(cookie);
    const session = found.ok ? found.who.session : undefined;
    if (session !== undefined && mayNote(session.idHash, session.lastSeenAt)) {
      const nowMs = parts.clock.nowMs();
      const end = sessionEnd(parts, Date.parse(session.createdAt), nowMs);
      await evenIfFull(() => store.sessions.seen(session.idHash, now(parts), end));
    }
    return found;
  };

  const logIn = async (login: Login, client: Client, before?: string): Promise<Result<SignedIn>> => {
    const verified = await verifyLogin(parts, login, client);
    if (!verified.ok) return verified;
    const person = await renewHash(parts, verified.value.person, login.password);
    const signedIn = await beginSession(parts, person, client);
    if (signedIn === undefined) return wrongLogin();
    // The cookie of before is not carried over: whoever planted or saw it gains nothing.
    if (before !== undefined && COOKIE.test(before)) await store.sessions.remove(hashSecret(before));
    const actor = { kind: 'person', id: person.id, name: person.name } as const;
    const by: By = { who: { actor, scopes: new Set() }, ip: client.ip };
    await record(parts, by, 'session.began', `person ${person.id}`, { factor: verified.value.factor });
    return ok(signedIn);
  };

  const logOut = async (by: By): Promise<void> => {
    const { session, person } = by.who;
    if (session === undefined || person === undefined) return;
    if (await store.sessions.remove(session.idHash))
      await record(parts, by, 'session.ended', `person ${person.id}`);
  };

  return {
    find,
    check,
    logIn,
    logOut,
    devices: async (who) => {
      const at = now(parts);
      return (await sessionsOf(parts, who))
        .filter(({ expiresAt }) => expiresAt > at)
        .map(({ idHash, userAgent, ip, createdAt, lastSeenAt, expiresAt }) => ({
          id: deviceId(idHash),
          isThis: idHash === who.session?.idHash,
          userAgent,
          ip,
          createdAt,
          lastSeenAt,
          expiresAt,
        }));
    },
    endDevice: async (by, id) => {
      const session = (await sessionsOf(parts, by.who)).find(({ idHash }) => deviceId(idHash) === id);
      if (session === undefined || !(await store.sessions.remove(session.idHash))) return false;
      await record(parts, by, 'session.ended', `person ${session.personId}`, { device: id });
      return true;
    },
  };
}

const sessionsOf = async ({ store }: Parts, { person }: Who) =>
  person === undefined ? [] : await store.sessions.listOf(person.id);

/** Tells sessions apart without telling what finds them in the store. */
const deviceId = (idHash: string): string => hashSecret(`device ${idHash}`).slice(0, 32);

/** Parameters were raised since the password was set: this is the moment when it is known. */
async function renewHash(parts: Parts, person: Person, password: string): Promise<Person> {
  if (!parts.hasher.isOutdated(person.passwordHash)) return person;
  const passwordHash = await parts.hasher.hash(password);
  if (passwordHash === undefined) return person;
  const changed = await parts.store.people.change(person.id, person.version, { passwordHash });
  // Changed by somebody else meanwhile: the next login tries again.
  return changed.ok ? changed.value : person;
}
