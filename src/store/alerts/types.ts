/** Findings that changed their outcome for the worse and want somebody; and who is told how. */
import type { Instant } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Spoken } from '../../base/spoken.ts';
import type { Severity } from '../../findings/profile.ts';
import type { Changed, Page, PageRequest } from '../types.ts';

export type AlertState = 'open' | 'closed';

/** What an alert says; in another language of its finding only what differs. */
export type AlertWords = Pick<Alert, 'title' | 'finding' | 'turn'>;

export interface Alert extends Spoken<AlertWords> {
  readonly id: string;
  /** One open alert for each key: 'subject id|finding key', 'shared|finding key' of a cause that several subjects share, 'notifications|target id'. */
  readonly key: string;
  /** Of a shared one: whose audit saw it last. */
  readonly subjectId?: string;
  readonly about: string;
  readonly severity: Severity;
  readonly state: AlertState;
  /** The cause in one sentence, in `language` as `finding` and `turn`. */
  readonly title: string;
  /** The finding as its report shows it, with evidence and fixes: FindingView of `waypost audit --json`; `concerns`: the watched names that have it, [{id, name}]. */
  readonly finding: JsonObject;
  readonly turn: string;
  readonly reportId?: string;
  readonly openedAt: Instant;
  readonly lastSeenAt: Instant;
  readonly closedAt?: Instant;
  readonly acknowledgedAt?: Instant;
  readonly acknowledgedBy?: string;
  /** Nothing is sent until then. */
  readonly mutedUntil?: Instant;
  readonly version: number;
}

export interface AlertRepository {
  /** Opens one, or sees the open one of the same key again ('seen'), which then has the newer words, weight and report. Atomic. */
  readonly raise: (
    alert: Pick<Alert, 'key' | 'about' | 'severity' | 'title' | 'finding' | 'turn'> &
      Partial<Pick<Alert, 'subjectId' | 'reportId' | 'language' | 'said'>>,
    at: Instant,
  ) => Promise<{ readonly alert: Alert; readonly what: 'opened' | 'seen' }>;
  /** Closes the open one; undefined where there is none. */
  readonly close: (key: string, at: Instant) => Promise<Alert | undefined>;
  readonly openOf: (subjectId: string) => Promise<readonly Alert[]>;
  readonly get: (id: string) => Promise<Alert | undefined>;
  readonly list: (
    filter: { readonly state?: AlertState; readonly subjectId?: string },
    request: PageRequest,
  ) => Promise<Page<Alert>>;
  readonly countOpen: () => Promise<number>;
  /** Open ones that wait for somebody: not acknowledged, and not muted at that moment. */
  readonly countWaiting: (at: Instant) => Promise<number>;
  /** null takes a time away. */
  readonly change: (
    id: string,
    version: number,
    change: {
      readonly acknowledgedAt?: Instant | null;
      readonly acknowledgedBy?: string | null;
      readonly mutedUntil?: Instant | null;
    },
  ) => Promise<Changed<Alert>>;
}

export type TargetKind = 'webhook' | 'email';

/** Where alerts are sent. */
export interface NotificationTarget {
  readonly id: string;
  readonly kind: TargetKind;
  readonly name: string;
  /** webhook: url; email: to, host, port, security, user, from. Secrets are sealed in the store's secrets. */
  readonly settings: JsonObject;
  /** Only alerts that weigh this much or more. */
  readonly leastSeverity: Severity;
  readonly isEnabled: boolean;
  readonly createdAt: Instant;
  readonly version: number;
}

export interface NotificationTargetRepository {
  readonly list: () => Promise<readonly NotificationTarget[]>;
  readonly get: (id: string) => Promise<NotificationTarget | undefined>;
  readonly add: (target: Omit<NotificationTarget, 'id' | 'version'>) => Promise<NotificationTarget>;
  readonly change: (
    id: string,
    version: number,
    change: Partial<Pick<NotificationTarget, 'name' | 'settings' | 'leastSeverity' | 'isEnabled'>>,
  ) => Promise<Changed<NotificationTarget>>;
  readonly remove: (id: string) => Promise<boolean>;
}

/** One message to one target: tried again until it went out or was given up. */
export interface Delivery extends Spoken<{ readonly lastProblem?: string }> {
  readonly id: string;
  readonly targetId: string;
  /** Empty of a test. */
  readonly alertId: string;
  /** 'opened', 'closed', 'test'. */
  readonly event: string;
  readonly state: 'waiting' | 'sent' | 'given-up';
  readonly attempts: number;
  readonly nextAt: Instant;
  /** In `language`. */
  readonly lastProblem?: string;
  readonly createdAt: Instant;
  readonly sentAt?: Instant;
}

export interface DeliveryRepository {
  readonly add: (
    delivery: Pick<Delivery, 'targetId' | 'alertId' | 'event' | 'createdAt' | 'nextAt'>,
  ) => Promise<Delivery>;
  readonly due: (now: Instant, limit: number) => Promise<readonly Delivery[]>;
  readonly noted: (
    id: string,
    noted: Pick<Delivery, 'state' | 'attempts' | 'nextAt'> &
      Partial<Pick<Delivery, 'lastProblem' | 'sentAt' | 'language' | 'said'>>,
  ) => Promise<void>;
  readonly listOf: (targetId: string, limit: number) => Promise<readonly Delivery[]>;
}
