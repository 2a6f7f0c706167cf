/** People, their sessions, API tokens, failed logins, and the log of who changed what. */
import type { Instant } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Changed, Page, PageRequest } from '../types.ts';

/** Everything · audits, alerts and lists · reading alone. */
export type Role = 'administrator' | 'operator' | 'viewer';

export interface Person {
  readonly id: string;
  /** Lower case; what one logs in with. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** PHC string: '$argon2id$v=19$m=…,t=…,p=…$salt$hash'. */
  readonly passwordHash: string;
  /** Under which name the TOTP secret (RFC 6238) is sealed among the store's secrets, once it was confirmed. */
  readonly totpSecret?: string;
  /** The last TOTP time step that was used: none is taken twice. */
  readonly totpStep?: number;
  readonly isDisabled: boolean;
  /** 'en', 'de'. */
  readonly language: string;
  readonly createdAt: Instant;
  /** Counts changes; a change names the one it read. */
  readonly version: number;
}

export type PersonChange = Partial<
  Pick<Person, 'email' | 'name' | 'role' | 'passwordHash' | 'isDisabled' | 'language'>
> & {
  /** null takes it away. */
  readonly totpSecret?: string | null;
  readonly totpStep?: number;
};

export interface PersonRepository {
  readonly count: () => Promise<number>;
  readonly list: () => Promise<readonly Person[]>;
  readonly get: (id: string) => Promise<Person | undefined>;
  readonly byEmail: (email: string) => Promise<Person | undefined>;
  /** undefined where the e-mail address is taken. */
  readonly add: (person: Omit<Person, 'id' | 'version'>) => Promise<Person | undefined>;
  /** The first administrator: undefined, and nothing is written, where anybody exists already. Atomic. */
  readonly addFirst: (person: Omit<Person, 'id' | 'version'>) => Promise<Person | undefined>;
  readonly change: (id: string, version: number, change: PersonChange) => Promise<Changed<Person>>;
  /** Takes their sessions and tokens along. */
  readonly remove: (id: string) => Promise<boolean>;
}

export interface Session {
  /** SHA-256 of the cookie's value, hex. */
  readonly idHash: string;
  readonly personId: string;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
  readonly userAgent: string;
  readonly ip: string;
}

export interface SessionRepository {
  readonly add: (session: Session) => Promise<void>;
  /** undefined where it expired. */
  readonly get: (idHash: string, now: Instant) => Promise<Session | undefined>;
  readonly seen: (idHash: string, at: Instant, expiresAt: Instant) => Promise<void>;
  readonly listOf: (personId: string) => Promise<readonly Session[]>;
  readonly remove: (idHash: string) => Promise<boolean>;
  /** All of a person's but one: after a change of password. Answers how many. */
  readonly removeOf: (personId: string, exceptIdHash?: string) => Promise<number>;
}

/** What a token may do; routes name the one they need. */
export type Scope = 'ask' | 'read' | 'write' | 'admin' | 'metrics';

export interface ApiToken {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  /** SHA-256 of the token, hex; the token itself is shown once and not kept. */
  readonly tokenHash: string;
  /** Its first characters, to tell tokens apart. */
  readonly hint: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: Instant;
  readonly expiresAt?: Instant;
  readonly lastUsedAt?: Instant;
}

export interface TokenRepository {
  readonly add: (token: Omit<ApiToken, 'id'>) => Promise<ApiToken>;
  /** Expired ones too: the caller says so. */
  readonly byHash: (tokenHash: string) => Promise<ApiToken | undefined>;
  readonly used: (id: string, at: Instant) => Promise<void>;
  readonly list: (personId?: string) => Promise<readonly ApiToken[]>;
  readonly get: (id: string) => Promise<ApiToken | undefined>;
  readonly remove: (id: string) => Promise<boolean>;
}

/** Failed logins by key ('email:…', 'ip:…'); a login that works forgets them. */
export interface LoginThrottleRepository {
  /** How many failures since `since`, and the last of them. */
  readonly failures: (
    key: string,
    since: Instant,
  ) => Promise<{ readonly count: number; readonly last?: Instant }>;
  readonly failed: (key: string, at: Instant) => Promise<void>;
  readonly forget: (key: string) => Promise<void>;
}

export interface Actor {
  readonly kind: 'person' | 'token' | 'system' | 'command';
  readonly id?: string;
  readonly name: string;
}

/** One change, by whom. Entries are never changed or removed but by age. */
export interface AuditLogEntry {
  readonly id: string;
  readonly at: Instant;
  readonly actor: Actor;
  /** 'person.added', 'token.removed', 'alert.muted', 'settings.changed'. */
  readonly action: string;
  /** What was changed: 'person 0198…', 'setting notifications'. */
  readonly target: string;
  /** What a reader needs; never a secret. */
  readonly data: JsonObject;
  readonly ip?: string;
}

export interface AuditLogRepository {
  readonly add: (entry: Omit<AuditLogEntry, 'id'>) => Promise<void>;
  readonly list: (request: PageRequest) => Promise<Page<AuditLogEntry>>;
}
