/** BIMI (draft-brand-indicators-for-message-identification): record, picture, certificate. */

export interface BimiShelves {
  /** Absent: no record at default._bimi. */
  readonly bimi: BimiFacts;
}

export interface BimiFacts {
  readonly domain: string;
  readonly record: string;
  readonly logoUrl?: string;
  readonly certificateUrl?: string;
  /** Faults of the record: 'version', 'no-logo', 'not-https', 'unknown-tag', 'declined' (l= and a= empty). */
  readonly recordProblems: readonly string[];
  /** Not there where nothing was fetched. */
  readonly logo?:
    | { readonly state: 'fetched'; readonly octets: number; readonly problems: readonly string[] }
    | { readonly state: 'failed'; readonly why: string };
  readonly certificate?:
    | {
        readonly state: 'fetched';
        readonly problems: readonly string[];
        readonly notAfter?: string;
        readonly names: readonly string[];
      }
    | { readonly state: 'failed'; readonly why: string };
}
