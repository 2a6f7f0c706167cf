/** What an audit knows of a domain's DMARC (RFC 9989): the tree walk, the record, and whether reports can arrive. */

export interface DmarcTreeShelves {
  /** Never absent: a walk that finds nothing is told too, without `record`. */
  readonly dmarcTree: DmarcTreeFacts;
}

export interface DmarcTreeFacts {
  readonly domain: string;
  /** Names asked, in order (RFC 9989 §4.10: at most eight), and what is at each. */
  readonly walk: readonly DmarcWalkStep[];
  /** A step above the domain's own record was not answered: the organization is not known. */
  readonly isBroken: boolean;
  /** Targets of the alias chain at the domain's own name. */
  readonly aliases: readonly string[];
  /** Where the policy comes from. */
  readonly recordDomain?: string;
  readonly record?: string;
  readonly organizationalDomain?: string;
  /** Policy that receivers apply to the domain, after sp, np and t, and the tag that says it. Not there where the
   * record asks for nothing, or it is not known whether the domain exists. */
  readonly effectivePolicy?: 'none' | 'quarantine' | 'reject';
  readonly policyTag?: 'p' | 'sp' | 'np';
  /** DMARC records where nobody looks: at the domain itself, at names near the right one. */
  readonly misplaced: readonly { readonly name: string; readonly record: string }[];
  readonly reportTargets: readonly ReportTarget[];
}

export interface DmarcWalkStep {
  /** '_dmarc.example.org'. */
  readonly name: string;
  /** DMARC records; several count as none. */
  readonly records: readonly string[] | 'unknown';
  /** Other TXT records that were meant as one, at most 4. */
  readonly lookalikes: readonly string[];
}

/** One address of rua or ruf. */
export interface ReportTarget {
  readonly tag: 'rua' | 'ruf';
  /** As written, without a size limit. */
  readonly uri: string;
  /** '10m' of '!10m' (RFC 7489, gone in RFC 9989). */
  readonly sizeLimit?: string;
  readonly problem?: 'no-scheme' | 'not-mailto' | 'bad-address';
  /** Domain of a mailto URI. */
  readonly domain?: string;
  /** External domains must say that they take the reports (RFC 9990 §4); 'not-needed' within the organization,
   * 'not-asked' where the address has no domain. */
  readonly authorisation: 'not-needed' | 'given' | 'missing' | 'unknown' | 'not-asked';
  /** The name at which an external domain says so. */
  readonly authorisationName?: string;
  /** Can the address' domain receive mail? */
  readonly canReceive: boolean | 'unknown' | 'not-asked';
}
