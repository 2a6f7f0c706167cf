/**
 * What Waypost remembers, as repositories: SQLite meets these interfaces by default, PostgreSQL can later. Records are plain and
 * JSON-serialisable; times are Instants; ids are made by the store (UUID version 7: they sort by time).
 *
 * A write is on stable storage when its promise is fulfilled. What can go wrong outside (a full disk, a locked or broken file) is
 * thrown as StoreError, whose problem says what, where and what to do; the write has then not happened.
 */
import type { Problem } from '../base/result.ts';
import type { AlertRepository, DeliveryRepository, NotificationTargetRepository } from './alerts/types.ts';
import type { FindingHistory, InventoryRepository, ListingHistory } from './inventory/types.ts';
import type { IdempotencyRepository, JobRepository } from './jobs/types.ts';
import type {
  AuditLogRepository,
  LoginThrottleRepository,
  PersonRepository,
  SessionRepository,
  TokenRepository,
} from './people/types.ts';
import type { ReportRepository, ShareRepository } from './reports/types.ts';
import type { SecretRepository, SettingRepository } from './settings/types.ts';

/** One page of a list, newest first unless said otherwise. `next` is given back as `after` for the page behind it. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export interface PageRequest {
  /** 1 to 200. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
}

/** Why a change was not made: it does not exist (any more), or was changed since `version` was read. */
export type ChangeProblem =
  | { readonly code: 'not-found' }
  | { readonly code: 'changed-elsewhere'; readonly version: number };

export type Changed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ChangeProblem };

/** Thrown by every repository for what the storage does: 'disk-full', 'locked', 'broken', 'read-only', 'closed'. */
export class StoreError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.message, { cause });
    this.name = 'StoreError';
    this.problem = problem;
  }
}

/** What is thrown away when it is older than so many days; 0 keeps it for ever. */
export interface Retention {
  readonly reportDays: number;
  readonly historyDays: number;
  readonly auditLogDays: number;
}

export interface Swept {
  readonly reports: number;
  readonly jobs: number;
  readonly history: number;
  readonly auditLog: number;
  readonly sessions: number;
}

export interface Store {
  readonly people: PersonRepository;
  readonly sessions: SessionRepository;
  readonly tokens: TokenRepository;
  readonly throttle: LoginThrottleRepository;
  readonly auditLog: AuditLogRepository;
  readonly reports: ReportRepository;
  readonly shares: ShareRepository;
  readonly jobs: JobRepository;
  readonly idempotency: IdempotencyRepository;
  readonly inventory: InventoryRepository;
  readonly findings: FindingHistory;
  readonly listings: ListingHistory;
  readonly alerts: AlertRepository;
  readonly targets: NotificationTargetRepository;
  readonly deliveries: DeliveryRepository;
  readonly settings: SettingRepository;
  readonly secrets: SecretRepository;
  /** Whether a trivial write goes through: what /readyz asks. */
  readonly probe: () => Promise<Problem | undefined>;
  /** Throws away what is too old, in small steps. */
  readonly sweep: (retention: Retention, now: string) => Promise<Swept>;
  /** A consistent copy to a new file while everything goes on. Refuses to overwrite. */
  readonly backupTo: (path: string) => Promise<void>;
  /** Waits for writes under way. */
  readonly close: () => Promise<void>;
}
