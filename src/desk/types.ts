/**
 * One counter for everything that can be asked: the API, jobs, the schedule and the public page ask here and get a report. The
 * verbs do the work (explain, audit, preflight); here it is decided which, and what is kept of the answer.
 */
import type { JsonObject } from '../base/json.ts';
import type { Problem, Result } from '../base/result.ts';
import type { Job, JobState } from '../store/jobs/types.ts';
import type { AskKind, Report, ReportSummary } from '../store/reports/types.ts';

/** 'names': several to audit, one a line. 'nothing': empty. 'unknown': explain says why nothing can be said of it. */
export type Recognition =
  | 'reply'
  | 'bounce'
  | 'log'
  | 'message'
  | 'html'
  | 'domain'
  | 'ip'
  | 'host'
  | 'address'
  | 'names'
  | 'dmarc-report'
  | 'tls-report'
  | 'nothing'
  | 'unknown';

/** What something pasted or dropped is. */
export interface Recognised {
  readonly kind: AskKind;
  readonly what: Recognition;
  /** 'Google' where the words tell who speaks, the domain or the IP. */
  readonly name?: string;
}

/** The options of the verbs that make sense without a terminal; names as in the commands' long options. */
export interface AskOptions {
  readonly offline?: boolean;
  /** explain: the sender of the refused message; check of HTML: the sender of the message that is made of it. */
  readonly from?: string;
  readonly recipient?: string;
  readonly senderIp?: string;
  readonly helo?: string;
  readonly mailFrom?: string;
  /** explain, audit: a mail that was sent (the refused one), base64. */
  readonly message?: string;
  /** audit. */
  readonly sendingIps?: readonly string[];
  readonly selectors?: readonly string[];
  readonly messagesPerDay?: number;
  readonly lists?: boolean;
  readonly connect?: boolean;
  readonly plan?: boolean;
  readonly flattenSpf?: boolean;
  /** Many names: records alone are asked, as for `--file`, unless `connect` and `lists` say otherwise. */
  readonly bulk?: boolean;
  /** check. */
  readonly profile?: 'bulk' | 'transactional' | 'personal';
  readonly tracking?: readonly string[];
  readonly receivers?: readonly string[];
  /** Of HTML that a message is made of: its subject and its text part. */
  readonly subject?: string;
  readonly text?: string;
  /** 'en', 'de'. */
  readonly language?: string;
}

export interface Ask {
  readonly kind: AskKind;
  /** A reply, bounce, log, message or report file; for an audit the names, one a line. */
  readonly input: Uint8Array;
  /** What the input is called in the answer: the path of a file. */
  readonly name?: string;
  /** Instead of `input`: several, each with its name, as variants of a message or the files of a folder. At most 1,000. */
  readonly files?: readonly NamedInput[];
  readonly options: AskOptions;
}

export interface NamedInput {
  readonly name: string;
  readonly input: Uint8Array;
}

/** What is told while it works. */
export type AskEvent =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  /** One thing that was looked at, in words: as evidence lines are shown. */
  | {
      readonly kind: 'evidence';
      readonly state: 'bad' | 'good' | 'unknown';
      readonly result: string;
      readonly question: string;
      readonly answer: string;
      readonly ms?: number;
    };

export interface Answer {
  readonly summary: Pick<ReportSummary, 'about' | 'headline' | 'standing' | 'tags' | 'turn' | 'language'>;
  /** The document that the command writes with `--json` ('waypost/explain/1' …). */
  readonly document: JsonObject;
  /** What the command tells beside, on standard error: parts of the input that gave nothing. */
  readonly notes?: readonly string[];
  /** Nothing was looked up, though it could have been: what look-ups told may not be told (`AskBounds.hidesInside`). */
  readonly isOffline?: true;
}

/** What may be asked at once, and told; absent members bound nothing. */
export interface AskBounds {
  /** Of an audit; where it stands, reports are not read either. */
  readonly maxNames?: number;
  readonly maxMessages?: number;
  readonly maxRefusals?: number;
  /** Of the document as JSON. */
  readonly maxDocumentChars?: number;
  /** Private addresses that the resolver answers are not told: where a name leads to one, the text alone is judged, an audit is refused ('inside-network'). */
  readonly hidesInside?: boolean;
}

export interface Desk {
  readonly recognise: (input: Uint8Array) => Recognised;
  /** Never throws for what the input or the network does. A problem where nothing could be said: 'no-reply', 'not-a-name', 'cancelled'. */
  readonly ask: (
    ask: Ask,
    watch?: {
      readonly signal?: AbortSignal;
      readonly onEvent?: (event: AskEvent) => void;
      readonly bounds?: AskBounds;
    },
  ) => Promise<Result<Answer, Problem>>;
  /** Those that everything is said in: 'en', 'de'. */
  readonly languages: readonly string[];
  /**
   * A kept document in another language, by what it holds: nothing is looked up or judged again. undefined where it does not hold all
   * of that (it was kept by an older version) or the language is none of ours: then it can be given as it was kept alone.
   */
  readonly sayAgain: (
    kept: Pick<Report, 'document' | 'form'>,
    language: string,
  ) => Promise<Pick<Answer, 'summary' | 'document'> | undefined>;
  /** Frees the sockets. */
  readonly close: () => void;
}

/** Work for later: what was asked, by whom. */
export interface NewJob extends Ask {
  /** 'example.org', the first words of a reply: what a list of jobs shows. The runner finds one where it is absent. */
  readonly about?: string;
  readonly askedBy: string;
  readonly personId?: string;
  readonly subjectId?: string;
}

/** What a listener is told of a job, in order. `end` is the last. */
export type JobEvent =
  | AskEvent
  | { readonly kind: 'state'; readonly state: 'queued' | 'running' }
  | {
      readonly kind: 'end';
      readonly state: 'done' | 'failed' | 'cancelled';
      readonly reportId?: string;
      readonly problem?: Problem;
    };

/** An event and its place: 1, 2, 3, … within its job. */
export interface NumberedJobEvent {
  readonly id: number;
  readonly event: JobEvent;
}

/** A job that ended in this process; `answer` and `report` where it is done. */
export interface EndedJob {
  readonly job: Job;
  readonly answer?: Answer;
  readonly report?: Report;
}

/** Works off the jobs of the store, some at once, the oldest first. */
export interface JobRunner {
  /** Takes up what a restart interrupted and begins to work. */
  readonly start: () => Promise<{ readonly resumed: number; readonly failed: number }>;
  /** Stores the job and wakes the runner. The problem says what is wrong with it: 'too-large', 'queue-full', 'stopping'. */
  readonly submit: (job: NewJob) => Promise<Result<Job, Problem>>;
  /** False where it has ended already or does not exist. A running one stops asking at once. */
  readonly cancel: (id: string) => Promise<boolean>;
  /**
   * Tells all events after number `after` (0: from the start), those past at once, then each as it comes; answers how to stop
   * listening. undefined where nothing is remembered of the job: it ended long ago or before the last restart; the store knows.
   */
  readonly follow: (
    id: string,
    after: number,
    listener: (event: NumberedJobEvent) => void,
  ) => (() => void) | undefined;
  /**
   * Called when a job ends, before its listeners are told; awaited, and what it throws is logged. Answers how to stop.
   */
  readonly onEnd: (listener: (ended: EndedJob) => void | Promise<void>) => () => void;
  /** Called for each change of state, for the live view of all jobs. */
  readonly onState: (listener: (id: string, state: JobState) => void) => () => void;
  /** How many run and wait in this process: what metrics show. */
  readonly counts: () => { readonly running: number; readonly waiting: number };
  /** Takes no more; those that run stop asking and wait in the store again for the next start. */
  readonly stop: () => Promise<void>;
}
