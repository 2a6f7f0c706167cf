/** A TLSA record (RFC 6698 §2.1). */

export interface Tlsa {
  /** 0 PKIX-TA, 1 PKIX-EE, 2 DANE-TA, 3 DANE-EE (RFC 7218 §2.1). */
  readonly usage: number;
  /** 0 the whole certificate, 1 its public key (RFC 7218 §2.2). */
  readonly selector: number;
  /** 0 as it is, 1 SHA-256, 2 SHA-512 (RFC 7218 §2.3). */
  readonly matchingType: number;
  /** Hexadecimal, lower case. */
  readonly data: string;
}
