/** What arrived, freed from the format that carried it. */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { ToldReason } from '../wire/service-events/index.ts';
import type { TextSpan } from '../wire/smtp/index.ts';
import type { MailboxSigns } from './own-mailbox.ts';
import type { ArrivalKind, TurnedAway } from './verdict.ts';

/** One refusal, with the other texts that its report holds about it. */
export interface Refusal {
  readonly facts: ReplyFacts;
  /** Read only where the first words decide nothing. */
  readonly otherTexts: Iterable<ReplyFacts>;
  /** Tells `facts.sender` where it was not looked for because the words alone are to be judged. */
  readonly senderOf?: () => string | undefined;
  /** The words right before the reply, where somebody pasted it among others. */
  readonly lead?: string;
  /** Where in the text its replies stand, in order. */
  readonly spans?: readonly TextSpan[];
  /** Somebody is said to have spoken the words, who need not be a server of mail (SmtpReply.isHearsay). */
  readonly isHearsay?: true;
}

/** One thing that arrived: a reply, a message or a line of a log, with the refusals in it. */
export interface Arrival {
  readonly input: 'reply' | 'message' | 'log';
  readonly kind: ArrivalKind;
  /** Kind of notice where it is none of a refusal: its category is certain. */
  readonly notice?: 'delivered' | 'auto-reply' | 'challenge' | 'complaint' | 'unsubscribe' | 'delayed';
  /** Reader that recognised it: 'rfc3464', 'qmail', 'postfix', … */
  readonly format?: string;
  readonly refusals: readonly Refusal[];
  /** What a line of a log tells of a delivery of ours; what was delivered is read only where it is asked for. */
  readonly delivery?: 'deferred' | 'bounced' | 'expired' | 'sent';
  /** Whom the words of that line name is read when it is told (log-arrival.ts). */
  readonly isUnread?: true;
  /** Our own server refused this client: nothing of ours was refused. */
  readonly turnedAway?: TurnedAway;
  /** Nobody can tell whom the words mean, or whether a server of mail spoke them: no address is stopped for them. */
  readonly stopsNobody?: true;
  /** What somebody pasted, of a longer text the part around the refusal; absent where it was a message, or nothing stands around the words. */
  readonly pasted?: string;
  /** Beside the refusal, the words of whoever pasted it (askers-words.ts). */
  readonly beside?: string;
  /** What tells whether whoever asks has a mailbox at a provider (own-mailbox.ts). */
  readonly mailbox?: MailboxSigns;
  /** What a service says of the reason in a form of its own. */
  readonly toldReason?: ToldReason;
  /** The message ends before it is whole: within its header, or within a part that was never closed. */
  readonly isCut?: boolean;
  /** The refused message as far as it came back, whether it is whole, and whether it was given apart (--message). */
  readonly returned?: {
    readonly bytes: Uint8Array;
    readonly isWhole: boolean;
    readonly isOriginal?: boolean;
  };
}
