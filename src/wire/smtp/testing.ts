/** What is found first, without its place. Test support. */
import { findReplies } from './find-replies.ts';
import type { SmtpReply } from './types.ts';

export type Expected = Partial<Omit<SmtpReply, 'span'>>;

/** The first reply in a text; nothing of it where there is none. */
export const first = (text: string): Expected => {
  const [reply] = findReplies(text);
  if (reply === undefined) return {};
  const { span: _, ...rest } = reply;
  return rest;
};
