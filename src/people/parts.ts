/** What the use cases of people are made of, and the few things that all of them do: writing the log, taking turns. */
import { type Clock, type Instant, instantOf } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import { failed } from '../base/result.ts';
import type { ChangeProblem, Store } from '../store/types.ts';
import type { PasswordHasher } from './password-hash.ts';
import type { RememberedRows } from './remembered-rows.ts';
import type { Random } from './secret-text.ts';
import type { Throttle } from './throttle.ts';
import type { By } from './types.ts';

/** The repositories that people need. */
export type PeopleStore = Pick<Store, 'people' | 'sessions' | 'tokens' | 'throttle' | 'auditLog' | 'secrets'>;

export interface PeopleSettings {
  /** A session ends when it was not used for so many days. */
  readonly sessionIdleDays: number;
  /** And after so many days whatever happens. */
  readonly sessionMaxDays: number;
  /** Minutes for which the one-time token of the set-up link counts. */
  readonly setUpMinutes: number;
  /** What authenticators show beside the e-mail address. */
  readonly totpIssuer: string;
}

/** Given to every use case. */
export interface Parts {
  readonly store: PeopleStore;
  /** For who asks, with every request. */
  readonly rows: RememberedRows;
  readonly clock: Clock;
  readonly random: Random;
  readonly hasher: PasswordHasher;
  readonly throttle: Throttle;
  readonly settings: PeopleSettings;
  /** One change of accounts at a time: rules over several people hold while one is changed. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/** The time by the clock of the parts. */
export const now = ({ clock }: Parts): Instant => instantOf(clock.nowMs());

/** Writes one entry of the audit log. */
export function record(
  parts: Parts,
  by: By,
  action: string,
  target: string,
  data: JsonObject = {},
): Promise<void> {
  return parts.store.auditLog.add({
    at: now(parts),
    actor: by.who.actor,
    action,
    target,
    data,
    ...(by.ip !== undefined && { ip: by.ip }),
  });
}

/** Why the store did not change somebody, as a problem with the version that stands now. */
export function notChanged(problem: ChangeProblem): ReturnType<typeof failed> {
  return problem.code === 'not-found'
    ? failed('not-found', 'This account does not exist any more.')
    : failed('changed-elsewhere', 'It was changed since it was read. Read it again, then make your change.', {
        version: problem.version,
      });
}

/** Runs what it is given one after the other; a failure does not stop those behind it. */
export function createTurns(): Parts['inTurn'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    // The one behind waits for the end alone; who asked gets the failure.
    last = mine.catch(() => undefined);
    return mine;
  };
}
