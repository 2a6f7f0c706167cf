/** What one audit saw of a subject, as far as watching needs it. */
import type { Instant } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Spoken } from '../../base/spoken.ts';
import type { Severity } from '../../findings/profile.ts';
import type { ListingSpan } from '../../store/inventory/types.ts';

/** A finding in words. */
export interface Saying {
  readonly title: string;
  /** Of failures: the FindingView of the document. */
  readonly view?: JsonObject;
}

export interface SeenFinding extends Saying, Spoken<Saying> {
  /** The same from one audit to the next: see finding-key.ts. */
  readonly key: string;
  readonly check: string;
  readonly message: string;
  readonly about: string;
  /** The sending address to whose case it belongs. */
  readonly ip?: string;
  /** Notes (not-applicable) are no findings here: the question does not arise. */
  readonly outcome: 'pass' | 'fail' | 'unknown';
  readonly severity?: Severity;
  readonly data: JsonObject;
}

/** `said`: whose turn it is in other languages. */
export interface SeenAudit extends Spoken<{ readonly turn: string }> {
  readonly reportId: string;
  readonly at: Instant;
  readonly kind: string;
  readonly subject: string;
  readonly turn: string;
  readonly findings: readonly SeenFinding[];
  /** Names and addresses that were looked at. */
  readonly cases: readonly string[];
  /** 'check address': checks whose question was not put, because what they need was not to be asked. */
  readonly notAsked: readonly string[];
  /** What the audit left out: 'connect', 'lists', 'more-hosts', … (NotChecked.what). */
  readonly notChecked: readonly string[];
  readonly listings: readonly Omit<ListingSpan, 'from' | 'subjectId'>[];
  /** Nothing passed and nothing failed: nobody answered. */
  readonly isSilent: boolean;
}
