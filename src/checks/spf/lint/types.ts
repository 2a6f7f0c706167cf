/** What the SPF linter says: a code, the term and its place, and whether receivers answer it with permerror. */
import type { JsonObject } from '../../../base/json.ts';
import type { SpfProblemCode, SpfSpan } from '../../../wire/spf/types.ts';

/** Faults that make an evaluation permerror (RFC 7208 §2.6.7), at the term where it happens. */
export type SpfErrorCode =
  | SpfProblemCode
  | 'several-records'
  | 'target-without-record'
  | 'target-several-records'
  | 'target-bad-name'
  | 'loop'
  | 'too-many-lookups'
  | 'too-many-void-lookups'
  | 'too-many-mx-names';

/** Valid, and yet not what the owner wants or needs. */
export type SpfAdviceCode =
  | 'too-many-lookups-for-others'
  | 'too-many-void-lookups-for-others'
  | 'too-many-void-lookups-ipv6'
  | 'finds-nothing'
  | 'unusable-name'
  | 'pass-all'
  | 'exists-always'
  | 'neutral-all'
  | 'no-all'
  | 'ptr'
  | 'open-range'
  | 'wide-range'
  | 'private-network'
  | 'reserved-network'
  | 'mapped-network'
  | 'missing-blank'
  | 'unreached'
  | 'redirect-beside-all'
  | 'unknown-modifier'
  | 'repeated-term'
  | 'covered-network'
  | 'repeated-target';

export interface SpfLint {
  readonly code: SpfErrorCode | SpfAdviceCode;
  /** True: permerror for senders that the record means to let through, or for everybody. */
  readonly isError: boolean;
  /** Domain of the record that holds the term. */
  readonly at: string;
  readonly record: string;
  readonly term: string;
  /** Place of the term in `record`. */
  readonly span: SpfSpan;
  /** Domains from the audited one down to `at`, both included. */
  readonly via: readonly string[];
  /** The term of the domain's own record that leads there; not there for its own terms. */
  readonly ownTerm?: string;
  /** More arguments of the text. */
  readonly detail: JsonObject;
}
