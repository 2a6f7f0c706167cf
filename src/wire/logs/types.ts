/** A delivery attempt as a mail log tells it. */
import type { SmtpPhase } from '../smtp/types.ts';

/** The servers whose logs are read. */
export type LogFormat =
  | 'postfix'
  | 'exim'
  | 'sendmail'
  | 'opensmtpd'
  | 'exchange'
  | 'qmail'
  | 'haraka'
  | 'stalwart'
  | 'maddy'
  | 'dovecot'
  | 'procmail'
  | 'maildrop'
  | 'amavis'
  | 'nginx';

/** One delivery, or one client that was turned away, as a line or several of a log tell it. */
export interface LogEvent {
  readonly format: LogFormat;
  /** 'rejected-by-us': our own server refused an incoming client; the others are deliveries of ours. */
  readonly outcome: 'bounced' | 'deferred' | 'sent' | 'expired' | 'rejected-by-us';
  /** The rule only warns (Postfix warn_if_reject): nothing was refused by it. */
  readonly isWarning?: boolean;
  /** 1-based line in the text given. */
  readonly line: number;
  readonly at?: string;
  readonly loggingHost?: string;
  readonly queueId?: string;
  readonly recipient?: string;
  readonly originalRecipient?: string;
  readonly sender?: string;
  readonly remoteHost?: string;
  readonly remoteIp?: string;
  readonly remotePort?: number;
  /** Exim's router, sendmail's mailer, the plugin of Haraka that passed it on. */
  readonly router?: string;
  readonly clientHost?: string;
  readonly clientIp?: string;
  readonly helo?: string;
  /** The account that the client had logged in with; '' where the line tells that it had, and not as whom. */
  readonly login?: string;
  /** It came to a port for the server's own users (RFC 6409, RFC 8314). */
  readonly isSubmission?: true;
  readonly enhancedStatus?: string;
  readonly replyCode?: number;
  readonly phase?: SmtpPhase;
  readonly messageSizeBytes?: number;
  /** The logging server itself has spoken, no other: what puts mail into its mailboxes, or a filter that mail passes. */
  readonly ownStep?: 'delivery' | 'filter';
  readonly messageId?: string;
  /** The words that say why. */
  readonly text: string;
}
