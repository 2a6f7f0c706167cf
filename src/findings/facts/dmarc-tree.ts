/** What an audit knows of a domain's DMARC (RFC 9989): the tree walk, the record, and whether reports can arrive. */

export interface DmarcTreeShelves {
  /** Absent: no record at the domain or above it. */
  readonly dmarcTree: DmarcTreeFacts;
}

export interface DmarcTreeFacts {
  readonly domain: string;
  /** Names asked, in order (RFC 9989 §4.10: at most eight), and the DMARC records at each. */
  readonly walk: readonly { readonly name: string; readonly records: readonly string[] | 'unknown' }[];
  /** Where the policy comes from. */
  readonly recordDomain?: string;
  readonly record?: string;
  readonly organizationalDomain?: string;
  /** Policy that receivers apply to the domain, after sp, np and t. */
  readonly effectivePolicy?: 'none' | 'quarantine' | 'reject';
  /** A DMARC record at the domain itself, where nobody looks. */
  readonly misplaced: readonly string[];
  readonly reportTargets: readonly ReportTarget[];
}

/** One address of rua or ruf. */
export interface ReportTarget {
  readonly tag: 'rua' | 'ruf';
  readonly uri: string;
  /** Domain of a mailto URI. */
  readonly domain?: string;
  /** External domains must say that they take the reports (RFC 9990 §4); 'not-needed' within the organization. */
  readonly authorisation: 'not-needed' | 'given' | 'missing' | 'unknown';
  /** Can the address' domain receive mail? */
  readonly canReceive: boolean | 'unknown';
}
