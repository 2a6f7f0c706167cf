import type { SmtpPhase } from '../smtp/types.ts';

/**
 * What a service says of the reason in a field or a set form of its own, beside or without words of a server: 'lookup': the name of a host
 * was not found where the program runs; 'quota': the sender's plan is used up; 'service': another trouble of the service itself.
 */
export type ToldReason =
  | 'lookup'
  | 'quota'
  | 'service'
  | 'hard'
  | 'no-mailbox'
  | 'no-domain'
  | 'suppressed'
  | 'full'
  | 'too-large'
  | 'content'
  | 'attachment';

/** What a mail service or an MTA that logs in JSON says of one delivery. */
export interface ServiceEvent {
  /** The words of the answer, as they stand there; codes may stand at their head. '' where a service tells of it without. */
  readonly words: string;
  /** Absent: it failed for good. */
  readonly outcome?: 'delayed' | 'complained';
  readonly reason?: ToldReason;
  /** What nobody can tell from it: whether it is mail that failed, or whom the words mean. */
  readonly doubt?: 'mail' | 'recipient';
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
