/** A bare reply as people paste it, made into facts. */
import type { ReplyFacts } from '../findings/reply-facts.ts';

const HEAD = /^\s*([245]\d\d)(?:[ -]+(?:#?([245]\.\d{1,3}\.\d{1,3}))?)?/;

/** Reads codes and words of a reply; text without codes is kept as words. */
export function replyFactsOf(text: string): ReplyFacts {
  const head = HEAD.exec(text);
  return {
    text: text.slice(0, 4096),
    ...(head?.[1] !== undefined && { replyCode: Number(head[1]) }),
    ...(head?.[2] !== undefined && { enhancedStatus: head[2] }),
  };
}
