/** What a mail host says when one connects to it, port by port and address by address. */

export interface MailHostShelves {
  /** Absent: the name has no address. */
  readonly mailHost: MailHostFacts;
}

export interface MailHostFacts {
  readonly host: string;
  readonly addresses: readonly string[];
  readonly endpoints: readonly HostEndpoint[];
}

export interface HostEndpoint {
  readonly ip: string;
  /** 25, 26, 465, 587, 2525. */
  readonly port: number;
  readonly outcome:
    | 'open'
    | 'refused'
    | 'time-out'
    | 'reset'
    | 'greeting-refused'
    | 'not-smtp'
    | 'error'
    | 'not-asked';
  readonly detail?: string;
  readonly isImplicitTls: boolean;
  readonly banner?: string;
  /** EHLO keywords before TLS (none where TLS is implicit), and under TLS. */
  readonly plainKeywords?: readonly string[];
  readonly tlsKeywords?: readonly string[];
  readonly startTls?: 'works' | 'not-offered' | 'stripped' | 'failed';
  readonly tls?: TlsFacts;
  /** Replies to the questions put to it, each 'code text'. */
  readonly replies: Readonly<Record<string, string>>;
  readonly elapsedMs: number;
}

export interface TlsFacts {
  readonly version: string;
  readonly cipher: string;
  readonly ephemeralKey?: string;
  /** Versions that a handshake succeeded with: 'TLSv1', …; not there where they were not tried. */
  readonly acceptedVersions?: readonly string[];
  readonly chain: readonly CertificateFacts[];
  /** The chain leads to a trusted root. */
  readonly isTrusted: boolean;
  readonly trustProblem?: string;
  /** A name of the certificate fits the host. */
  readonly isNameMatching: boolean;
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly names: readonly string[];
  /** ISO instants. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly keyType: string;
  readonly keyBits: number;
  readonly signatureAlgorithm?: string;
  /** SHA-256 of the certificate and of its SubjectPublicKeyInfo, hexadecimal; the DER itself for matching TLSA. */
  readonly sha256: string;
  readonly spkiSha256: string;
}
