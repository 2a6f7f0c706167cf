/** The machine-readable part of a delivery status notification (RFC 3464), every field kept. */
import type { ByteRange } from '../../base/byte-range.ts';

/** One field of a delivery-status body. */
export interface StatusField {
  /** As written: 'Final-Recipient'. */
  readonly name: string;
  /** Lower case. */
  readonly key: string;
  /** Unfolded, trimmed, at most 8,192 characters. */
  readonly value: string;
  /** First to last byte of its lines in the raw message; absent for text that has no place there. */
  readonly range?: ByteRange;
}

/** 'type; value' of RFC 3464 §2.1.2, split. */
export interface TypedValue {
  /** Lower case: 'rfc822', 'utf-8', 'dns', 'smtp', 'x-unix'; '' when the sender left it out. */
  readonly type: string;
  readonly value: string;
}

export type DsnAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';

/** RFC 3464 §2.3. */
export interface RecipientStatus {
  /** Address without type, angle brackets, xtext or utf-8-addr encoding; case kept. */
  readonly originalRecipient?: string;
  readonly finalRecipient?: string;
  /** One of several in a field whose words speak of another: of this one the report tells no reason. */
  readonly isUnspoken?: true;
  /** X-Actual-Recipient (sendmail): where the mail really went. */
  readonly actualRecipient?: string;
  readonly action?: DsnAction;
  /** 'class.subject.detail', comments removed. */
  readonly status?: string;
  readonly remoteMta?: TypedValue;
  readonly diagnosticCode?: TypedValue;
  readonly diagnosticRange?: ByteRange;
  readonly lastAttemptDate?: string;
  readonly finalLogId?: string;
  readonly willRetryUntil?: string;
  /** X-Display-Name (Exchange). */
  readonly displayName?: string;
  /** Every field in order, extension fields too. */
  readonly fields: readonly StatusField[];
}

/** RFC 3464 §2. */
export interface DeliveryStatus {
  readonly originalEnvelopeId?: string;
  readonly reportingMta?: TypedValue;
  readonly dsnGateway?: TypedValue;
  readonly receivedFromMta?: TypedValue;
  readonly arrivalDate?: string;
  /** X-Postfix-Queue-ID and its like. */
  readonly queueId?: string;
  /** Its queue is named so. */
  readonly isOfPostfix?: true;
  /** X-Postfix-Sender and its like: the reverse-path of the returned message. */
  readonly sender?: string;
  readonly fields: readonly StatusField[];
  /** At most 1,000. */
  readonly recipients: readonly RecipientStatus[];
}
