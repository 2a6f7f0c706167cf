/**
 * What was said, as its speaker said it: without the frame that a log or a bounce writes around it ('host mx[192.0.2.1] said: … (in reply
 * to RCPT TO command)'), whose host, address and step stand beside it already, and with its codes once.
 */
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { findReplies, type SmtpReply } from '../../wire/smtp/index.ts';
import { withoutPasswords } from '../holds-password.ts';
import { isCoded } from '../place.ts';
import type { QuotedWords } from '../verdict.ts';
import { excerptOf } from './excerpt.ts';

/** The codes that were said, and the words. */
export interface Quote {
  readonly replyCode?: number;
  readonly enhancedStatus?: string;
  readonly words: string;
}

/** Postfix, qmail and Exim. */
const FRAMES =
  '(?:host \\S{1,300}(?: ?\\[[^\\]\\s]{1,60}\\])? (?:said|refused to talk to me)|remote host said|[sl]mtp error from remote mail server after [^\\n:]{1,400}(?::<[^>\\n]{0,320}>)?):\\s*';
const FRAME_BEFORE = new RegExp(`(?:^|[\\s(:;,>])${FRAMES}$`, 'i');
const FRAME_AHEAD = new RegExp(`^${FRAMES}`, 'i');
const BEHIND = /^[\s.)]*(?:\(in reply to [^()]{1,100}\)?)?[\s.)]*$/;
const REPLIED_TO = /\s*\(in reply to [^()]{1,100}\)?$/;
/** Exim's log writes the breaks of a reply so; before anything but a code it may be a path. */
const WRITTEN_BREAK = /\\n(?=[2-5]\d\d[- ]|\s*$)/g;
const LAST_BREAK = /\n\s*$/;
/** 'x.0.0' is what logs and reports fill in where nobody said an enhanced code (RFC 3464 §2.3.4 wants one). */
const NOT_SAID = /^[245]\.0\.0$/;

/** Lines of one reply: Google's last two have a blank behind the code each. */
const isNext = (text: string, before: SmtpReply, { code, enhancedStatus, span }: SmtpReply): boolean =>
  code === before.code &&
  enhancedStatus === before.enhancedStatus &&
  text.slice(before.span.end, span.start).trim() === '';

/** The reply alone, where nothing else was said with it. */
function onlyReply(text: string): SmtpReply | undefined {
  const replies = findReplies(text, MAX_PIECES);
  const [first] = replies;
  const last = replies.at(-1);
  if (first?.code === undefined || last === undefined || replies.length === MAX_PIECES) return undefined;
  const isOne = replies.every((reply, at) => at === 0 || isNext(text, replies[at - 1] ?? reply, reply));
  const before = text.slice(0, first.span.start);
  const isFramed =
    (before.trim() === '' || FRAME_BEFORE.test(before)) && BEHIND.test(text.slice(last.span.end));
  return isOne && isFramed ? { ...first, text: replies.map((reply) => reply.text).join(' ') } : undefined;
}

const MAX_PIECES = 5;

/** Quotes that were opened before what is left of a text: Exchange's, and around it those of whoever quotes its report. */
const OPEN_QUOTES = /^[^'"]*?(['"]{1,3})$/;
const withoutOpenQuotes = (words: string): string => {
  const open = OPEN_QUOTES.exec(words)?.[1];
  return open === undefined || open === "''" || open === '""'
    ? words
    : words.slice(0, -open.length).trimEnd();
};

/** What Thunderbird writes behind the words of the server. */
const OF_PROGRAM =
  /\s{1,9}(?:Please check the message(?: recipient\b[^\n]{0,400})? and try again|Bitte überprüfen Sie (?:die|den) (?:E-Mail-Adresse|Empfänger|Nachricht)[^\n]{0,400} erneut)\.?["'”“]{0,2}$/;

/**
 * The codes that the facts hold beside the words; of a report or a log without a reply, and of a mail service that keeps the enhanced one in a
 * field of its own, they are the reporter's. Behind '-> ' Exchange quotes what another server said before.
 */
function codesBeside({ text, replyCode, enhancedStatus, ...facts }: ReplyFacts) {
  const reported = facts.reportingHost ?? facts.queueId ?? facts.messageId ?? facts.at;
  const isReporters = replyCode === undefined && reported !== undefined;
  const isTheirs = (reply: SmtpReply): boolean =>
    reply.code === replyCode && !text.slice(0, reply.span.start).endsWith('-> ');
  if (replyCode !== undefined && findReplies(text).some(isTheirs)) return {};
  const isSaid =
    enhancedStatus !== undefined &&
    !isReporters &&
    facts.isStatusOfField !== true &&
    !NOT_SAID.test(enhancedStatus);
  return {
    ...(replyCode !== undefined && { replyCode }),
    ...(isSaid && { enhancedStatus }),
  };
}

/** What was said in a refusal. */
export function quoteOf(reply: ReplyFacts): Quote {
  const text = reply.text.replaceAll(WRITTEN_BREAK, '\n').replace(LAST_BREAK, '');
  const only = onlyReply(text);
  if (only === undefined) {
    const words = text.trim().replace(FRAME_AHEAD, '').replace(REPLIED_TO, '').replace(OF_PROGRAM, '');
    return { ...codesBeside(reply), words: withoutOpenQuotes(words) };
  }
  const { code, enhancedStatus } = only;
  return {
    ...(code !== undefined && { replyCode: code }),
    ...(enhancedStatus !== undefined && { enhancedStatus }),
    words: only.text,
  };
}

/**
 * What was said, as an answer shows it: of a text without a reply, and of a very long reply, the sentences that decided. `quoted`: the words
 * that decided, with their places in `reply.text`. Passwords are blanked.
 */
export function shownQuoteOf(reply: ReplyFacts, quoted: readonly QuotedWords[]): Quote {
  const shown = openQuoteOf(reply, quoted);
  return { ...shown, words: withoutPasswords(shown.words, reply.text) };
}

function openQuoteOf(reply: ReplyFacts, quoted: readonly QuotedWords[]): Quote {
  const whole = quoteOf(reply);
  const isReply = isCoded(reply);
  if (isReply && whole.words.length <= LONGEST_REPLY) return whole;
  const words = excerptOf(reply.text, quoted, { withFirst: isReply });
  if (words === reply.text) return whole;
  const { replyCode = whole.replyCode } = reply;
  const { enhancedStatus } = whole;
  return {
    ...(replyCode !== undefined && { replyCode }),
    ...(enhancedStatus !== undefined && { enhancedStatus }),
    words,
  };
}

/** A reply of a server is quoted whole up to so many characters: its parts belong together. */
const LONGEST_REPLY = 700;

/** '550 5.1.1': of codes that stand in the words only what does not. */
function codesOf({ replyCode, enhancedStatus, words }: Quote): string {
  const code = replyCode === undefined || words.startsWith(String(replyCode)) ? undefined : replyCode;
  const status = enhancedStatus === undefined || words.includes(enhancedStatus) ? undefined : enhancedStatus;
  return [code, status].filter((one) => one !== undefined).join(' ');
}

/** '550 5.1.1 <ann@example.org>: unknown user'. */
export const quoteText = (quote: Quote): string =>
  [codesOf(quote), quote.words].filter((piece) => piece !== '').join(' ');
