/** What DMARC reports say (RFC 9990, RFC 9991; RFC 7489 §7 and appendix C as it was), freed from how they are written. */
import type { Instant } from '../../base/clock.ts';

/** An aggregate report: what one receiver saw of one domain in one span of time (RFC 9990 §3.1). */
export interface DmarcAggregateReport {
  /** 'urn:ietf:params:xml:ns:dmarc-2.0', 'http://dmarc.org/dmarc-xml/0.1'; absent where none is declared. */
  readonly namespace?: string;
  readonly version?: string;
  readonly metadata: ReportMetadata;
  readonly policy: PublishedPolicy;
  readonly records: readonly ReportRecord[];
  /** What was odd and read on past: 'org-name-missing', 'invalid-characters', 'source-ip-invalid', … Each once. */
  readonly oddities: readonly ReportOddity[];
}

export type ReportOddity =
  | 'org-name-missing'
  | 'report-id-missing'
  | 'date-range-invalid'
  | 'policy-domain-missing'
  | 'no-records'
  | 'source-ip-invalid'
  | 'count-invalid'
  | 'result-unknown'
  | 'invalid-characters'
  | 'text-cut';

/** Who reports (RFC 9990 §3.1.1.3). */
export interface ReportMetadata {
  readonly orgName?: string;
  readonly email?: string;
  readonly extraContactInfo?: string;
  readonly reportId?: string;
  readonly begin?: Instant;
  readonly end?: Instant;
  readonly errors: readonly string[];
  readonly generator?: string;
}

export type ReportedPolicy = 'none' | 'quarantine' | 'reject';

/** The record that the receiver found (RFC 9990 §3.1.1.5); `percent` only in reports of RFC 7489. */
export interface PublishedPolicy {
  /** Lower case, A-labels. */
  readonly domain?: string;
  readonly policy?: ReportedPolicy;
  readonly subdomainPolicy?: ReportedPolicy;
  readonly nonExistentPolicy?: ReportedPolicy;
  readonly isStrictDkim?: boolean;
  readonly isStrictSpf?: boolean;
  readonly isTesting?: boolean;
  readonly discoveryMethod?: 'psl' | 'treewalk';
  readonly failureOptions?: string;
  readonly percent?: number;
}

/** Messages of one kind from one address (RFC 9990 §3.1.1.7). */
export interface ReportRecord {
  /** Canonical text; absent where the report gives no address. */
  readonly sourceIp?: string;
  readonly count: number;
  /** What was done with the messages; 'pass' is new in RFC 9990. Absent where unknown. */
  readonly disposition?: 'none' | 'pass' | 'quarantine' | 'reject';
  /** DMARC's own verdicts: passed and aligned. Absent where the report does not say. */
  readonly isDkimAligned?: boolean;
  readonly isSpfAligned?: boolean;
  /** Why the policy was not followed (RFC 9990 §3.1.6). */
  readonly reasons: readonly OverrideReason[];
  /** RFC5322.From domain. */
  readonly headerFrom?: string;
  /** Domain of the reverse-path; '' for the null reverse-path where the report says so. */
  readonly envelopeFrom?: string;
  readonly envelopeTo?: string;
  readonly dkim: readonly DkimAuthResult[];
  readonly spf: readonly SpfAuthResult[];
}

export interface OverrideReason {
  /** Lower case: 'local_policy', 'mailing_list', 'policy_test_mode', 'trusted_forwarder', 'other'; 'forwarded', 'sampled_out' of RFC 7489. */
  readonly type: string;
  readonly comment?: string;
}

/** RFC 8601 §2.7.1. */
export interface DkimAuthResult {
  readonly domain: string;
  readonly selector?: string;
  /** Lower case: 'pass', 'fail', 'none', 'policy', 'neutral', 'temperror', 'permerror'. */
  readonly result: string;
  readonly humanResult?: string;
}

/** RFC 8601 §2.7.2. */
export interface SpfAuthResult {
  readonly domain: string;
  readonly scope?: 'helo' | 'mfrom';
  /** Lower case: 'pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror'. */
  readonly result: string;
  readonly humanResult?: string;
}

/** A failure report: one message that did not authenticate (RFC 9991, RFC 6591). */
export interface DmarcFailureReport {
  /** 'arf' is RFC 5965; 'exim-text' the plain text that Exim sends. */
  readonly format: 'arf' | 'exim-text';
  /** RFC 6591 §3.1: 'dmarc', 'dkim', 'spf', 'adsp', 'bodyhash', 'revoked', 'signature'; '' when not told. */
  readonly authFailure: string;
  /** The RFC5322.From domain complained about. */
  readonly reportedDomain?: string;
  readonly sourceIp?: string;
  readonly arrival?: Instant;
  readonly reportingHost?: string;
  readonly userAgent?: string;
  readonly reversePath?: string;
  readonly recipients: readonly string[];
  /** RFC 6591 §3.2.2: 'delivered', 'spam', 'policy', 'reject', 'other'. */
  readonly deliveryResult?: string;
  /**
   * Identity-Alignment as written: 'dkim', 'spf', 'dkim, spf', 'none'. RFC 7489 §7.3.1 lists what was aligned, RFC 9991 what was
   * not, and the report does not say which of the two its writer follows.
   */
  readonly identityAlignment?: string;
  /** Told only where it is beyond doubt: DMARC failed, or the words are Exim's. */
  readonly isDkimAligned?: boolean;
  readonly isSpfAligned?: boolean;
  readonly dkimDomain?: string;
  readonly dkimSelector?: string;
  /** Whole values of Authentication-Results. */
  readonly authenticationResults: readonly string[];
  /** RFC 5965 §3.2: how many messages this one stands for. */
  readonly incidents: number;
  readonly original: {
    readonly from?: string;
    readonly subject?: string;
    readonly messageId?: string;
    readonly date?: string;
  };
}
