/** What a check says about a subject: ids and data, never prose (the catalogue holds the prose). */
import type { JsonObject } from '../base/json.ts';
import type { Evidence, EvidenceKey } from './evidence.ts';
import type { Fix } from './fix.ts';

/** 'spf/authorises-ip': family/name, stable for ever, never reused. */
export type CheckId = `${string}/${string}`;

/** Never mixed: a fact against, a fact for, not known, does not arise. */
export type Outcome = 'pass' | 'fail' | 'unknown' | 'not-applicable';

export interface Subject {
  readonly kind: 'domain' | 'ip' | 'host' | 'message' | 'account' | 'reply' | 'route' | 'list';
  readonly name: string;
}

export interface Finding {
  readonly check: CheckId;
  /** The id of the message inside the check: 'no-ptr'. */
  readonly message: string;
  readonly subject: Subject;
  readonly outcome: Outcome;
  /** 0..1; 1 for what was observed directly. */
  readonly confidence: number;
  /** The arguments of the catalogue's text. */
  readonly data: JsonObject;
  /** Which shelves of the evidence this rests on. */
  readonly evidence: readonly EvidenceKey[];
  readonly fixes: readonly Fix[];
}

/** A published source of a rule: an RFC section, or a provider's page and the day it was read. */
export interface Citation {
  /** 'RFC 7208 §4.6.4' or the title of the page. */
  readonly title: string;
  readonly url?: string;
  /** ISO day the page was read. */
  readonly seen?: string;
}

/** A finding as the check drafts it: the runner fills in the check's id. */
export type FindingDraft = Omit<Finding, 'check'>;

/** Pure: no clock, no network, no file. A missing shelf means that nobody looked: answer not-applicable or unknown. */
export interface Check<N extends EvidenceKey = EvidenceKey> {
  readonly id: CheckId;
  readonly needs: readonly N[];
  readonly sources: readonly Citation[];
  readonly run: (evidence: Pick<Evidence, N>) => readonly FindingDraft[];
}
