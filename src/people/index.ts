/** The door of people: everything about accounts and who asks, over the store. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../base/clock.ts';
import { createAccount } from './account.ts';
import { createDirectory } from './directory.ts';
import { createTurns, type Parts, type PeopleSettings, type PeopleStore } from './parts.ts';
import { type Argon2Cost, createPasswordHasher } from './password-hash.ts';
import { rememberRows } from './remembered-rows.ts';
import type { Random } from './secret-text.ts';
import { createSessions } from './sessions.ts';
import { createSetUp } from './set-up.ts';
import { createThrottle } from './throttle.ts';
import { createTokens } from './tokens.ts';
import type { People } from './types.ts';

const defaults: PeopleSettings = {
  sessionIdleDays: 14,
  sessionMaxDays: 90,
  setUpMinutes: 24 * 60,
  totpIssuer: 'Waypost',
};

/** A person without hash and secret. */
export { viewOf } from './roles.ts';

/** What people are made from; `random` and `passwordCost` are given by tests alone. */
export interface PeopleGiven {
  readonly store: PeopleStore;
  readonly clock: Clock;
  readonly settings?: Partial<PeopleSettings>;
  readonly random?: Random;
  readonly passwordCost?: Argon2Cost;
}

/** The use cases over a store. One process has one of them: rules over several people are kept inside it. */
export function createPeople({
  store: given,
  clock,
  settings,
  random = randomBytes,
  passwordCost,
}: PeopleGiven): People {
  const { store, rows } = rememberRows(given, clock);
  const parts: Parts = {
    store,
    rows,
    clock,
    random,
    hasher: createPasswordHasher(random, passwordCost),
    throttle: createThrottle(store.throttle, clock),
    settings: { ...defaults, ...settings },
    inTurn: createTurns(),
  };
  return {
    setUp: createSetUp(parts),
    sessions: createSessions(parts),
    account: createAccount(parts),
    directory: createDirectory(parts),
    tokens: createTokens(parts),
    auditLog: (request) => store.auditLog.list(request),
  };
}
