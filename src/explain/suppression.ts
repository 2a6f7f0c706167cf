/**
 * Must mail to an address stop now? Only where the address itself is at fault for good: what was refused because of us (reputation,
 * authentication, content, policy, rate) never stops it, whatever the code. And only where nothing that was looked at speaks against it
 * or left open what only DNS can tell.
 */
import { categories } from '../findings/category.ts';
import type { Evidence } from '../findings/evidence.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import type { Arrival } from './arrival.ts';
import { type SenderOf, speaksOfAnother } from './speaks-of-another.ts';
import type { Cause, Classification } from './verdict.ts';

/** Least confidence at which mail to an address is stopped at once. */
const SUPPRESS_FROM = 0.7;

/** The status of an interface over HTTP (RFC 9110 §15.5: the request is at fault), which stands where a reply code would. */
const OF_HTTP = /<ErrorResponse\b|\bHTTP(?:\/[12]|S? (?:error|status|code)\b)|\bstatus ?code\b/i;
const isHttpStatus = ({ replyCode, enhancedStatus, text }: ReplyFacts): boolean =>
  replyCode !== undefined &&
  replyCode >= 400 &&
  replyCode < 410 &&
  enhancedStatus === undefined &&
  OF_HTTP.test(text.slice(0, MAX_TEXT));
const MAX_TEXT = 4_096;

/** RFC 5321 §4.2.1: 4yz; without a reply code the class of the enhanced code tells. */
export const isTransientReply = (facts: ReplyFacts): boolean =>
  facts.replyCode !== undefined
    ? facts.replyCode < 500 && !isHttpStatus(facts)
    : (facts.enhancedStatus?.startsWith('4') ?? false);

/** A report of checks (RFC 6591) or of a verdict taken back (RFC 6430) comes in the form of a complaint, but nobody complained. */
export const isReportOfChecks = (words: string): boolean =>
  /^Feedback-Type: (?:auth-failure|not-spam)\b/i.test(words);

/** Words of servers and services whose message is gone, whatever the code: 'I'm not going to try again', 'Your message was not sent'. */
const GIVEN_UP =
  /\bnot going to try again\b|\bi(?:'ve| have) given up\b|\bin the queue (?:for )?too long\b|\bmessage (?:has )?expired\b|\bretry timeout exceeded\b|\bmessage (?:was |has been |is )?(?:discarded|not sent)\b|\b(?:try to |please )?(?:re-?)?send (?:the|your|this) message again\b/i;

/** No server tries again by itself, however soon another attempt may do better: after 5yz, and where it is told that the message is gone. */
export function isFinalReply(facts: ReplyFacts): boolean {
  const { fate, replyCode, enhancedStatus, text } = facts;
  if (fate !== undefined) return fate === 'given-up';
  const isRefused = replyCode !== undefined ? replyCode >= 500 : enhancedStatus?.startsWith('5') === true;
  return isRefused || isHttpStatus(facts) || GIVEN_UP.test(text);
}

/** What the words alone say; `senderOf` as in speaks-of-another.ts. */
export function shouldSuppress(
  arrival: Arrival,
  classification: Classification,
  facts: ReplyFacts,
  senderOf?: SenderOf,
): boolean {
  const { suppress, class: kind, scope } = categories[classification.category];
  // What our own server turned away was nobody's address on a list of ours.
  if (suppress !== 'yes' || arrival.turnedAway !== undefined || arrival.stopsNobody === true) return false;
  if (kind === 'notice') return arrival.kind !== 'delay';
  if (speaksOfAnother(facts, scope === 'recipient-domain', senderOf)) return false;
  return arrival.kind === 'bounce' && classification.confidence >= SUPPRESS_FROM && !isTransientReply(facts);
}

/**
 * A cause that only DNS can tell, the recipient's domain missing or closed to mail, is not asserted where DNS was asked
 * and gave no answer: SERVFAIL and silence are no word about the domain.
 */
export function withDnsDoubt(cause: Cause, words: Classification, evidence: Evidence): Cause {
  const { scope, suppress } = categories[words.category];
  const looked = evidence.recipientDomain;
  const isOpen =
    scope === 'recipient-domain' &&
    suppress === 'yes' &&
    cause.category === words.category &&
    looked?.state === 'unknown' &&
    looked.why.code !== 'not-given';
  return isOpen ? { ...cause, isAsserted: false, doubt: 'unconfirmed' } : cause;
}

/** Does what was looked at leave the words' verdict on the address standing? */
export function isUpheld(words: Classification, cause: Cause): boolean {
  const { scope, class: kind } = categories[words.category];
  if (kind === 'notice') return true;
  if (cause.doubt !== undefined) return false;
  const isLowered = cause.moves.some((one) => one.category === words.category && one.to < one.from);
  if (scope === 'recipient-domain' && isLowered) return false;
  return cause.isAsserted ? categories[cause.category].suppress === 'yes' : cause.moves.length === 0;
}
