/** What an audit knows of a domain's SPF: every record at the name and the whole tree, unreached terms included. */

export interface SpfTreeShelves {
  /** Absent: the domain publishes no SPF record, nor anything that was meant as one. */
  readonly spfTree: SpfTreeFacts;
}

export interface SpfTreeFacts {
  readonly domain: string;
  /** Every SPF record at the name; more than one is a permerror (RFC 7208 §4.5). Empty: see `nearMisses`, `misplaced`. */
  readonly records: readonly SpfPublished[];
  /** The tree of the one record; of the first where there are several. */
  readonly root?: SpfTreeNode;
  /** TXT records of the domain that were meant as SPF and that no receiver reads as such. */
  readonly nearMisses: readonly SpfNearMissFacts[];
  /** Names near the domain that hold an SPF record where none is looked for; looked at only where the domain has none. */
  readonly misplaced: readonly {
    readonly name: string;
    readonly type: 'TXT' | 'SPF';
    readonly record: string;
  }[];
  /** Octets of the DNS answer that holds all TXT records of the name (RFC 7208 §3.4), without EDNS options. */
  readonly answerOctets: number;
  /** False: the tree is larger than what was walked, or a part of it could not be asked. */
  readonly isWhole: boolean;
}

export interface SpfNearMissFacts {
  readonly text: string;
  /** 'leading-blank', 'quoted', 'no-blank', 'version', 'no-version', 'sender-id': see wire/spf. */
  readonly kind: string;
  /** The text as it was meant, where that is a well-formed record. */
  readonly meant?: string;
}

export interface SpfPublished {
  readonly text: string;
  /** The character-strings as published (RFC 7208 §3.3). */
  readonly strings: readonly string[];
}

/** One record in the tree: the domain's own, an include's or a redirect's target. */
export interface SpfTreeNode {
  readonly domain: string;
  readonly record?: string;
  /** Character-strings of the record, where there are several. */
  readonly strings?: readonly string[];
  /** Why there is no record to walk: see `SpfTargetProblem`. */
  readonly problem?: SpfTargetProblem;
  /** Well-formed terms; the others are found by reading `record`. */
  readonly terms: readonly SpfTreeTerm[];
  /** Look-up terms of this record and of all below it that evaluation can come to (RFC 7208 §4.6.4). */
  readonly lookupCount: number;
  /** Void look-ups (RFC 7208 §4.6.4) of an IPv4 sender, and of an IPv6 sender. */
  readonly voidCount: number;
  readonly voidCountIpv6: number;
}

/**
 * 'none': no SPF there; 'no-domain': the name does not exist; 'several'; 'loop': it stands above itself; 'macro': named by
 * the sender; 'bad-name': no name of DNS; 'too-deep'; 'not-asked': the tree is too large; 'unknown': DNS failed.
 */
export type SpfTargetProblem =
  | 'none'
  | 'no-domain'
  | 'several'
  | 'loop'
  | 'macro'
  | 'bad-name'
  | 'too-deep'
  | 'not-asked'
  | 'unknown';

export interface SpfTreeTerm {
  readonly text: string;
  /** Half-open span in the record, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** 'ip4', 'include', 'redirect', … in lower case. */
  readonly name: string;
  readonly qualifier?: '+' | '-' | '~' | '?';
  /** Evaluation never comes here: it stands behind all, or is a redirect beside all (RFC 7208 §5.1, §6.1). */
  readonly isUnreached: boolean;
  /** Networks that the term matches, as CIDR text; of include and redirect see `target`. At most 256. */
  readonly networks: readonly string[];
  /** MX names of an mx term. */
  readonly mxCount?: number;
  /** Its look-up finds nothing for senders of this family. */
  readonly isVoid?: { readonly ipv4: boolean; readonly ipv6: boolean };
  readonly target?: SpfTreeNode;
  /** Why the term's own look-up tells nothing. */
  readonly problem?: 'macro' | 'bad-name' | 'not-asked' | 'unknown';
}
