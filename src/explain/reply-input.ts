/** Replies as people paste them, made into facts: codes, words, who said it, and whom the words name. */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { findReplies, type SmtpReply } from '../wire/smtp/index.ts';
import type { Arrival } from './arrival.ts';
import { namedIn } from './named-in-words.ts';
import { saysFailure } from './says-failure.ts';
import { takesMessage } from './takes-message.ts';

/** Longest text that is looked at, in UTF-16 code units. */
export const MAX_REPLY_TEXT = 4096;

/** RFC 5321 §4.2.1: 2yz and 3yz refuse nothing; without a code the class of the enhanced code tells (RFC 3463 §3.1). */
export function isPositive({ code, enhancedStatus }: Pick<SmtpReply, 'code' | 'enhancedStatus'>): boolean {
  return code === undefined ? enhancedStatus?.startsWith('2') === true : code < 400;
}

/** The reply that decides a text: the last that refuses, whatever positive ones stand behind it. */
export function decidingReply(replies: readonly SmtpReply[]): SmtpReply | undefined {
  return replies.findLast((reply) => !isPositive(reply)) ?? replies.at(-1);
}

/** Facts of one reply. */
export function factsOfReply(reply: SmtpReply): ReplyFacts {
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

/** Postfix's client finds itself where it was to send to: nobody else has spoken. */
const OWN_LOOP = /^\s{0,20}(?:<[^\s<>]{3,320}>: )?mail for \S{1,255} loops back to myself/;

/** The one reply of a text, or its words where it holds no code: for a field that is known to hold a reply. */
export function replyFactsOf(text: string): ReplyFacts {
  const replies = findReplies(text);
  const decides = decidingReply(replies);
  if (decides === undefined) {
    const words = text.slice(0, MAX_REPLY_TEXT);
    return {
      text: words,
      ...namedIn(words, undefined),
      ...(OWN_LOOP.test(words) && { ownStep: 'delivery' as const }),
    };
  }
  const facts = factsOfReply(decides);
  if (replies.length === 1) return facts;
  // Several replies in one text: the words of all decide, the codes of the last that refuses (RFC 5321 §4.2.1).
  return { ...facts, text: text.slice(0, MAX_REPLY_TEXT) };
}

/** RFC 5321 §4.2.1: after 3yz the server waits for more, so that nothing was delivered where it is the last word. */
const isWaiting = ({ code }: SmtpReply): boolean => code !== undefined && code >= 300 && code < 400;

/**
 * Mail libraries of PHP: 'Expected response code 354 but got code "250"': a positive reply that is none to what was asked; and PHPMailer's
 * errors, beside which it writes the conversation; an error of Node or a TLS that failed, beside what went well until there.
 */
const OUT_OF_STEP =
  /\bexpected (?:response|smtp) code\b|\b(?:mailer|smtp) error: (?!none|no\b|0\b|null)\S|\bcode: 'E[A-Z]{3,12}'|\btls startup failed\b|\berror: certificate has expired\b|\bsmtp timeout while waiting\b/i;
/** A status of a refusal whose code is gone, on a line of its own words: programs have versions that look the same. */
const STATUS_ALONE =
  /^(?![^\n]{0,40}(?<!\d)[23]\d\d[ -])(?:[^\n]{0,200}[:(#'"] ?)?[45]\.[0-7]\.\d{1,3}(?=[ )'":])/im;

const isOutOfStep = (text: string): boolean => OUT_OF_STEP.test(text) || STATUS_ALONE.test(text);

/** RFC 5321 §4.2.3, RFC 3207 §4, RFC 4954 §6: a greeting, help, leave for TLS, a good-bye, a login: no message was taken yet. */
const TAKES_NOTHING: ReadonlySet<number | undefined> = new Set([211, 214, 220, 221, 235]);
/** A connection ends so too after a good-bye. */
const CLOSED = /\bconnection (?:was )?(?:closed|lost|dropped|reset)|\blost connection\b/i;
/** 'No errors', 'error: none', 'Failed: 0'. */
const NO_FAILURE =
  /\b(?:no|0|zero|without(?: any)?) (?:error|failure|exception|fault)s?\b|\b(?:errors?|fail(?:ed|ures?)|exceptions?) ?[:=] ?(?:none|null|false|no|0)\b/gi;
/** A line of a reply. */
const REPLY_LINE = /^[^\w\n]{0,8}[2-5]\d\d(?:[ -][^\n]{0,4000})?$/gm;

/** What stands beside the replies; a line without a code that a reply took in too. */
function beside(text: string, replies: readonly SmtpReply[]): string {
  let end = 0;
  const parts = replies.map(({ span }) => {
    const before = text.slice(end, span.start);
    const [, ...rest] = text.slice(span.start, span.end).split('\n');
    end = span.end;
    return [before, ...rest].join('\n');
  });
  return [...parts, text.slice(end)].join('\n').replaceAll(REPLY_LINE, '').replaceAll(NO_FAILURE, '');
}

/** After a reply that waits for more: did it end there? */
const wentWrong = (told: string): boolean => CLOSED.test(told) || saysFailure(told);

/** The words of a text whose only replies took no message, where beside them something tells that it went wrong. */
function wordsBeside(text: string, replies: readonly SmtpReply[]): ReplyFacts | undefined {
  if (!replies.every(({ code }) => TAKES_NOTHING.has(code))) return undefined;
  const words = text.slice(0, MAX_REPLY_TEXT);
  const told = beside(words, replies);
  const isClosed = CLOSED.test(told) && replies.every(({ code }) => code !== 221);
  return isClosed || saysFailure(told) ? { text: words, ...namedIn(words, undefined) } : undefined;
}

/**
 * A text known to hold one reply, as an arrival; where every reply in it is positive it is no bounce, and without a refusal to judge
 * where none of them took a message.
 */
export function replyArrival(text: string): Arrival {
  const replies = findReplies(text);
  const words = replies.length === 0 ? undefined : wordsBeside(text, replies);
  const refusals = [{ facts: words ?? replyFactsOf(text), otherTexts: [] }];
  if (words !== undefined) return { input: 'reply', kind: 'bounce', refusals };
  const last = replies.at(-1);
  if (last !== undefined && replies.every(isPositive) && !isOutOfStep(text)) {
    const isTaken = !isWaiting(last) && replies.some(takesMessage);
    if (isTaken) return { input: 'reply', kind: 'not-a-bounce', notice: 'delivered', refusals };
    if (!isWaiting(last) || !wentWrong(beside(text, replies)))
      return { input: 'reply', kind: 'not-a-bounce', refusals: [] };
  }
  return { input: 'reply', kind: 'bounce', refusals };
}
