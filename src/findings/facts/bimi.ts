/** BIMI (draft-brand-indicators-for-message-identification): record, picture, certificate. */

export interface BimiShelves {
  /** Absent: no record at default._bimi of the domain or of the registered domain above it. */
  readonly bimi: BimiFacts;
}

export interface BimiFacts {
  readonly domain: string;
  /** Name at which the records are: 'default._bimi.example.org'. */
  readonly name: string;
  /** Every record at the name; more than one counts as none. */
  readonly records: readonly string[];
  readonly logoUrl?: string;
  readonly certificateUrl?: string;
  /** Both l= and a= are empty: the domain says that it shows nothing. */
  readonly isDeclined: boolean;
  /** Faults of the record, by the ids of wire/bimi/record.ts: 'syntax', 'no-location', … */
  readonly recordProblems: readonly string[];
  readonly unknownTags: readonly string[];
  /** Not there where nothing was fetched. */
  readonly logo?: BimiLogo | BimiMissing | BimiFailed;
  readonly certificate?: BimiCertificate | BimiMissing | BimiFailed;
}

export interface BimiLogo {
  readonly state: 'fetched';
  readonly octets: number;
  /** See wire/bimi/svg-profile.ts. */
  readonly problems: readonly string[];
}

export interface BimiCertificate {
  readonly state: 'fetched';
  /** 'not-pem', 'no-chain', 'broken-chain', 'no-purpose', 'other-name'. */
  readonly problems: readonly string[];
  /** ISO instants of the first certificate. */
  readonly notBefore?: string;
  readonly notAfter?: string;
  readonly names: readonly string[];
  readonly issuer?: string;
  readonly chainLength: number;
}

/** The server answered with a status that is not 200. */
export interface BimiMissing {
  readonly state: 'missing';
  readonly code: string;
}

/** The page was not reached. */
export interface BimiFailed {
  readonly state: 'failed';
  readonly code: string;
  readonly why: string;
}
