/**
 * Header lines that somebody left on top of what he pasted: his question ('Subject: help'), or a report as his mail program shows it ('To: …',
 * 'Subject: FW: Undeliverable: …'). A message that went anywhere has fields that servers and programs add (RFC 5321 §4.4, RFC 2045 §4,
 * RFC 5322 §3.6): what it says of a refusal is its own matter.
 */
import { holdsFailureOrReason } from '../wire/bounce/index.ts';
import { header, type ParsedMessage } from '../wire/message/index.ts';
import type { Arrival } from './arrival.ts';
import { saysFailure } from './says-failure.ts';

/** Fields that nobody types, and no mail program shows above a message. */
const OF_TRANSPORT = [
  'received',
  'x-received',
  'return-path',
  'delivered-to',
  'envelope-to',
  'x-original-to',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'dkim-signature',
  'authentication-results',
  'received-spf',
  'arc-seal',
  'in-reply-to',
  'references',
  'list-id',
  'list-unsubscribe',
  'auto-submitted',
  'precedence',
] as const;

/** True of a header that no message has had on its way. */
export function isPastedHead({ root }: ParsedMessage): boolean {
  const has = (key: string): boolean => header(root, key) !== undefined;
  // RFC 5322 §3.6.4: every message should have a Message-ID; §3.6: it must have a Date.
  return !OF_TRANSPORT.some(has) && !(has('message-id') && has('date'));
}

/** What stands below the header. */
export function belowHead({ raw, root }: ParsedMessage): Uint8Array {
  return raw.subarray(root.bodyRange.start, root.bodyRange.end);
}

/**
 * Does it hold a refusal for sure? Below a header words without a code may speak of anything, and three digits may count anything
 * ('451 Research'): a status, a server that is named or quoted, or words of failure tell.
 */
export function tellsRefusal({ kind, input, refusals }: Arrival): boolean {
  if (input !== 'reply') return kind === 'bounce' || kind === 'delay';
  return refusals.some(
    ({ facts, isHearsay }) =>
      isHearsay === true ||
      (facts.replyCode !== undefined &&
        (facts.enhancedStatus !== undefined ||
          facts.speakerHost !== undefined ||
          facts.phase !== undefined ||
          facts.reportingSoftware !== undefined ||
          saysFailure(facts.text) ||
          holdsFailureOrReason(facts.text))),
  );
}
