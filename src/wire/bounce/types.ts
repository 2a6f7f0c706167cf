/** What a message reports about earlier mail, freed from its format. */
import type { ByteRange } from '../../base/byte-range.ts';
import type { MimePart } from '../message/types.ts';
import type { SmtpPhase } from '../smtp/types.ts';
import type { FormatId } from './formats/marks.ts';

export type BounceKind =
  | 'bounce'
  | 'delay'
  | 'delivered'
  | 'complaint'
  | 'auto-reply'
  | 'challenge'
  | 'unsubscribe'
  | 'not-a-bounce';

/** The fate of one recipient. */
export interface RecipientReport {
  /** Final recipient without 'rfc822;', angle brackets or case change; absent where the report does not say. */
  readonly recipient?: string;
  /** RFC 3464 §2.3.1, or 'generated from', 'expanded from', X-Actual-Recipient. */
  readonly originalRecipient?: string;
  readonly action?: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** Status field (RFC 3464 §2.3.4) or the enhanced code of the text. */
  readonly enhancedStatus?: string;
  readonly replyCode?: number;
  /** The words that say why: Diagnostic-Code, the transcript's reply, the prose of the report. */
  readonly diagnostic: string;
  readonly diagnosticRange?: ByteRange;
  /** Other texts of the same report about this recipient, in order of worth. */
  readonly otherDiagnostics: readonly string[];
  /** Host that refused. */
  readonly remoteHost?: string;
  readonly remoteIp?: string;
  readonly phase?: SmtpPhase;
  /** Last-Attempt-Date as written. */
  readonly lastAttempt?: string;
  /** Will-Retry-Until. */
  readonly retryUntil?: string;
}

/** What is known of the message that came back. */
export interface ReturnedMessage {
  /** The part that holds it, when it is a part of its own. */
  readonly part?: MimePart;
  /** The bytes of the returned message or of its headers. */
  readonly range?: ByteRange;
  readonly isHeadersOnly: boolean;
  readonly messageId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  /** Reverse-path of the refused message. */
  readonly reversePath?: string;
  /** IP and HELO name of the host that handed it to the refusing side, as far as Received headers tell. */
  readonly senderIp?: string;
  readonly helo?: string;
  /** It carries a field of mailing lists and newsletters: List-Unsubscribe, List-Id (RFC 2369, RFC 2919). */
  readonly isOfList?: true;
}

export interface BounceReport {
  readonly kind: BounceKind;
  /** The form by which it was recognised. */
  readonly format: FormatId;
  readonly recipients: readonly RecipientReport[];
  readonly reportingHost?: string;
  readonly receivedFromHost?: string;
  readonly arrivalDate?: string;
  readonly queueId?: string;
  /** It calls its queue so, whatever reader recognised it. */
  readonly isOfPostfix?: true;
  /** Of a delay: for how many hours more it is tried, as its prose says. */
  readonly retryHours?: number;
  /** The message that came back, described when first asked for: no kind and no recipient rests on it. */
  readonly returned: () => ReturnedMessage | undefined;
}
