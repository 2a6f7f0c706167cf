/**
 * Who asks, and everything that people can do with their own account and with those of others: set-up, login, sessions, API
 * tokens, TOTP. Every change is written to the audit log by the use case that makes it, with who, from where, and no secret.
 */
import type { Instant } from '../base/clock.ts';
import type { Result } from '../base/result.ts';
import type { Actor, ApiToken, AuditLogEntry, Person, Role, Scope, Session } from '../store/people/types.ts';
import type { Page, PageRequest } from '../store/types.ts';

/** Who asks, found from a session cookie or an API token. */
export interface Who {
  /** How the audit log names them. */
  readonly actor: Actor;
  readonly person?: Person;
  /** What they may do: the role's scopes, for a token those that it has as well. */
  readonly scopes: ReadonlySet<Scope>;
  /** Present where a cookie was shown: such requests are checked for their origin. */
  readonly session?: Session;
  /** Present where a token was shown. */
  readonly token?: ApiToken;
}

/** Where a request comes from. */
export interface Client {
  /** Canonical. */
  readonly ip: string;
  /** At most 200 characters are kept. */
  readonly userAgent: string;
}

/** Who makes a change, from where. */
export interface By {
  readonly who: Who;
  readonly ip?: string;
}

/** A person as others may see them: no hash, no secret. */
export interface PersonView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: string;
  readonly isDisabled: boolean;
  readonly hasTotp: boolean;
  readonly createdAt: Instant;
  readonly version: number;
}

/** A session that began: the cookie's value is told once and not kept. */
export interface SignedIn {
  readonly person: PersonView;
  readonly scopes: readonly Scope[];
  readonly cookie: string;
  /** When it ends whatever happens. */
  readonly expiresAt: Instant;
}

/** Why nobody was found. */
export type NotKnown = 'session-ended' | 'token-unknown' | 'token-expired' | 'person-disabled';

export type Found = { readonly ok: true; readonly who: Who } | { readonly ok: false; readonly why: NotKnown };

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
  readonly language: string;
}

export interface SetUp {
  /** True as long as nobody exists. */
  readonly isNeeded: () => Promise<boolean>;
  /** A new one-time token, which replaces the one before; undefined where somebody exists. */
  readonly issueToken: () => Promise<{ readonly token: string; readonly expiresAt: Instant } | undefined>;
  /** The first administrator. Problems: 'wrong-token', 'already-set-up', 'too-many-attempts', 'invalid'. */
  readonly complete: (
    given: Omit<NewPerson, 'role'> & { readonly token: string },
    client: Client,
  ) => Promise<Result<SignedIn>>;
}

export interface Login {
  readonly email: string;
  readonly password: string;
  /** Six digits, or a recovery code. */
  readonly totp?: string;
}

/** One browser that is signed in. */
export interface Device {
  readonly id: string;
  readonly isThis: boolean;
  readonly userAgent: string;
  readonly ip: string;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
}

export interface Sessions {
  /**
   * Problems: 'wrong-login', 'totp-needed', 'too-many-attempts' (data.retryAfterSeconds), 'overloaded' (likewise). `before` is the cookie
   * of this browser: its session ends.
   */
  readonly logIn: (login: Login, client: Client, before?: string) => Promise<Result<SignedIn>>;
  /** Who a cookie's value stands for. Notes that they were seen, at most once a minute. */
  readonly find: (cookie: string) => Promise<Found>;
  /** As `find`, without noting that they were seen: what is open in a browser is nobody who does something. */
  readonly check: (cookie: string) => Promise<Found>;
  readonly logOut: (by: By) => Promise<void>;
  readonly devices: (who: Who) => Promise<readonly Device[]>;
  /** False where there is no such device of theirs. */
  readonly endDevice: (by: By, id: string) => Promise<boolean>;
}

/**
 * What one does with one's own account. Problems: 'wrong-login', 'too-many-attempts', 'overloaded', 'invalid' (data.path), 'not-found',
 * 'changed-elsewhere' (data.version).
 */
export interface Account {
  /** Ends every session of theirs; the one that asks goes on under a new cookie. */
  readonly changePassword: (
    by: By,
    given: { readonly old: string; readonly new: string },
    client: Client,
  ) => Promise<Result<SignedIn>>;
  readonly change: (
    by: By,
    version: number,
    change: { readonly name?: string; readonly language?: string },
  ) => Promise<Result<PersonView>>;
  /** A secret that counts once `confirmTotp` saw a code of it; for 15 minutes. Problem 'totp-active' where one counts already. */
  readonly beginTotp: (by: By) => Promise<Result<{ readonly secret: string; readonly url: string }>>;
  /** Answers ten recovery codes, told once. Problems: 'wrong-totp', 'totp-not-begun', 'totp-active'. */
  readonly confirmTotp: (
    by: By,
    code: string,
  ) => Promise<Result<{ readonly recoveryCodes: readonly string[] }>>;
  readonly removeTotp: (by: By, password: string) => Promise<Result<true>>;
}

export interface PersonEdit {
  readonly email?: string;
  readonly name?: string;
  readonly role?: Role;
  readonly language?: string;
  readonly isDisabled?: boolean;
  /** A new password; it ends their sessions. */
  readonly password?: string;
  /** False takes TOTP and recovery codes away, for somebody who lost their device. */
  readonly hasTotp?: false;
}

/**
 * People, for administrators. Problems: 'invalid' (data.path), 'email-taken', 'last-administrator', 'too-many-people', 'not-found',
 * 'changed-elsewhere' (data.version), 'overloaded'.
 */
export interface Directory {
  readonly list: () => Promise<readonly PersonView[]>;
  readonly get: (id: string) => Promise<PersonView | undefined>;
  readonly add: (by: By, person: NewPerson) => Promise<Result<PersonView>>;
  readonly change: (by: By, id: string, version: number, edit: PersonEdit) => Promise<Result<PersonView>>;
  readonly remove: (by: By, id: string, version: number) => Promise<Result<true>>;
}

/** A token without its hash. */
export type TokenView = Omit<ApiToken, 'tokenHash'>;

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** 1 to 3650; absent: it does not expire. */
  readonly days?: number;
}

export interface Tokens {
  /** Who a bearer token stands for. Notes its use, at most once a minute. */
  readonly find: (token: string) => Promise<Found>;
  /** One's own; administrators see everybody's. */
  readonly list: (who: Who) => Promise<readonly TokenView[]>;
  /** The token is told once. Problems: 'not-allowed' (more than one may oneself), 'too-many-tokens', 'invalid'. */
  readonly add: (
    by: By,
    token: NewToken,
  ) => Promise<Result<{ readonly token: string; readonly view: TokenView }>>;
  /** False where there is none, or it is another's and one is no administrator. */
  readonly remove: (by: By, id: string) => Promise<boolean>;
}

/** Everything about people and who asks. */
export interface People {
  readonly setUp: SetUp;
  readonly sessions: Sessions;
  readonly account: Account;
  readonly directory: Directory;
  readonly tokens: Tokens;
  readonly auditLog: (request: PageRequest) => Promise<Page<AuditLogEntry>>;
}
