/** Keywords of an EHLO reply with their parameters (RFC 5321 §4.1.1.1): its lines after the first. */
import type { SessionReply } from './take-reply.ts';

const maxKeywords = 40;

/** At most 40, each at most 200 characters. */
export function ehloKeywords(reply: SessionReply): readonly string[] {
  return reply.lines.slice(1, 1 + maxKeywords).map((line) => line.slice(0, 200));
}
