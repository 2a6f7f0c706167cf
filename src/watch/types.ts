/**
 * Watching: the inventory is audited again and again, what changes is kept, and who must know is told. This is what the API sees
 * of it; the schedule, the judging and the sending are inside.
 */
import type { Instant } from '../base/clock.ts';
import type { JsonObject } from '../base/json.ts';
import type { Problem, Result } from '../base/result.ts';
import type { Told } from '../base/spoken.ts';
import type { Severity } from '../findings/profile.ts';
import type { Alert, AlertState, Delivery, NotificationTarget, TargetKind } from '../store/alerts/types.ts';
import type { FindingChange, FindingState, ListingSpan, WatchedSubject } from '../store/inventory/types.ts';
import type { Job } from '../store/jobs/types.ts';
import type { Actor } from '../store/people/types.ts';
import type { Changed, Page, PageRequest } from '../store/types.ts';
import type { SettingKey, SettingsByKey } from './settings/schemas.ts';

/** What is given of a new subject; `name` as somebody typed it. */
export interface NewSubject {
  readonly name: string;
  /** 0: only when asked; 1 to 744. The schedule's default where it is absent. */
  readonly everyHours?: number;
  readonly options?: JsonObject;
  readonly note?: string;
}

export type SubjectChange = Pick<NewSubject, 'everyHours' | 'options' | 'note'>;

/** A failure in a line, in `language`. */
export interface WrongThing {
  readonly title: string;
  readonly language?: string;
  readonly severity: Severity;
  readonly since: Instant;
}

/** A subject with what is wrong now. */
export interface SubjectView extends Told<WatchedSubject> {
  /** Failures by weight. */
  readonly failures: Readonly<Record<Severity, number>>;
  /** The heaviest failure in words. */
  readonly worst?: WrongThing;
  /** The three heaviest, that one first. */
  readonly top: readonly WrongThing[];
  /** Findings whose outcome is the last that was known. */
  readonly unknown: number;
}

/** `language`: that of the reader; what is kept in it is told in it. */
export interface Subjects {
  /** Worst first, then by name. */
  readonly list: (language?: string) => Promise<readonly SubjectView[]>;
  readonly get: (id: string, language?: string) => Promise<SubjectView | undefined>;
  /** Problems: those of parseAuditSubject, 'watched-already', 'too-many-subjects', 'invalid'. */
  readonly add: (subject: NewSubject) => Promise<Result<Told<WatchedSubject>>>;
  readonly change: (
    id: string,
    version: number,
    change: SubjectChange,
    language?: string,
  ) => Promise<Result<Changed<Told<WatchedSubject>>>>;
  /** Cancels its jobs and closes its alerts. */
  readonly remove: (id: string) => Promise<boolean>;
  /** The job under way where there is one. Problems: 'not-found', those of the job runner. */
  readonly auditNow: (id: string, by: Actor) => Promise<Result<Job>>;
  /** Worst first. */
  readonly findings: (id: string, language?: string) => Promise<readonly Told<FindingState>[]>;
  readonly changes: (
    id: string,
    request: PageRequest,
    language?: string,
  ) => Promise<Page<Told<FindingChange>>>;
  readonly changesSince: (since: Instant, language?: string) => Promise<readonly Told<FindingChange>[]>;
  /** The change plan of the last audit, as its document has it and in words; undefined where there is none. */
  readonly plan: (id: string, language?: string) => Promise<SubjectPlan | undefined>;
}

export interface SubjectPlan {
  readonly reportId: string;
  readonly at: Instant;
  readonly plan: JsonObject;
  /** Of its words. */
  readonly language?: string;
}

/** What a list says of something now, with the way off it. */
export interface ListingView extends ListingSpan {
  readonly subjectName: string;
  /** The watched names whose audits ask about it, at most 50: an address belongs to all that send from it. The one that is called so first. */
  readonly subjects: readonly { readonly id: string; readonly name: string }[];
  /** How many more there are. */
  readonly moreSubjects?: number;
  readonly operator: string;
  /** 1 weighs everywhere … 4 informs only. */
  readonly tier: number;
  /** What its codes stand for, in the operator's terms: 'XBL'. */
  readonly meaning?: string;
  readonly delisting?: Delisting;
}

/** What to do about a listing, from data/dnsbl.toml and the catalogue. */
export interface Delisting {
  /** Whom the list names. */
  readonly holds?: string;
  /** What to find out first. */
  readonly cause?: string;
  /** The way off it. */
  readonly how?: string;
  readonly url?: string;
  /** Its end can be asked for. */
  readonly isRequest: boolean;
  readonly endsAfterHours?: number;
}

export interface Listings {
  /** Listed ones first, then what is not known. `subjectId`: of one watched name alone. */
  readonly current: (language: string, subjectId?: string) => Promise<readonly ListingView[]>;
  readonly history: (about: string, zone: string) => Promise<readonly ListingSpan[]>;
}

export interface Alerts {
  readonly list: (
    filter: { readonly state?: AlertState; readonly subjectId?: string },
    request: PageRequest,
    language?: string,
  ) => Promise<Page<Told<Alert>>>;
  readonly get: (id: string, language?: string) => Promise<Told<Alert> | undefined>;
  readonly change: (
    id: string,
    version: number,
    change: { readonly acknowledged?: boolean; readonly mutedUntil?: Instant | null },
    by: Actor,
    language?: string,
  ) => Promise<Changed<Told<Alert>>>;
  /** Open ones that wait for somebody: neither acknowledged nor muted now. */
  readonly countWaiting: () => Promise<number>;
}

/** What is given of a target. A secret that is absent stays as it is. */
export interface NewTarget {
  readonly kind: TargetKind;
  readonly name: string;
  readonly settings: JsonObject;
  readonly leastSeverity: Severity;
  readonly isEnabled: boolean;
  /** webhook: the key of the signature (made where it is absent); email: the password. Sealed, never shown again. */
  readonly secret?: string;
}

export type TargetChange = Partial<Omit<NewTarget, 'kind'>>;

export interface TargetView extends NotificationTarget {
  readonly hasSecret: boolean;
  /** Of its newest delivery. */
  readonly lastDelivery?: Told<Delivery>;
}

/** What came of a test message. */
export interface TestResult {
  readonly isSent: boolean;
  /** What the other side said, word for word, at most 2,000 characters. */
  readonly reply: string;
  /** Why not, in words. */
  readonly problem?: Problem;
  /** Of a mail server that refused: what our own explain makes of it. */
  readonly explained?: { readonly headline: string; readonly turn: string; readonly document: JsonObject };
}

export interface Targets {
  readonly list: (language?: string) => Promise<readonly TargetView[]>;
  readonly get: (id: string, language?: string) => Promise<TargetView | undefined>;
  /** `secret`: the webhook's key where it was made here; told this once. */
  readonly add: (
    target: NewTarget,
  ) => Promise<Result<{ readonly target: TargetView; readonly secret?: string }>>;
  readonly change: (
    id: string,
    version: number,
    change: TargetChange,
  ) => Promise<Result<Changed<TargetView>>>;
  readonly remove: (id: string) => Promise<boolean>;
  readonly test: (id: string, language: string) => Promise<TestResult | undefined>;
  readonly deliveries: (id: string, language?: string) => Promise<readonly Told<Delivery>[]>;
}

/** A setting as it holds: the default where it was never set (version 0). */
export interface SettingView<K extends SettingKey = SettingKey> {
  readonly key: K;
  readonly value: SettingsByKey[K];
  readonly version: number;
  readonly changedAt?: Instant;
}

export interface Settings {
  readonly all: () => Promise<readonly SettingView[]>;
  readonly get: <K extends SettingKey>(key: K) => Promise<SettingView<K>>;
  /** Problem 'invalid' with `data.errors`, or the change's own. */
  readonly put: (key: SettingKey, version: number, value: unknown) => Promise<Result<Changed<SettingView>>>;
  /** Zones with a key, and those that could have one. */
  readonly listKeys: () => Promise<
    readonly { readonly zone: string; readonly hasKey: boolean; readonly keyUrl?: string }[]
  >;
  /** Problems: 'unknown-zone', 'no-key', 'bad-key'. */
  readonly putListKey: (zone: string, key: string) => Promise<Result<null>>;
  readonly removeListKey: (zone: string) => Promise<boolean>;
  /** For the auditor: zone → key. */
  readonly openListKeys: () => Promise<Readonly<Record<string, string>>>;
  /** Called after each change of a setting or a list key. Answers how to stop. */
  readonly onChange: (listener: (key: SettingKey | 'list-keys') => void) => () => void;
}

/** What live views are told. */
export type WatchEvent =
  /** `open`: those that wait for somebody. */
  | { readonly kind: 'alerts'; readonly open: number }
  | { readonly kind: 'change'; readonly subjectId: string };

export interface Watch {
  readonly subjects: Subjects;
  readonly listings: Listings;
  readonly alerts: Alerts;
  readonly targets: Targets;
  readonly settings: Settings;
  readonly onEvent: (listener: (event: WatchEvent) => void) => () => void;
  /** Takes in audits that ended unseen, spreads what is overdue, and begins. */
  readonly start: () => Promise<void>;
  /** Begins nothing more and waits for what is being sent. */
  readonly stop: () => Promise<void>;
}
