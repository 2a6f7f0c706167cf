/** What comes out of a mail, an archive or a file of reports. */
import type { Problem } from '../../base/result.ts';
import type { DmarcAggregateReport, DmarcFailureReport } from '../dmarc-report/types.ts';
import type { TlsReport } from '../tls-report/types.ts';

export type MailReport =
  | { readonly kind: 'aggregate'; readonly report: DmarcAggregateReport }
  | { readonly kind: 'failure'; readonly report: DmarcFailureReport }
  | { readonly kind: 'tls'; readonly report: TlsReport };

/** One thing found. `place` is the way into the container: 'part 2 > report.xml'; '' for the whole. */
export type ReportFound =
  | { readonly kind: 'report'; readonly place: string; readonly value: MailReport }
  /** Something else, such as ordinary mail: no reason to worry. */
  | { readonly kind: 'not-a-report'; readonly place: string; readonly problem: Problem }
  /** Meant to be a report, or not to be opened at all. */
  | { readonly kind: 'unreadable'; readonly place: string; readonly problem: Problem };

export interface ContainerLimits {
  /** What compressed data may come to, all together. */
  readonly inflatedBytes: number;
  /** What is held whole at once after inflation: JSON, an archive or a mail inside another. */
  readonly heldBytes: number;
  /** Containers inside each other. */
  readonly depth: number;
  /** Entries of archives and parts of mails that are opened, all together. */
  readonly entries: number;
}
