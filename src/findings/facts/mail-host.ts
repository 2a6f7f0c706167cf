/** What a mail host says when one connects to it, port by port and address by address. */

export interface MailHostShelves {
  /** Absent: the name has no address. */
  readonly mailHost: MailHostFacts;
}

export interface MailHostFacts {
  readonly host: string;
  readonly addresses: readonly string[];
  /** Address families that could not be asked for: 'A', 'AAAA'. */
  readonly failedFamilies?: readonly string[];
  /** Domains whose MX it is, as far as the audit knows; then it must answer on port 25. */
  readonly domains: readonly string[];
  /** PTR names of each address that was connected to; an address that could not be asked is not there. */
  readonly reverseNames?: Readonly<Record<string, readonly string[]>>;
  /** Empty where nothing may be connected to. */
  readonly endpoints: readonly HostEndpoint[];
  /** Only where the test of end-of-data sequences was asked for. */
  readonly smuggling?: SmugglingFacts;
}

export const mailPorts = [25, 26, 465, 587, 2525] as const;
export type MailPort = (typeof mailPorts)[number];

export interface HostEndpoint {
  readonly ip: string;
  /** The port's meaning; in a lab the number connected to may be another. */
  readonly port: MailPort;
  readonly outcome:
    | 'open'
    | 'refused'
    | 'time-out'
    | 'reset'
    /** The greeting was no 220. */
    | 'greeting-refused'
    | 'not-smtp'
    /** The handshake of a port with implicit TLS failed. */
    | 'tls-failed'
    | 'error'
    /** No public address. */
    | 'not-asked';
  readonly detail?: string;
  /** TLS begins with the connection (RFC 8314 §3.3): so it is on 465, unless that port speaks in the clear. */
  readonly isImplicitTls: boolean;
  /** Whole greeting, code removed, at most 512 characters. */
  readonly banner?: string;
  readonly greetingMs?: number;
  /** EHLO keywords before TLS (none where TLS is implicit), and under TLS. */
  readonly plainKeywords?: readonly string[];
  readonly tlsKeywords?: readonly string[];
  readonly startTls?: 'works' | 'not-offered' | 'stripped' | 'failed';
  /** What went wrong with STARTTLS. */
  readonly startTlsDetail?: string;
  readonly tls?: TlsFacts;
  /** Replies to the questions put to it, each 'code text'; a question that was not put, or not answered, is not there. */
  readonly replies: HostReplies;
  /** The recipient of 'rcpt-postmaster-domain'. */
  readonly postmaster?: string;
  /** We connected from the host's own network, where relaying may be meant for us. */
  readonly isOwnNetwork?: boolean;
  readonly elapsedMs: number;
}

/**
 * 'relay…' are recipients at example.com: with a foreign sender, the null sender, a sender at the host's own domain, a
 * source route, a percent sign, a quoted local part. 'rcpt-unknown': nobody at the host's own domain, to compare with.
 */
export type HostQuestion =
  | 'ehlo'
  | 'starttls'
  | 'vrfy-postmaster'
  | 'vrfy-unknown'
  | 'expn'
  | 'mail-null'
  | 'rcpt-postmaster'
  | 'rcpt-postmaster-domain'
  | 'rcpt-unknown'
  | RelayQuestion;

export type HostReplies = Readonly<Partial<Record<HostQuestion, string>>>;

export const relayQuestions = [
  'relay',
  'relay-null-sender',
  'relay-own-sender',
  'relay-source-route',
  'relay-percent',
  'relay-quoted',
] as const;
export type RelayQuestion = (typeof relayQuestions)[number];

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';

/** One handshake that allowed this version and no newer one; 'not-tried': no time, or our own library cannot. */
export interface TlsVersionTry {
  readonly version: TlsVersion;
  readonly state: 'accepted' | 'refused' | 'not-tried';
  readonly cipher?: string;
  readonly ephemeralKey?: string;
  readonly detail?: string;
}

export interface TlsFacts {
  /** What both sides agreed on when everything was allowed. */
  readonly version: string;
  /** Name of the IANA registry: 'TLS_AES_256_GCM_SHA384'. */
  readonly cipher: string;
  /** 'X25519', 'DH 2048 bits'; not there: the key exchange keeps nothing secret once the key of the certificate leaks. */
  readonly ephemeralKey?: string;
  readonly versions: readonly TlsVersionTry[];
  /** What the tickets of TLS 1.3 allow to be sent before the handshake is done; not there: another version, or nothing was heard. */
  readonly earlyData?: EarlyDataFacts;
  /** What TLS 1.2 shows and allows; asked at one port for servers and one for users of each address, where it is spoken. */
  readonly handshake?: HandshakeFacts;
  /** As sent, the host's own first; a root from our own store may be the last. At most 8. */
  readonly chain: readonly CertificateFacts[];
  /** The chain leads to a trusted root. */
  readonly isTrusted: boolean;
  /** OpenSSL's word: 'DEPTH_ZERO_SELF_SIGNED_CERT'. */
  readonly trustProblem?: string;
  /** A name of the certificate fits the host (RFC 7817 §3, RFC 6125). */
  readonly isNameMatching: boolean;
}

/** Tickets for a later connection, and the most bytes that one of them allows at its beginning (RFC 8446 §4.6.1). */
export interface EarlyDataFacts {
  readonly tickets: number;
  readonly maxBytes: number;
}

export interface HandshakeFacts {
  /** To a hello of TLS 1.2 that offers every signature, and compression. */
  readonly hello: HelloAnswer;
  /** To one that offers signatures with SHA-1 and MD5 alone; only where the first was answered. */
  readonly weakHello?: HelloAnswer;
  /** A second handshake on a connection that stood. */
  readonly renegotiation: RenegotiationTry;
}

/** 'refused': by an alert or by hanging up; 'not-tried': no time, or what came was no TLS. */
export type HelloAnswer =
  | { readonly state: 'refused' | 'not-tried'; readonly detail: string }
  | {
      readonly state: 'answered';
      /** 'TLSv1.2'. */
      readonly version: string;
      /** 'none', 'DEFLATE'. */
      readonly compression: string;
      /** RFC 7627. */
      readonly hasExtendedMasterSecret: boolean;
      /** RFC 5746. */
      readonly hasSecureRenegotiation: boolean;
      /** With what the key exchange is signed: 'rsa_pss_rsae_sha256'; not there: not signed, or before TLS 1.2. */
      readonly signature?: string;
      readonly isWeaklySigned: boolean;
    };

/** 'silent': no answer within 5 s. */
export interface RenegotiationTry {
  readonly state: 'accepted' | 'refused' | 'silent' | 'not-tried';
  readonly detail?: string;
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** DNS names and addresses of the subjectAltName, at most 100. */
  readonly names: readonly string[];
  /** ISO instants. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** 'rsa', 'ec', 'ed25519'. */
  readonly keyType: string;
  readonly keyBits: number;
  /** As OpenSSL names it: 'sha256WithRSAEncryption'. */
  readonly signatureAlgorithm?: string;
  readonly isSelfIssued: boolean;
  /** Digests of the certificate and of its SubjectPublicKeyInfo, lower-case hexadecimal, as TLSA compares them (RFC 6698 §2.1). */
  readonly sha256: string;
  readonly spkiSha256: string;
  readonly sha512: string;
  readonly spkiSha512: string;
}

/** End-of-data sequences other than <CR><LF>.<CR><LF> (RFC 5321 §4.1.1.4), put into a message to an own mailbox. */
export interface SmugglingFacts {
  readonly server: string;
  readonly tries: readonly SmugglingTry[];
}

export interface SmugglingTry {
  /** '<LF>.<LF>'. */
  readonly sequence: string;
  /** 'ended': the host took it for the end of the message; 'kept': it did not; 'refused': it refused the message for it. */
  readonly result: 'ended' | 'kept' | 'refused' | 'unknown';
  readonly reply?: string;
}
