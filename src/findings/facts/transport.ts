/** What protects mail on its way to a domain: MTA-STS (RFC 8461), TLS-RPT (RFC 8460), DANE (RFC 7672). */

export interface TransportShelves {
  /** Absent: no record at _mta-sts. */
  readonly mtaSts: MtaStsFacts;
  /** Absent: no record at _smtp._tls. */
  readonly tlsRpt: TlsRptFacts;
  /** TLSA of one mail host. Absent: none published. */
  readonly dane: DaneFacts;
}

export interface MtaStsFacts {
  readonly domain: string;
  readonly records: readonly string[];
  readonly id?: string;
  /** Names of the MX, to be compared with the policy. */
  readonly mxHosts: readonly string[];
  /** Not there where nothing may be fetched. */
  readonly policy?:
    | {
        readonly state: 'fetched';
        readonly version?: string;
        readonly mode?: string;
        readonly maxAgeSeconds?: number;
        readonly mx: readonly string[];
        readonly problems: readonly string[];
        readonly text: string;
      }
    | { readonly state: 'failed'; readonly code: string; readonly why: string };
}

export interface TlsRptFacts {
  readonly domain: string;
  readonly records: readonly string[];
  readonly targets: readonly {
    readonly uri: string;
    readonly problem?: string;
    readonly canReceive?: boolean | 'unknown';
  }[];
}

export interface DaneFacts {
  readonly host: string;
  readonly port: number;
  readonly isSecure: boolean;
  /** The address records of the host are secure too (RFC 7672 §2.2). */
  readonly isAddressSecure: boolean;
  readonly records: readonly TlsaRecord[];
  /** How each record fits the certificate that the host shows; not there where no connection was made. */
  readonly matches?: readonly boolean[];
}

export interface TlsaRecord {
  readonly usage: number;
  readonly selector: number;
  readonly matchingType: number;
  /** Hexadecimal. */
  readonly data: string;
}
