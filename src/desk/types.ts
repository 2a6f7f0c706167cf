/**
 * One counter for everything that can be asked: the API, jobs, the schedule and the public page ask here and get a report. The
 * verbs do the work (explain, audit, preflight); here it is decided which, and what is kept of the answer.
 */
import type { JsonObject } from '../base/json.ts';
import type { Problem, Result } from '../base/result.ts';
import type { AskKind, ReportSummary } from '../store/reports/types.ts';

/** What something pasted or dropped is. */
export interface Recognised {
  readonly kind: AskKind;
  /** 'reply', 'bounce', 'log', 'domain', 'ip', 'host', 'message', 'html', 'dmarc-report', 'tls-report'. */
  readonly what: string;
  /** 'Google' where the words tell who speaks, the domain or the IP. */
  readonly name?: string;
}

/** The options of the verbs that make sense without a terminal; names as in the commands' long options. */
export interface AskOptions {
  readonly offline?: boolean;
  /** explain, check: of the refused or checked message. */
  readonly from?: string;
  readonly recipient?: string;
  readonly senderIp?: string;
  readonly helo?: string;
  readonly mailFrom?: string;
  /** audit. */
  readonly sendingIps?: readonly string[];
  readonly selectors?: readonly string[];
  readonly messagesPerDay?: number;
  readonly lists?: boolean;
  readonly connect?: boolean;
  readonly plan?: boolean;
  /** check. */
  readonly profile?: 'bulk' | 'transactional' | 'personal';
  readonly tracking?: readonly string[];
  readonly receivers?: readonly string[];
  /** 'en', 'de'. */
  readonly language?: string;
}

export interface Ask {
  readonly kind: AskKind;
  /** A reply, bounce, log, message or report file; for an audit the names, one a line. */
  readonly input: Uint8Array;
  readonly options: AskOptions;
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
  readonly summary: Pick<ReportSummary, 'about' | 'headline' | 'standing' | 'tags' | 'turn'>;
  /** The document that the command writes with `--json` ('waypost/explain/1' …). */
  readonly document: JsonObject;
}

export interface Desk {
  readonly recognise: (input: Uint8Array) => Recognised;
  /** Never throws for what the input or the network does. A problem where nothing could be said: 'no-reply', 'not-a-name', 'cancelled'. */
  readonly ask: (
    ask: Ask,
    watch?: { readonly signal?: AbortSignal; readonly onEvent?: (event: AskEvent) => void },
  ) => Promise<Result<Answer, Problem>>;
  /** Frees the sockets. */
  readonly close: () => void;
}
