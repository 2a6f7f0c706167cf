/** A change plan: what to change in DNS and elsewhere, each step proven over the observed zone before it is shown. */
import type { Finding } from '../../findings/finding.ts';
import type { Fix } from '../../findings/fix.ts';

/** The forms a plan is written in: for a person, as zone lines, as an nsupdate script, as a table. */
export type PlanForm = 'text' | 'zone' | 'nsupdate' | 'csv';

/** One record set as it is and as it shall be; `after` empty: it goes away. */
export interface RecordChange {
  readonly name: string;
  readonly type: string;
  readonly ttlSeconds: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

export interface PlanStep {
  /** Stable: 'spf/merge', 'dmarc/start', … ; the catalogue's text is 'plan.<id>'. */
  readonly id: string;
  readonly data: Readonly<Record<string, string | number>>;
  readonly changes: readonly RecordChange[];
  /** What is no record: a policy file, a key to keep, a letter. */
  readonly others: readonly Fix[];
  /** 'check message' of the findings that it mends. */
  readonly mends: readonly string[];
  readonly proof: PlanProof;
}

/** What the audit said with the change laid over the observed zone. */
export type PlanProof =
  | { readonly state: 'proven'; readonly mended: readonly string[]; readonly keptSenders: number }
  /** Nothing to prove: it is no record, or waits for somebody else. */
  | { readonly state: 'not-provable'; readonly why: string }
  /** Not shown as a proposal: what went wrong. */
  | {
      readonly state: 'refuted';
      readonly added: readonly Finding[];
      readonly lostSenders: readonly string[];
    };
