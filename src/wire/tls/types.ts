/** What TLS up to 1.2 shows in the clear while a handshake begins (RFC 5246 §7.3, §7.4). */

/** The first message of a client, which offers TLS 1.2 and nothing newer. */
export interface ClientHello {
  /** 32 bytes. */
  readonly random: Uint8Array;
  /** Name for SNI (RFC 6066 §3); none for an address. */
  readonly serverName?: string;
  /** Numbers of the IANA registry, the most wanted first. */
  readonly suites: readonly number[];
  /** SignatureScheme numbers (RFC 5246 §7.4.1.4.1, RFC 8446 §4.2.3), the most wanted first. */
  readonly signatures: readonly number[];
  /** 0 is none, 1 DEFLATE (RFC 3749 §2); the most wanted first. */
  readonly compressions: readonly number[];
}

/** What a server chose, and how it signed its part of the key exchange. */
export interface ServerFlight {
  /** Two bytes: 0x0303 is TLS 1.2. */
  readonly version: number;
  readonly suite: number;
  readonly compression: number;
  /** RFC 7627 §5.2. */
  readonly hasExtendedMasterSecret: boolean;
  /** RFC 5746 §3.6. */
  readonly hasSecureRenegotiation: boolean;
  /** A ServerKeyExchange came: the key exchange is ephemeral. */
  readonly hasKeyExchange: boolean;
  /** SignatureScheme of that message; not there before TLS 1.2, whose hashes are fixed, or where it cannot be read. */
  readonly signature?: number;
}

/** 'refused': a fatal alert came, or the server closed with one; 'bad': no TLS, or none that can be read. */
export type FlightReading =
  | { readonly state: 'answered'; readonly flight: ServerFlight }
  | { readonly state: 'refused'; readonly alert: string }
  | { readonly state: 'bad'; readonly detail: string };
