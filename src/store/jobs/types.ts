/** Work that goes on while nobody waits: it survives a restart, or says that it ended. And answers given once to repeated writes. */
import type { Instant } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Problem } from '../../base/result.ts';
import type { AskKind } from '../reports/types.ts';
import type { Page, PageRequest } from '../types.ts';

export type JobState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Job {
  readonly id: string;
  readonly kind: AskKind;
  readonly state: JobState;
  readonly about: string;
  readonly askedBy: string;
  readonly personId?: string;
  readonly subjectId?: string;
  readonly options: JsonObject;
  readonly done: number;
  /** 0: not known. */
  readonly total: number;
  /** Times it was begun: a job that a restart interrupted is begun again, at most twice. */
  readonly attempts: number;
  readonly reportId?: string;
  readonly problem?: Problem;
  readonly createdAt: Instant;
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
}

/** With what it was given, which may be large and is thrown away when the job ends. */
export interface WholeJob extends Job {
  /** At most 64 MiB. */
  readonly input?: Uint8Array;
  /** Options that are mail themselves. */
  readonly beside?: JsonObject;
}

export type JobEnd =
  | { readonly state: 'done'; readonly reportId?: string }
  | { readonly state: 'failed'; readonly problem: Problem }
  | { readonly state: 'cancelled' };

export interface JobRepository {
  readonly add: (
    job: Pick<Job, 'kind' | 'about' | 'askedBy' | 'options' | 'createdAt'> &
      Partial<Pick<WholeJob, 'personId' | 'subjectId' | 'input' | 'beside'>>,
  ) => Promise<Job>;
  readonly get: (id: string) => Promise<WholeJob | undefined>;
  /** How it stands. */
  readonly look: (id: string) => Promise<Job | undefined>;
  readonly list: (
    filter: { readonly state?: JobState; readonly subjectId?: string },
    request: PageRequest,
  ) => Promise<Page<Job>>;
  /** The oldest one that waits, now running; undefined where none does. Atomic. */
  readonly claim: (now: Instant) => Promise<Job | undefined>;
  readonly progress: (id: string, done: number, total: number) => Promise<void>;
  /** False where it has ended already: a cancelled job stays cancelled. */
  readonly end: (id: string, at: Instant, end: JobEnd) => Promise<boolean>;
  /** A graceful stop: a running one waits again, and this time is not counted. False where it does not run. */
  readonly release: (id: string) => Promise<boolean>;
  /** How many wait. */
  readonly countQueued: () => Promise<number>;
  /**
   * At start: those that were running wait again; those begun twice already have failed with 'interrupted'. Answers both counts.
   */
  readonly recover: (now: Instant) => Promise<{ readonly resumed: number; readonly failed: number }>;
}

/** The answer to a write that carried an Idempotency-Key. */
export interface KeptAnswer {
  /** Of the method, path and body: another request with the same key is refused. */
  readonly requestHash: string;
  readonly status: number;
  readonly body: string;
  readonly headers: JsonObject;
}

export interface IdempotencyRepository {
  /**
   * 'new': go on, and `keep` or `drop` at the end; 'busy': the first one is still under way; else what was answered. Atomic. Kept for
   * 24 hours; one that was never ended is free again after 10 minutes, and when the store is opened anew.
   */
  readonly begin: (
    owner: string,
    key: string,
    requestHash: string,
    now: Instant,
  ) => Promise<'new' | 'busy' | KeptAnswer>;
  readonly keep: (owner: string, key: string, answer: KeptAnswer) => Promise<void>;
  readonly drop: (owner: string, key: string) => Promise<void>;
}
