/** What a TLS report says (RFC 8460 §4), freed from how it is written. */
import type { Instant } from '../../base/clock.ts';

export interface TlsReport {
  readonly organisation?: string;
  readonly contact?: string;
  readonly reportId?: string;
  readonly begin?: Instant;
  readonly end?: Instant;
  readonly policies: readonly TlsPolicyReport[];
}

export interface TlsPolicyReport {
  /** Lower case: 'tlsa', 'sts', 'no-policy-found', or what the writer put there. */
  readonly policyType: string;
  /** Lower case, A-labels. */
  readonly policyDomain?: string;
  /** The policy's own lines (RFC 8460 §4.4). */
  readonly policyText: readonly string[];
  /** MX patterns of the policy: one text or a list (RFC 8460 erratum 6241). */
  readonly mxHosts: readonly string[];
  readonly successes: number;
  readonly failures: number;
  readonly details: readonly TlsFailure[];
}

export interface TlsFailure {
  /** Lower case (RFC 8460 §4.3): 'starttls-not-supported', 'certificate-expired', 'sts-policy-fetch-error', … */
  readonly resultType: string;
  readonly sessions: number;
  readonly sendingIp?: string;
  readonly receivingMx?: string;
  readonly receivingHelo?: string;
  readonly receivingIp?: string;
  readonly additionalInformation?: string;
  readonly reason?: string;
}
