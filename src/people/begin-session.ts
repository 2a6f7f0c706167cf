/** Beginning and ending sessions in a browser. The cookie holds 256 random bits; the store holds their hash. */
import { instantOf } from '../base/clock.ts';
import { asOneLine } from '../base/one-line.ts';
import type { Person } from '../store/people/types.ts';
import type { Parts } from './parts.ts';
import { scopesOf, viewOf } from './roles.ts';
import { hashSecret, newSecret } from './secret-text.ts';
import type { Client, SignedIn } from './types.ts';

const DAY_MS = 86_400_000;
const MAX_USER_AGENT = 200;
/** The one longest unseen ends when there would be more. */
const MAX_SESSIONS = 50;

/** When a session ends that is used at `nowMs`: the sooner of idle and absolute end. */
export function sessionEnd({ settings }: Parts, createdMs: number, nowMs: number): string {
  return instantOf(
    Math.min(nowMs + settings.sessionIdleDays * DAY_MS, createdMs + settings.sessionMaxDays * DAY_MS),
  );
}

/**
 * A session for a person whose password was just seen right. undefined where that stopped being so meanwhile: they were disabled,
 * removed, or their password changed.
 */
export async function beginSession(
  parts: Parts,
  person: Person,
  client: Client,
): Promise<SignedIn | undefined> {
  const { store, clock, settings } = parts;
  const cookie = newSecret(parts.random);
  const nowMs = clock.nowMs();
  const idHash = hashSecret(cookie);
  await store.sessions.add({
    idHash,
    personId: person.id,
    createdAt: instantOf(nowMs),
    lastSeenAt: instantOf(nowMs),
    expiresAt: sessionEnd(parts, nowMs, nowMs),
    userAgent: asOneLine(client.userAgent.slice(0, MAX_USER_AGENT)),
    ip: client.ip,
  });
  for (const old of (await store.sessions.listOf(person.id)).slice(MAX_SESSIONS))
    await store.sessions.remove(old.idHash);
  // What ends sessions may have run between the look at the password and the session.
  const today = await store.people.get(person.id);
  if (today === undefined || today.isDisabled || today.passwordHash !== person.passwordHash) {
    await store.sessions.remove(idHash);
    return undefined;
  }
  return {
    person: viewOf(today),
    scopes: scopesOf(today.role),
    cookie,
    expiresAt: instantOf(nowMs + settings.sessionMaxDays * DAY_MS),
  };
}
