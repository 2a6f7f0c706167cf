/** What the text around a refusal tells of the next attempts: a notice of delay that was pasted without its header is none of failure. */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { retryHoursIn } from '../wire/bounce/index.ts';

/** Sentences of notices of delay that name no time. */
const WARNS = /\bdo not need to resend\b|\bthis is a warning message only\b/i;
const MAX_AROUND = 8_192;

/** With what became of the message, where the words around it tell that it is tried again; what was refused for good is not. */
export function withToldDelay(facts: ReplyFacts, around: string): ReplyFacts {
  const { fate, replyCode, enhancedStatus } = facts;
  const isFinal = replyCode === undefined ? enhancedStatus?.startsWith('5') === true : replyCode >= 500;
  if (fate !== undefined || isFinal) return facts;
  const retryHours = retryHoursIn(around);
  if (retryHours !== undefined) return { ...facts, fate: 'waiting', retryHours };
  return WARNS.test(around.slice(0, MAX_AROUND)) ? { ...facts, fate: 'waiting' } : facts;
}
