/** What the DNS lists of `data/dnsbl.toml` say in an audit of every address and name that a receiver would ask about. */

export interface ListingsShelves {
  readonly listings: AuditListings;
}

export interface AuditListings {
  readonly subjects: readonly ListedSubject[];
  /** One for each subject and list that holds such subjects. */
  readonly answers: readonly AuditListAnswer[];
}

export interface ListedSubject {
  readonly kind: 'ip' | 'domain';
  /** Canonical address, or registered domain: what lists hold. */
  readonly name: string;
  /** Where the name stands: 'domain', 'IP', 'HELO', 'PTR', 'MX', 'DKIM'. */
  readonly roles: readonly string[];
}

export interface AuditListAnswer {
  readonly subject: string;
  readonly kind: ListedSubject['kind'];
  /** As in the data; where it was asked with a key, that does not show. */
  readonly zone: string;
  readonly operator: string;
  /** 1 weighs everywhere, 2 widely, 3 little, 4 informs only; of a listing: as its codes weigh. */
  readonly tier: number;
  /** 'informs': a score or a good mark, whatever it says. */
  readonly state: 'listed' | 'not-listed' | 'informs' | 'not-checked';
  readonly listing?: ListingDetails;
  readonly problem?: ListProblem;
  /** The name that was asked, or would have been; where a key stands in it: not there. */
  readonly question?: string;
}

export interface ListingDetails {
  readonly codes: readonly { readonly code: string; readonly meaning: string }[];
  /** A range that should not send mail itself, not misbehaviour. */
  readonly isPolicy: boolean;
  /** What such listings come from: 'spam', 'exploit', 'policy', …; the worst code first. */
  readonly causes: readonly string[];
  /** What filters give it: points, and from how many on they refuse. */
  readonly weights: readonly { readonly filter: string; readonly points: number; readonly refuses: number }[];
  /** The operator's words (TXT, RFC 5782 §2.1). */
  readonly reason?: string;
  readonly delistUrl?: string;
  /** Its end can be asked for. */
  readonly isRequest: boolean;
  readonly endsAfterHours?: number;
}

export interface ListProblem {
  /**
   * 'refused': by the list or on the way there; 'needs-key'; 'no-answer'; 'lists-everything' and 'no-list' (parked, or a
   * resolver that redirects): failed the self-test; 'test-entry-gone': its own test entry is not listed, so it is emptied
   * or denies everything to this resolver; 'no-test-entry': nobody documents one and the usual one is not there, so that
   * "not listed" proves nothing; 'over-limit': not asked, so as not to ask too much.
   */
  readonly code:
    | 'refused'
    | 'needs-key'
    | 'no-answer'
    | 'lists-everything'
    | 'no-list'
    | 'test-entry-gone'
    | 'no-test-entry'
    | 'over-limit';
  /** The answer or DNS error that says so. */
  readonly answer?: string;
  /** Asked with a key of the user. */
  readonly isKeyed?: true;
  readonly keyUrl?: string;
  readonly registerUrl?: string;
  /** The resolver that answered, 'host:port'. */
  readonly server?: string;
}

/**
 * How a listing ends. 'owner': only the owner of the network can ask; 'neighbours': nothing of the sender's own is listed; 'closed': the
 * list is no more.
 */
export type WayOff = 'request' | 'expires' | 'owner' | 'neighbours' | 'closed' | 'unknown';
