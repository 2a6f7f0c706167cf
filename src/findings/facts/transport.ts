/** What protects mail on its way to a domain: MTA-STS (RFC 8461), TLS-RPT (RFC 8460), DANE (RFC 7672). */

export interface TransportShelves {
  /** Absent: nothing at _mta-sts, and no policy that waits for a record. */
  readonly mtaSts: MtaStsFacts;
  /** Absent: nothing at _smtp._tls. */
  readonly tlsRpt: TlsRptFacts;
  /** DANE seen from the domain. Absent: it names no mail host. */
  readonly daneHosts: DaneHostsFacts;
  /** TLSA of one mail host. Absent: none published. */
  readonly dane: DaneFacts;
}

export interface MtaStsFacts {
  readonly domain: string;
  /** TXT records that begin as one; at most 10. */
  readonly records: readonly string[];
  /** TXT records that were meant to be one and do not begin so; at most 5, cut. */
  readonly nearMisses: readonly string[];
  /** Hosts that senders compare with the policy: of the MX, else the domain itself; empty where it takes no mail. */
  readonly mxHosts: readonly string[] | 'unknown';
  /** Not there where there is no record. */
  readonly policyHost?: PolicyHost;
  /** Not there where nothing may be fetched, or there is no host to fetch from. */
  readonly policy?: PolicyFetch;
}

/** mta-sts.<domain>. */
export interface PolicyHost {
  readonly host: string;
  readonly addresses: readonly string[] | 'unknown';
  /** What it is an alias of, where it has no address: anybody who gets hold of that name can publish a policy. */
  readonly danglingAlias?: string;
}

export type PolicyFetch =
  | {
      /** Answered with 200. */
      readonly state: 'fetched';
      readonly url: string;
      readonly contentType: string;
      /** At most 8,192 characters. */
      readonly text: string;
      readonly version?: string;
      readonly mode?: 'enforce' | 'testing' | 'none';
      readonly maxAgeSeconds?: number;
      readonly mx: readonly string[];
      readonly problems: readonly {
        readonly code: string;
        readonly line: number;
        readonly isFatal: boolean;
      }[];
    }
  | { readonly state: 'status'; readonly url: string; readonly status: number; readonly location?: string }
  /** Codes of the HTTPS fetch: 'certificate', 'refused', 'time-out', 'too-large', … */
  | { readonly state: 'failed'; readonly url: string; readonly code: string; readonly why: string };

export interface TlsRptFacts {
  readonly domain: string;
  /** TXT records that begin as one; at most 10. */
  readonly records: readonly string[];
  readonly nearMisses: readonly string[];
  /** Of the one record. */
  readonly targets: readonly {
    readonly uri: string;
    readonly scheme?: 'mailto' | 'https';
    readonly domain?: string;
    /** 'scheme', 'address', 'character'. */
    readonly problem?: string;
    /** Of mailto: can the domain receive mail? */
    readonly canReceive?: boolean | 'unknown';
  }[];
}

export interface DaneHostsFacts {
  readonly domain: string;
  /** The resolver validated the MX answer (RFC 7672 §2.2.1). */
  readonly isMxSecure: boolean;
  readonly hosts: readonly {
    readonly host: string;
    readonly tlsa: 'published' | 'none' | 'unknown';
    /** The TLSA answer is validated. */
    readonly isSecure: boolean;
  }[];
}

export interface DaneFacts {
  readonly host: string;
  readonly port: number;
  /** Name at which the records were found: that of the host, or of what it is an alias of (RFC 7671 §7). */
  readonly foundAt: string;
  /** The resolver validated the TLSA answer. */
  readonly isSecure: boolean;
  /** The address records of the host are validated too (RFC 7672 §2.2). */
  readonly isAddressSecure: boolean | 'unknown';
  /** At most 32. */
  readonly records: readonly TlsaRecord[];
}

export interface TlsaRecord {
  readonly usage: number;
  readonly selector: number;
  readonly matchingType: number;
  /** Hexadecimal, lower case. */
  readonly data: string;
}
