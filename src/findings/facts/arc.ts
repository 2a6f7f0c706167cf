/** What an audit knows of the ARC chain (RFC 8617) of a message: what intermediaries saw and sealed. */

export interface ArcShelves {
  /** Absent: the message carries no ARC set. */
  readonly arc: ArcFacts;
}

export interface ArcFacts {
  /** Chain validation status (RFC 8617 §4.4) as a receiver would find it now. */
  readonly result: 'pass' | 'fail';
  readonly reason?: string;
  readonly sets: readonly ArcSetFacts[];
  /** It passes only as relaxed/relaxed, which the newest signature does not say (no c=): many verifiers take it, RFC 6376
   * §3.5 makes it simple/simple. */
  readonly isLenient: boolean;
}

export interface ArcSetFacts {
  readonly instance: number;
  readonly sealDomain?: string;
  readonly sealSelector?: string;
  readonly chainStatus?: string;
  readonly signatureDomain?: string;
  readonly signatureSelector?: string;
  readonly results?: string;
}
