/** One refusal of one recipient, freed from the format that carried it (reply, bounce, log line). */

import type { LogFormat } from '../wire/logs/types.ts';
import type { SmtpPhase } from '../wire/smtp/types.ts';

export type { SmtpPhase } from '../wire/smtp/types.ts';

export interface ReplyFacts {
  /** The words of the refusal, decoded, whole, at most 4,096 characters. */
  readonly text: string;
  /** Three digits of the reply (RFC 5321 §4.2). */
  readonly replyCode?: number;
  /** 'class.subject.detail' (RFC 3463). */
  readonly enhancedStatus?: string;
  readonly phase?: SmtpPhase;
  /** Host that refused, as the transcript, Remote-MTA or log names it. */
  readonly speakerHost?: string;
  readonly speakerIp?: string;
  /** Host that wrote the report (Reporting-MTA of RFC 3464, or the log's host). */
  readonly reportingHost?: string;
  /**
   * What tells of it, on our side: the mail server by the form of its log or bounce, a mail program (Outlook, Thunderbird), or a sending
   * service. Which commands can be run depends on it.
   */
  readonly reportingSoftware?: LogFormat | 'mail-program' | 'service';
  /**
   * As its log or its report tells, our own server said it: what puts mail into its mailboxes, a filter that mail passes, or its SMTP client, which
   * reached nobody or would not go on.
   */
  readonly ownStep?: 'delivery' | 'filter' | 'client';
  /** Which way it went: handed in by a program, through a relay (its port, or a router named so), or to what the MX names. */
  readonly via?: 'program' | 'relay' | 'mx';
  /** A server that delivers was told so by the one it spoke to: 'Remote Server returned', 'host … said'. */
  readonly isHeardByServer?: true;
  /** The enhanced code stands beside the words in a field of its own, which a mail service filled in: nobody said it. */
  readonly isStatusOfField?: true;
  /** The text around it speaks of mail that is handed in: a login, a port for it, a program's settings. Never with `isHeardByServer`. */
  readonly isOfHandingIn?: true;
  /** What became of the message, where a log or a report tells it (RFC 3464 §2.3.3): still in the queue, or given up. */
  readonly fate?: 'waiting' | 'given-up';
  /** Until when a report says that it is tried again (Will-Retry-Until, RFC 3464 §2.3.9). */
  readonly retryUntil?: string;
  /** For how many hours more it is tried, as the words around it say: 'Gmail will retry for 46 more hours'. */
  readonly retryHours?: number;
  /** Greeting or signature of the software that refused. */
  readonly banner?: string;
  readonly recipient?: string;
  /** Reverse-path (MAIL FROM) of the refused message; '' is the null reverse-path. */
  readonly sender?: string;
  /** Domain or address in the From header of the refused message. */
  readonly headerFrom?: string;
  readonly senderIp?: string;
  /** Who tells the sending IP: the user, a Received field of the sending side, or only the words of the refusal. */
  readonly senderIpFrom?: 'given' | 'received' | 'words';
  readonly helo?: string;
  readonly queueId?: string;
  readonly messageId?: string;
  readonly messageSizeBytes?: number;
  /** ISO instant of the refusal as the bounce or log tells it. */
  readonly at?: string;
  /** The recipient's address changed on the way: 'generated from', 'expanded from', Original-Recipient. */
  readonly expandedFrom?: string;
  /** In the text that it was pasted with stands a password. */
  readonly isBesidePassword?: true;
  /** The refused message is one of a mailing list or newsletter, as its header tells (List-Unsubscribe, List-Id). */
  readonly isOfList?: true;
}
