/** Something looked at once: present, absent, or not known. Absent is a fact; unknown is not. */
import type { ByteRange } from '../base/byte-range.ts';
import type { Instant } from '../base/clock.ts';
import type { Problem } from '../base/result.ts';

export type Observed<T> =
  | { readonly state: 'present'; readonly value: T; readonly seenAt: Instant; readonly from: Source }
  | { readonly state: 'absent'; readonly seenAt: Instant; readonly from: Source }
  | { readonly state: 'unknown'; readonly why: Problem; readonly seenAt: Instant; readonly from: Source };

/** Who told us. */
export type Source = DnsSource | InputSource | SmtpSource | ComputedSource;

/** One DNS question and how it went (RFC 1035; AD bit RFC 4035 §3.2.3; EDE RFC 8914). */
export interface DnsSource {
  readonly kind: 'dns';
  /** The question as dig writes it: '7.2.0.192.in-addr.arpa. PTR'. */
  readonly question: string;
  /** 'host:port' of the resolver that answered, or of the last one asked. */
  readonly server: string;
  readonly elapsedMs: number;
  /** What was answered, as zone files write it, in short; not there where there was nothing. */
  readonly answer?: readonly string[];
  /** Smallest TTL of the answer in seconds. */
  readonly ttlSeconds?: number;
  /** 'NOERROR', 'NXDOMAIN', 'SERVFAIL', … */
  readonly rcode?: string;
  /** The resolver says it validated the answer (AD). */
  readonly isAuthenticated?: boolean;
  /** Extended DNS errors, each 'code text'. */
  readonly extendedErrors?: readonly string[];
  readonly isCached?: boolean;
}

/** Read in what the user gave. */
export interface InputSource {
  readonly kind: 'input';
  /** '--sender-ip', 'header Received', 'Remote-MTA of the delivery status'. */
  readonly where: string;
  readonly range?: ByteRange;
}

/** Said by a mail host during a connection of ours. */
export interface SmtpSource {
  readonly kind: 'smtp';
  /** 'host:port'. */
  readonly server: string;
  readonly elapsedMs: number;
}

/** Worked out from other observations, named by their questions. */
export interface ComputedSource {
  readonly kind: 'computed';
  /** 'SPF (RFC 7208)', 'DMARC (RFC 9989)'. */
  readonly method: string;
  /** Every DNS question that the computation asked, in order. */
  readonly lookups: readonly DnsSource[];
}
