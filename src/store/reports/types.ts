/** Everything that was asked and answered, and the links by which an answer is shown to others. */
import type { Instant } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Spoken } from '../../base/spoken.ts';
import type { Page, PageRequest } from '../types.ts';

export type AskKind = 'explain' | 'audit' | 'check';

/** Bad, good, not known: the three states and only three. */
export type Standing = 'bad' | 'good' | 'unknown';

/** What a report says of itself. */
export type ReportWords = Pick<ReportSummary, 'about' | 'headline' | 'turn'>;

/** What a list of reports shows; `language`: of its words and its document. */
export interface ReportSummary extends Spoken<ReportWords> {
  readonly id: string;
  readonly kind: AskKind;
  readonly at: Instant;
  /** Who asked: a person, a token's name, the schedule, the public page. */
  readonly askedBy: string;
  readonly personId?: string;
  /** The subject of the inventory that it belongs to. */
  readonly subjectId?: string;
  /** 'example.org', the first words of a reply, the subject of a message. At most 200 characters. */
  readonly about: string;
  /** The answer in one sentence, in `language`. */
  readonly headline: string;
  readonly standing: Standing;
  /** Categories, check ids with failures: at most 50, for filters. */
  readonly tags: readonly string[];
  /** 'your turn: DNS of example.org'. */
  readonly turn: string;
}

export interface Report extends ReportSummary {
  /** What was asked, as given but for files, which are in `input`. */
  readonly options: JsonObject;
  /** The document that `--json` writes. */
  readonly document: JsonObject;
  /** The version of what the document holds for saying it in another language (desk/say-again.ts); absent: kept before that was cared for. */
  readonly form?: number;
  /** What was pasted or dropped, at most 1 MiB; absent where it is larger or was not to be kept. */
  readonly input?: Uint8Array;
}

export interface ReportFilter {
  readonly kind?: AskKind;
  readonly standing?: Standing;
  readonly subjectId?: string;
  readonly tag?: string;
  readonly personId?: string;
  /** true: a person asked; false: the schedule, a token, the public page. */
  readonly isByPerson?: boolean;
  /** Words that stand in `about`, `headline` or a tag; all of them, in any order, letters alike. */
  readonly words?: string;
  readonly from?: Instant;
  readonly to?: Instant;
}

/** Who asked on the public page, as `askedBy` says it; without `personId`. */
export const stranger = 'the public page';
/** What was kept for strangers goes with its link, after so many days, or sooner where reports do. */
export const strangerDays = 30;

export interface ReportRepository {
  readonly add: (report: Omit<Report, 'id'>) => Promise<Report>;
  /** What a job found: it is done with it, both or neither. undefined where it has ended already: then nothing is kept. */
  readonly addOfJob: (jobId: string, at: Instant, report: Omit<Report, 'id'>) => Promise<Report | undefined>;
  readonly get: (id: string) => Promise<Report | undefined>;
  /** What lists show of it, without its long parts: also where those are damaged. */
  readonly look: (id: string) => Promise<ReportSummary | undefined>;
  readonly list: (filter: ReportFilter, request: PageRequest) => Promise<Page<ReportSummary>>;
  /** Of the reports that nobody known asked for under this name: how many, and how many bytes they take. */
  readonly weightOf: (askedBy: string) => Promise<{ readonly count: number; readonly bytes: number }>;
  /** Takes its links along. */
  readonly remove: (id: string) => Promise<boolean>;
}

/** A link that shows one report to whoever has it. */
export interface Share {
  readonly id: string;
  readonly reportId: string;
  /** SHA-256 of the secret in the link, hex. */
  readonly tokenHash: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  /** Addresses of third parties are withheld. */
  readonly isRedacted: boolean;
  readonly createdBy: string;
}

export interface ShareRepository {
  readonly add: (share: Omit<Share, 'id'>) => Promise<Share>;
  /** undefined where it expired. */
  readonly byHash: (tokenHash: string, now: Instant) => Promise<Share | undefined>;
  readonly listOf: (reportId: string) => Promise<readonly Share[]>;
  readonly get: (id: string) => Promise<Share | undefined>;
  readonly remove: (id: string) => Promise<boolean>;
}
