/** What DMARC and TLS reports (RFC 9990, RFC 9991, RFC 8460) say of a domain, bounded: who sends as it, what passes, what fails. */
import type { Instant } from '../../base/clock.ts';
import type { PublishedPolicy } from '../../wire/dmarc-report/types.ts';

export interface ReportsShelves {
  /** Never absent: where no report is about the domain, the counts say so. */
  readonly reports: ReportsFacts;
}

export interface Tally {
  readonly name: string;
  readonly messages: number;
}

export interface MailCounts {
  readonly messages: number;
  /** DMARC passed: SPF or DKIM, aligned. */
  readonly passed: number;
  readonly spfAligned: number;
  readonly dkimAligned: number;
  readonly quarantined: number;
  readonly rejected: number;
}

/**
 * What a source is, from the signs:
 * authorised — most of its mail passes SPF, aligned;
 * service — a sending service that signs with the domain's key, its own reverse-path: DMARC passes by DKIM;
 * unlisted — the domain's own mail by its signature, but SPF does not know the address;
 * partly — some of its mail passes: the domain's own, not all of it signed;
 * forwarder — passes on mail that others sent first;
 * broken-signature — carries the domain's signature, which does not verify, and no sign of forwarding;
 * unaligned-service — authenticates as somebody else: a service not yet set up, or a stranger;
 * unauthorised — authenticates as nobody;
 * unclear — passes by DKIM alone, and the signs for forwarding and for an own host weigh the same.
 */
export type SourceVerdict =
  | 'authorised'
  | 'service'
  | 'unlisted'
  | 'partly'
  | 'forwarder'
  | 'broken-signature'
  | 'unaligned-service'
  | 'unauthorised'
  | 'unclear';

export type SourceAction =
  /** Only of addresses that carry the domain's valid signature and look like its own. */
  | { readonly kind: 'add-ips-to-spf'; readonly ips: readonly string[] }
  | { readonly kind: 'sign-with-dkim' }
  | { readonly kind: 'repair-dkim'; readonly selectors: readonly string[] }
  | { readonly kind: 'align-return-path'; readonly service: string }
  /** First find out whether it is yours. */
  | { readonly kind: 'authorise-if-yours'; readonly service?: string };

/** An address of a source. */
export interface SourceIp extends Tally {
  /** Domain of the reverse-path whose SPF lets it pass aligned, or ought to: the domain, or one of the same owner. */
  readonly returnPath?: string;
  /** End of the latest report that names it. */
  readonly lastSeen?: Instant;
}

export interface ReportedSource {
  /** 'mailer.example', '192.0.2.0/24', '192.0.2.1'. */
  readonly name: string;
  readonly verdict: SourceVerdict;
  /** In this order; none where nothing is to be done. */
  readonly actions: readonly SourceAction[];
  readonly mail: MailCounts;
  /** Most mail first; at most 20. */
  readonly ips: readonly SourceIp[];
  readonly ipCount: number;
  readonly reporters: number;
}

/** Days that reports cover. */
export interface ReportPeriod {
  readonly begin: Instant;
  readonly end: Instant;
  /** Different days (UTC) on which a report begins or goes on. */
  readonly days: number;
}

export interface TlsFailureGroup {
  /** RFC 8460 §4.3, or what a writer put there. */
  readonly resultType: string;
  /** Absent where the policy could not be fetched and no host was reached. */
  readonly receivingMx?: string;
  readonly policyType: string;
  readonly sessions: number;
  readonly reporters: number;
  /** What a reporter said about it. */
  readonly reason?: string;
}

/** A file, or something in it, that is no report though it was meant to be one, or could not be opened. */
export interface UnreadableReport {
  readonly path: string;
  /** The way inside the file; '' for the whole. */
  readonly place: string;
  /** Stable: 'empty', 'too-large', 'inflation-limit', … */
  readonly code: string;
  readonly message: string;
}

export interface ReportsFacts {
  readonly domain: string;
  readonly counts: {
    readonly aggregate: number;
    readonly failure: number;
    readonly tls: number;
    /** Reports that came before, left out. */
    readonly duplicates: number;
    /** Reports about other domains, left out. */
    readonly elsewhere: number;
    /** Older than 90 days, left out because there are newer ones. */
    readonly setAside: number;
    readonly unreadable: number;
    /** Ordinary mail and other files. */
    readonly others: number;
  };
  /** Of aggregate reports. */
  readonly mailPeriod?: ReportPeriod;
  readonly tlsPeriod?: ReportPeriod;
  /** Most messages first; at most 10. */
  readonly reporters: readonly Tally[];
  readonly mail: MailCounts;
  /** Mail of sources that are the domain's own: authorised, service, unlisted, partly, broken-signature. */
  readonly own: { readonly messages: number; readonly passed: number };
  /** What most needs doing first, then most messages; at most 60. */
  readonly sources: readonly ReportedSource[];
  /** Sources that are not named, and their messages. */
  readonly rest: { readonly sources: number; readonly messages: number };
  /** The policy of the latest report about the domain itself. */
  readonly policy?: PublishedPolicy;
  readonly policySeenAt?: Instant;
  /** Of valid signatures in the last week of the reports, the domain's own; most first, at most 30. */
  readonly selectors: readonly string[];
  /**
   * Addresses that SPF of `returnPath` must allow: of sources that are authorised, unlisted or partly the domain's, seen in
   * the last two weeks of the reports; most mail first, at most 16.
   */
  readonly sendingIps: readonly { readonly ip: string; readonly returnPath: string }[];
  readonly tls: {
    readonly successes: number;
    readonly failures: number;
    /** Most sessions first; at most 20. */
    readonly details: readonly TlsFailureGroup[];
  };
  /** At most 20. */
  readonly unreadable: readonly UnreadableReport[];
  /** Other domains that the reports are about, most mail first; at most 20. */
  readonly otherDomains: readonly string[];
}
