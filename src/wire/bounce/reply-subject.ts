/** What mail programs put before the subject of an answer and of what is passed on, in any language. */
import { isDaemonSender } from './daemon-sender.ts';
import type { BounceLayout } from './layout.ts';

/** Of an answer. */
export const ANSWER_PREFIXES: readonly string[] = 're aw sv antw rép odp vs ynt rif 回复 答复 回覆'.split(
  ' ',
);
/** Of a message that is passed on. */
export const FORWARD_PREFIXES: readonly string[] = 'fw fwd wg tr rv enc doorst pd 转发 轉寄'.split(' ');

/** 'Re: …', 'AW[2]: …', '回复：…'. */
const prefixedBy = (words: readonly string[]): RegExp =>
  new RegExp(String.raw`^(?:${words.join('|')})\s?(?:\[\d{1,3}\])?[:：]`, 'i');

const ANSWERED = prefixedBy(ANSWER_PREFIXES);
const ANSWERED_OR_FORWARDED = prefixedBy([...ANSWER_PREFIXES, ...FORWARD_PREFIXES]);

/** True of the subject of an answer, and of what was passed on. */
export const isReplySubject = (subject: string): boolean => ANSWERED_OR_FORWARDED.test(subject);

/** True of the subject of an answer alone. */
export const isAnswerSubject = (subject: string): boolean => ANSWERED.test(subject);

/** True for a person's answer ('Re: Undelivered Mail …'), which may quote a whole report, and for what a person passed on. */
export function isReplyTo(layout: BounceLayout): boolean {
  return isReplySubject(layout.head('subject').slice(0, 50)) && !isDaemonSender(layout);
}

/** True for a person's answer, whatever it quotes; what was forwarded first ('Fwd: …') is none. */
export function isAnswer(layout: BounceLayout): boolean {
  return ANSWERED.test(layout.head('subject').slice(0, 50)) && !isDaemonSender(layout);
}
