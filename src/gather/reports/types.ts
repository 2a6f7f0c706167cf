/** What comes of reading report files: each thing with the file it lies in. */
import type { MailReport } from '../../wire/report-container/types.ts';

interface Place {
  /** The file; reading it again is done by giving this path again. */
  readonly path: string;
  /** The way inside the file: 'message 3 > part 2 > report.xml'; '' for the whole file. */
  readonly place: string;
}

export type ReportReading =
  | (Place & { readonly kind: 'report'; readonly value: MailReport })
  /** A report with the same reporter, id, domain and beginning came before; it is not to be counted. */
  | (Place & { readonly kind: 'duplicate'; readonly reportId: string })
  /** Ordinary mail and other files: nothing to worry about. */
  | (Place & { readonly kind: 'not-a-report'; readonly code: string; readonly message: string })
  /** `code` is stable, `message` says why and what to do. */
  | (Place & { readonly kind: 'unreadable'; readonly code: string; readonly message: string });

export interface ReportFilesOptions {
  /** Keys of reports already counted; shared, so that a second run over what failed counts nothing twice. */
  readonly seen?: Set<string>;
  readonly signal?: AbortSignal;
  readonly limits?: Partial<ReportFileLimits>;
}

export interface ReportFileLimits {
  /** Files of all folders together. */
  readonly files: number;
  /** Bytes of a file that is read whole. An mbox is read message by message and may be longer. */
  readonly fileBytes: number;
  /** Bytes of one message of an mbox. */
  readonly messageBytes: number;
  /** Folders inside each other. */
  readonly depth: number;
}
