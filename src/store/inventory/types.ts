/** The domains, hosts and addresses that are watched: what is wrong with each now, since when, and what changed. */
import type { Instant } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Spoken } from '../../base/spoken.ts';
import type { Outcome } from '../../findings/finding.ts';
import type { Severity } from '../../findings/profile.ts';
import type { Changed, Page, PageRequest } from '../types.ts';

export type SubjectKind = 'domain' | 'host' | 'ip';

export interface WatchedSubject extends Spoken<{ readonly lastProblem?: string }> {
  readonly id: string;
  readonly kind: SubjectKind;
  /** As `parseAuditSubject` writes it. */
  readonly name: string;
  /** Hours between audits; 0: only when asked. */
  readonly everyHours: number;
  /** sendingIps, selectors, helo, messagesPerDay, lists, connect. */
  readonly options: JsonObject;
  readonly note: string;
  readonly addedAt: Instant;
  readonly nextAuditAt?: Instant;
  readonly lastAuditAt?: Instant;
  readonly lastReportId?: string;
  /** Why the last audit said nothing, in `language`. */
  readonly lastProblem?: string;
  /** Audits in a row that said nothing: the next one waits longer. */
  readonly failedAudits: number;
  readonly version: number;
}

export interface InventoryRepository {
  readonly list: () => Promise<readonly WatchedSubject[]>;
  readonly get: (id: string) => Promise<WatchedSubject | undefined>;
  readonly byName: (name: string) => Promise<WatchedSubject | undefined>;
  /** undefined where the name is watched already. */
  readonly add: (subject: Omit<WatchedSubject, 'id' | 'version'>) => Promise<WatchedSubject | undefined>;
  readonly change: (
    id: string,
    version: number,
    change: Partial<Pick<WatchedSubject, 'everyHours' | 'options' | 'note'>> & {
      /** null: no audit by itself. */
      readonly nextAuditAt?: Instant | null;
    },
  ) => Promise<Changed<WatchedSubject>>;
  /** What the program itself notes; does not count as a change. */
  readonly audited: (
    id: string,
    noted: Partial<
      Pick<
        WatchedSubject,
        'kind' | 'nextAuditAt' | 'lastAuditAt' | 'lastReportId' | 'failedAudits' | 'language' | 'said'
      >
    > & {
      /** null: it said something. Comes with its language, and the same in others. */
      readonly lastProblem?: string | null;
    },
  ) => Promise<void>;
  /** Whose `nextAuditAt` is not after `now`, longest waiting first. */
  readonly due: (now: Instant, limit: number) => Promise<readonly WatchedSubject[]>;
  /** Takes its findings, history and listings along; reports stay. */
  readonly remove: (id: string) => Promise<boolean>;
}

/** What a finding is called. */
export interface Titled extends Spoken<{ readonly title: string }> {
  /** As its report says it, in `language`. */
  readonly title: string;
}

/** One finding of a subject as it stands. */
export interface FindingState extends Titled {
  readonly subjectId: string;
  /** Tells findings of a subject apart from one audit to the next: check, message and whom it is about. */
  readonly key: string;
  readonly check: string;
  readonly message: string;
  readonly about: string;
  readonly outcome: Outcome;
  readonly severity?: Severity;
  readonly data: JsonObject;
  /** Since when it has this outcome. */
  readonly since: Instant;
  /** Audits in a row that saw it so; those that could not ask do not count. */
  readonly seenTimes: number;
  /** Audits in a row that could have seen it and did not. */
  readonly missedTimes: number;
  /** Since when it could not be asked: the outcome is the last that was known. */
  readonly unknownSince?: Instant;
  readonly lastSeenAt: Instant;
  readonly reportId: string;
}

/** A finding that came, went, or changed its outcome. */
export interface FindingChange extends Titled {
  readonly id: string;
  readonly subjectId: string;
  readonly at: Instant;
  readonly key: string;
  /** undefined: was not there before, or is gone. */
  readonly from?: Outcome;
  readonly to?: Outcome;
  readonly severity?: Severity;
  readonly reportId: string;
}

export interface FindingHistory {
  readonly statesOf: (subjectId: string) => Promise<readonly FindingState[]>;
  /** Failures of all subjects, for the inventory. */
  readonly failures: () => Promise<readonly FindingState[]>;
  /** Which subjects have findings of a family of checks ('listing') about what; by subject, then by name. */
  readonly aboutsOf: (family: string) => Promise<readonly Pick<FindingState, 'subjectId' | 'about'>[]>;
  /** Replaces the states of one subject and adds the changes, in one transaction. */
  readonly record: (
    subjectId: string,
    states: readonly FindingState[],
    changes: readonly Omit<FindingChange, 'id'>[],
  ) => Promise<void>;
  readonly changesOf: (subjectId: string, request: PageRequest) => Promise<Page<FindingChange>>;
  readonly changesSince: (since: Instant, limit: number) => Promise<readonly FindingChange[]>;
}

/** What a DNS list said of an address or domain, from one moment on. */
export interface ListingSpan {
  readonly subjectId: string;
  /** The address or domain asked about. */
  readonly about: string;
  readonly zone: string;
  readonly state: 'listed' | 'not-listed' | 'unknown';
  /** '127.0.0.2', the text record, why it is not known. */
  readonly codes: readonly string[];
  readonly reason: string;
  readonly from: Instant;
  /** Last time it was seen so. */
  readonly until: Instant;
}

export interface ListingHistory {
  /** Lengthens the last span of (about, zone) where state and codes are the same, else begins a new one. */
  readonly record: (seen: readonly Omit<ListingSpan, 'from'>[]) => Promise<void>;
  /** The last span of every (about, zone). */
  readonly current: () => Promise<readonly ListingSpan[]>;
  /** Newest first, at most 500. */
  readonly historyOf: (about: string, zone: string) => Promise<readonly ListingSpan[]>;
}
