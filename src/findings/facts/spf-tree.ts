/** What an audit knows of a domain's SPF: every record at the name and the whole tree, unreached terms included. */
import type { DnsSource } from '../observed.ts';

export interface SpfTreeShelves {
  /** Absent: the domain publishes no SPF record. */
  readonly spfTree: SpfTreeFacts;
}

export interface SpfTreeFacts {
  readonly domain: string;
  /** Every SPF record at the name; more than one is a permerror (RFC 7208 §4.5). */
  readonly records: readonly SpfPublished[];
  /** The tree of the one record; of the first where there are several. */
  readonly root?: SpfTreeNode;
  /** Names near the domain that hold an SPF record where none is looked for ('www', 'spf', '_spf', type 99). */
  readonly misplaced: readonly { readonly name: string; readonly record: string }[];
  /** Octets of all TXT records of the name as they travel in one answer. */
  readonly answerOctets: number;
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
  /** Why there is no record to walk: 'none' (no SPF there), 'several', 'loop', 'macro', 'too-deep', 'unknown' (DNS failed). */
  readonly problem?: 'none' | 'several' | 'loop' | 'macro' | 'too-deep' | 'unknown';
  readonly terms: readonly SpfTreeTerm[];
  /** Look-up terms of this record and of all below it (RFC 7208 §4.6.4). */
  readonly lookupCount: number;
  readonly voidCount: number;
}

export interface SpfTreeTerm {
  readonly text: string;
  /** Offset in the record, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly qualifier?: '+' | '-' | '~' | '?';
  /** Evaluation never comes here: it stands behind all. */
  readonly isUnreached: boolean;
  /** Networks that the term authorises, as CIDR text; of include and redirect see `target`. At most 256. */
  readonly networks: readonly string[];
  /** MX names of an mx term, PTR is not walked. */
  readonly mxCount?: number;
  readonly isVoid?: boolean;
  readonly target?: SpfTreeNode;
  readonly lookup?: DnsSource;
  /** 'unknown': the look-up of this term failed. */
  readonly problem?: string;
}
