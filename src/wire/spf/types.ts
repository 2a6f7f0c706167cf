/** An SPF record (RFC 7208 §4.6, ABNF §12) as text with the place of every term. */

/** Half-open span in the record's text, in UTF-16 code units (one per octet: the text is Latin-1). */
export interface SpfSpan {
  readonly start: number;
  readonly end: number;
}

export type SpfQualifier = '+' | '-' | '~' | '?';

export const spfMechanisms = ['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists'] as const;
export type SpfMechanismName = (typeof spfMechanisms)[number];

export interface SpfMechanism {
  readonly kind: 'mechanism';
  readonly name: SpfMechanismName;
  readonly qualifier: SpfQualifier;
  /** As written, macros unexpanded; absent where the current domain is meant. */
  readonly domainSpec?: string;
  /** Network of ip4 and ip6, without its prefix length. */
  readonly network?: string;
  readonly prefix4?: number;
  readonly prefix6?: number;
  readonly text: string;
  readonly span: SpfSpan;
}

export interface SpfModifier {
  readonly kind: 'modifier';
  /** Lower case: 'redirect', 'exp', or an unknown one. */
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly span: SpfSpan;
}

export type SpfTerm = SpfMechanism | SpfModifier;

/** Every one of these makes the whole record a permerror (RFC 7208 §4.6). */
export type SpfProblemCode =
  | 'not-spf'
  | 'too-long'
  | 'bad-character'
  | 'unknown-mechanism'
  | 'bad-modifier-name'
  | 'unexpected-value'
  | 'missing-domain'
  | 'bad-domain'
  | 'bad-macro'
  | 'bad-ip'
  | 'bad-prefix'
  | 'repeated-modifier';

export interface SpfProblem {
  readonly code: SpfProblemCode;
  readonly message: string;
  /** The term at fault as written. */
  readonly term: string;
  readonly span: SpfSpan;
}

export interface SpfRecord {
  readonly text: string;
  readonly terms: readonly SpfTerm[];
}
