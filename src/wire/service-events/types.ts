import type { SmtpPhase } from '../smtp/types.ts';

/** What a mail service or an MTA that logs in JSON says of one delivery. */
export interface ServiceEvent {
  /** The words of the answer, as they stand there; codes may stand at their head. */
  readonly words: string;
  readonly recipient?: string;
  readonly sender?: string;
  /** From a field of its own (RFC 5321 §4.2). */
  readonly replyCode?: number;
  /** From a field of its own, 'class.subject.detail' (RFC 3463). */
  readonly enhancedStatus?: string;
  /** The command that was answered, where a field tells it. */
  readonly phase?: SmtpPhase;
  readonly remoteHost?: string;
  readonly remoteIp?: string;
  /** The address that the message was sent from. */
  readonly sendingIp?: string;
}
