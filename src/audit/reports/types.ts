/** What many reports say together about one domain. */
import type { Instant } from '../../base/clock.ts';
import type {
  MailCounts,
  ReportPeriod,
  SourceAction,
  SourceIp,
  SourceVerdict,
  Tally,
  TlsFailureGroup,
} from '../../findings/facts/reports.ts';
import type { PublishedPolicy } from '../../wire/dmarc-report/types.ts';

export type {
  MailCounts,
  SourceAction,
  SourceIp,
  SourceVerdict,
  Tally,
  TlsFailureGroup,
} from '../../findings/facts/reports.ts';

export interface ReportsSummary {
  readonly domain: string;
  readonly counts: { readonly aggregate: number; readonly failure: number; readonly tls: number };
  readonly begin?: Instant;
  readonly end?: Instant;
  /** Of aggregate reports; of TLS reports. */
  readonly mailPeriod?: ReportPeriod;
  readonly tlsPeriod?: ReportPeriod;
  /** Most messages first; at most 100. */
  readonly reporters: readonly Tally[];
  readonly mail: MailCounts;
  /** The policy of the latest report about the domain itself. */
  readonly policy?: PublishedPolicy;
  readonly policySeenAt?: Instant;
  /** Who sends as the domain, most mail first. */
  readonly sources: readonly SendingSource[];
  /** Messages of addresses beyond the limit (20,000 unless another is given); they are in `mail` and in no source. */
  readonly uncounted: number;
  /** Domains that sign this mail, most mail first; at most 100. */
  readonly signers: readonly Signer[];
  /** Failure reports by address and cause, most first; at most 100. */
  readonly failures: readonly FailureGroup[];
  readonly tls: TlsSummary;
  /** Domains of the same reports that are not this one, most mail first; at most 100. */
  readonly otherDomains: readonly Tally[];
}

/** What speaks for the verdict. */
export type SourceSign =
  | 'spf-aligned'
  | 'dkim-aligned'
  /** The receiver says forwarded, mailing_list or trusted_forwarder. */
  | 'told-forwarded'
  /** SPF passes for a reverse-path of another domain. */
  | 'envelope-elsewhere'
  /** The reverse-path is the domain's, and SPF does not pass. */
  | 'own-envelope-fails'
  /** Another domain's signature verifies beside, of the same owner as the reverse-path. */
  | 'service-signature'
  /** The same key signs more mail at hosts that SPF knows, or at a service. */
  | 'key-of-known-hosts'
  /** The key signs mostly mail of hosts like this one. */
  | 'key-used-here'
  | 'own-signature-broken'
  | 'one-reporter'
  | 'several-reporters'
  | 'little-mail'
  | 'much-mail'
  | 'no-authentication';

export interface SendingSource {
  /** 'mailer.example', '192.0.2.0/24', '192.0.2.1'. */
  readonly name: string;
  readonly kind: 'domain' | 'network' | 'ip';
  readonly verdict: SourceVerdict;
  readonly signs: readonly SourceSign[];
  /** In this order; none where nothing is to be done. */
  readonly actions: readonly SourceAction[];
  readonly mail: MailCounts;
  /** Most mail first; at most 100. */
  readonly ips: readonly SourceIp[];
  readonly ipCount: number;
  /** Reverse-path domains for which SPF passed without alignment, and domains of other valid signatures; at most 20. */
  readonly otherDomains: readonly Tally[];
  /** 'selector._domainkey.domain' of the domain's own signatures; at most 20. */
  readonly selectors: readonly Tally[];
  /** From domains; at most 20. */
  readonly headerFrom: readonly Tally[];
  readonly reporters: number;
  /** Override reasons (RFC 9990 §3.1.6) with messages. */
  readonly overrides: readonly Tally[];
}

export interface Signer {
  readonly domain: string;
  /** The domain itself or one below or above it with the same organisational domain. */
  readonly isOwn: boolean;
  readonly messages: number;
  readonly passed: number;
  /** Most mail that verified first; at most 50. */
  readonly selectors: readonly SelectorUse[];
}

export interface SelectorUse {
  readonly selector: string;
  readonly messages: number;
  readonly passed: number;
  /** End of the latest report with a valid signature. */
  readonly lastValid?: Instant;
}

export interface FailureGroup {
  readonly sourceIp?: string;
  readonly authFailure: string;
  readonly incidents: number;
}

export interface TlsSummary {
  readonly successes: number;
  readonly failures: number;
  /** By result type (RFC 8460 §4.3) and MX host, most sessions first; at most 100. */
  readonly details: readonly TlsFailureGroup[];
}
