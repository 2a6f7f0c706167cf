/** Replies as people paste them, made into facts: codes, words, who said it, and whom the words name. */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { findReplies, type SmtpReply } from '../wire/smtp/index.ts';
import { namedIn } from './named-in-words.ts';

/** Longest text that is looked at, in UTF-16 code units. */
export const MAX_REPLY_TEXT = 4096;

function factsOf(reply: SmtpReply): ReplyFacts {
  const text = reply.text.slice(0, MAX_REPLY_TEXT);
  return {
    text,
    ...namedIn(text, reply.ip),
    ...(reply.code !== undefined && { replyCode: reply.code }),
    ...(reply.enhancedStatus !== undefined && { enhancedStatus: reply.enhancedStatus }),
    ...(reply.host !== undefined && { speakerHost: reply.host }),
    ...(reply.ip !== undefined && { speakerIp: reply.ip }),
    ...(reply.phase !== undefined && { phase: reply.phase }),
  };
}

/** Every reply in a text, in order; empty where there is none. */
export function repliesOf(text: string): readonly ReplyFacts[] {
  return findReplies(text).map(factsOf);
}

/** The one reply of a text, or its words where it holds no code: for a field that is known to hold a reply. */
export function replyFactsOf(text: string): ReplyFacts {
  const replies = repliesOf(text);
  const last = replies.at(-1);
  if (last === undefined) {
    const words = text.slice(0, MAX_REPLY_TEXT);
    return { text: words, ...namedIn(words, undefined) };
  }
  if (replies.length === 1) return last;
  // Several replies in one text: the words of all decide, the codes of the last final one (RFC 5321 §4.2.1).
  return { ...last, text: text.slice(0, MAX_REPLY_TEXT) };
}
