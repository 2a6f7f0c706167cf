/**
 * SMTP replies in what people paste (RFC 5321 §4.2, RFC 2034 §4): bare, multi-line, wrapped, quoted, HTML-escaped, inside prose or a transcript.
 * Limits: the first 2,000,000 characters are searched, `max` replies are given, a reply has at most 4,096 characters. Linear in the text.
 */

import { ownCopy } from '../../base/own-copy.ts';
import type { Writable } from '../../base/writable.ts';
import { detailBefore } from './detail-before.ts';
import { findEnhancedStatus } from './enhanced-status.ts';
import { mapHtml } from './html-text.ts';
import { listedAddressBefore } from './listed-address.ts';
import { chainMaps, type MappedText } from './mapped-text.ts';
import { mapUnquoted } from './quote-prefix.ts';
import { readProse } from './reply-prose.ts';
import { type ReplyStart, readReplyStart } from './reply-start.ts';
import { joinLines, type ReplyLine, replyEnd } from './reply-text.ts';
import { findSpokenWords } from './spoken-words.ts';
import type { SmtpReply } from './types.ts';

const MAX_SEARCHED = 2_000_000;
/** Longest text of one line of a reply; RFC 5321 §4.5.3.1.5 allows 512 octets. */
const MAX_WORDS = 4_096;

/**
 * Finds the replies of a text in order; spans are of the text as given and never overlap.
 * Without any code the words after 'host x said:' and the like or an enhanced code alone are given as replies without `code`;
 * an empty list means that the text holds no reply, not that it holds no reason.
 */
export function findReplies(text: string, max = 100): readonly SmtpReply[] {
  for (const one of asked) {
    // An answer of fewer than both asked for is all there is.
    const isAll = one.replies.length < max && one.replies.length < one.max;
    if ((isAll || one.max === max) && one.text === text) return one.replies;
  }
  const replies = search(text, max);
  if (text.length <= MAX_REMEMBERED) {
    asked[nextAsked] = { text: ownCopy(text), max, replies };
    nextAsked = (nextAsked + 1) % 4;
  }
  return replies;
}

/** The readers of one report ask for the same few texts in turn: the last answers are kept. */
const asked: { readonly text: string; readonly max: number; readonly replies: readonly SmtpReply[] }[] = [];
let nextAsked = 0;
const MAX_REMEMBERED = 4_096;

function search(text: string, max: number): readonly SmtpReply[] {
  const mapped = readable(text.length > MAX_SEARCHED ? text.slice(0, MAX_SEARCHED) : text);
  const coded = new CodedReplies(mapped.text, max);
  const replies: SmtpReply[] = [];
  for (let reply = coded.next(); reply !== undefined; reply = coded.next()) replies.push(reply);
  for (const [index, reply] of replies.entries())
    if (reply.phase === 'data')
      replies[index] = afterData(reply, replies.slice(index + 1, index + 1 + LOOKED_AHEAD));
  const found = replies.length > 0 ? replies : findSpokenWords(mapped.text, max);
  return mapped.isSame ? found : found.map((reply) => inOrigin(reply, mapped));
}

/** The same replies one by one, for texts that hold many. */
export function* eachReply(text: string, max = 100): Generator<SmtpReply> {
  const mapped = readable(text.length > MAX_SEARCHED ? text.slice(0, MAX_SEARCHED) : text);
  let count = 0;
  for (const reply of pipelined(new CodedReplies(mapped.text, max))) {
    count += 1;
    yield inOrigin(reply, mapped);
  }
  if (count > 0) return;
  for (const reply of findSpokenWords(mapped.text, max)) yield inOrigin(reply, mapped);
}

function inOrigin(reply: SmtpReply, mapped: MappedText): SmtpReply {
  if (mapped.isSame) return reply;
  const { start, end } = reply.span;
  return { ...reply, span: { start: mapped.originOf(start), end: mapped.originOf(end - 1) + 1 } };
}

function readable(text: string): MappedText {
  const html = mapHtml(text);
  return chainMaps(html, mapUnquoted(html.text));
}

/** The replies that have a code, one after the other. */
class CodedReplies {
  readonly #text: string;
  readonly #starts: StartReader;
  #left: number;
  #previousEnd = 0;
  #start: ReplyStart | undefined;

  constructor(text: string, max: number) {
    this.#text = text;
    this.#left = max;
    this.#starts = new StartReader(text);
    this.#start = this.#starts.next(0, undefined);
  }

  next(): SmtpReply | undefined {
    const start = this.#start;
    if (start === undefined || this.#left <= 0) return undefined;
    this.#left -= 1;
    const { lines, end, following } = readLines(this.#text, start, this.#starts);
    const reply = replyOf(this.#text, start, lines, end, this.#previousEnd);
    this.#previousEnd = end;
    this.#start = following;
    return reply;
  }
}

/** So many replies behind one may answer its command. */
const LOOKED_AHEAD = 3;

/**
 * RFC 2920 §3.1: with PIPELINING the answer to RCPT is read after DATA was sent, so a transcript shows '>>> DATA <<< 550 unknown';
 * '503 need RCPT' or '554 no valid recipients' behind it is the answer to DATA itself.
 */
function* pipelined(replies: CodedReplies): Generator<SmtpReply> {
  const held: SmtpReply[] = [];
  for (let reply = replies.next(); reply !== undefined; reply = replies.next()) {
    held.push(reply);
    if (held.length <= LOOKED_AHEAD) continue;
    const [first = reply] = held.splice(0, 1);
    yield afterData(first, held);
  }
  for (let first = held.shift(); first !== undefined; first = held.shift()) yield afterData(first, held);
}

function afterData(reply: SmtpReply, following: readonly SmtpReply[]): SmtpReply {
  if (reply.phase !== 'data') return reply;
  const isAnswered = following.some(
    ({ code, text, span }) =>
      (code === 503 || code === 554) &&
      span.start - reply.span.end < 600 &&
      /\b(?:rcpt|recipients?)\b/i.test(text.slice(0, 200)),
  );
  return isAnswered ? { ...reply, phase: 'rcpt' } : reply;
}

/** Walks over the digits of a text once. */
class StartReader {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }

  next(from: number, openCode: number | undefined): ReplyStart | undefined {
    for (let at = from; at < this.#text.length - 2; at += 1) {
      if (!isCodeAt(this.#text, at)) continue;
      const start = readReplyStart(this.#text, at, openCode);
      if (start !== undefined) return start;
    }
    return undefined;
  }
}

/** Three digits, the first from 2 to 5. */
function isCodeAt(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first < 0x32 || first > 0x35) return false;
  const second = text.charCodeAt(at + 1);
  const third = text.charCodeAt(at + 2);
  return second >= 0x30 && second <= 0x39 && third >= 0x30 && third <= 0x39;
}

interface ReadLines {
  readonly lines: readonly ReplyLine[];
  readonly end: number;
  readonly following: ReplyStart | undefined;
}

function readLines(text: string, first: ReplyStart, starts: StartReader): ReadLines {
  const lines: ReplyLine[] = [];
  let line = first;
  for (;;) {
    let next = starts.next(line.bodyAt, first.code);
    while (next !== undefined && isPartOfText(text, line, next)) next = starts.next(next.bodyAt, first.code);
    const limit = next === undefined ? text.length : startOf(text, line, next);
    const end = replyEnd(text, line, limit);
    lines.push({ from: line.bodyAt, to: end });
    const isNextLine =
      next !== undefined &&
      next.code === first.code &&
      ((line.isContinued && isNear(text, end, next.at)) || isFolded(text, line, next));
    if (!isNextLine || next === undefined || lines.length >= 100) return { lines, end, following: next };
    line = next;
  }
}

/**
 * '552 5.7.0 … a potential 552-5.7.0 security issue': lines of one reply that somebody joined, and wrote the first without its hyphen.
 */
const isFolded = (text: string, line: ReplyStart, next: ReplyStart): boolean =>
  next.isContinued &&
  next.enhanced !== undefined &&
  next.enhanced.status === line.enhanced?.status &&
  (next.strength === 'middle' || next.strength === 'after-token') &&
  next.at - line.bodyAt < MAX_WORDS &&
  !text.slice(line.bodyAt, next.at).includes('\n');

/** Bullets and marks before a code at the beginning of its line, and the address of its item in a list, are not words of the reply before. */
function startOf(text: string, line: ReplyStart, { at, strength, code }: ReplyStart): number {
  const floor = line.bodyAt;
  const item = line.isContinued && line.code === code ? undefined : listedAddressBefore(text, floor, at);
  if (item !== undefined && /\p{L}/u.test(text.slice(floor, item.start)))
    return ';,|'.includes(text[item.start - 1] ?? ' ') ? item.start - 1 : item.start;
  if (strength !== 'line') return at;
  const lineAt = text.lastIndexOf('\n', at - 1) + 1;
  return lineAt > floor && at - lineAt < 80 ? lineAt : at;
}

/** Postfix asked the sender's own server whether he exists: what that one said is not said of the recipient. */
const PROBED_SENDER = /sender address rejected: (?:undeliverable|unverified) address: [^\n]{0,300}$/i;

/** A code inside the words of a reply ('Rejected: 554 spam') is no reply of its own unless somebody is said to have spoken it. */
function isPartOfText(text: string, line: ReplyStart, next: ReplyStart): boolean {
  if (next.at === line.bodyAt) return next.code === line.code;
  if (next.at - line.bodyAt > MAX_WORDS) return false;
  // Exim's call-outs quote another host's reply inside their own: '550-Response: 550 5.1.1 …'.
  const isQuoted =
    next.isSpoken && next.strength === 'introduced' && text.slice(next.at - 3, next.at).includes(':');
  if (line.isContinued && isQuoted && !text.slice(line.bodyAt, next.at).includes('\n')) return true;
  const between = text.slice(line.bodyAt, next.at);
  if (next.isSpoken && PROBED_SENDER.test(between)) return true;
  // Exchange, of what it heard before it gave up: '550 5.4.300 Message expired -> 451 4.4.62 …'.
  if (between.endsWith('-> ') && !between.includes('\n')) return true;
  // Microsoft names a page by what it explains: 'see Fix email delivery issues for error code 451 5.7.500-699'.
  if (OF_CODE.test(between) && !between.includes('\n')) return true;
  if (next.strength === 'line' || next.enhanced !== undefined) return false;
  if (between.includes('\n\n')) return false;
  if (next.code === line.code && between.endsWith(' - ')) return true;
  if (next.code === line.code && line.isContinued) return false;
  return next.strength === 'introduced' && !next.isSpoken;
}

const OF_CODE = /\b(?:for|about|für|zum) (?:the )?(?:error code|fehlercode) $/i;

function isNear(text: string, from: number, to: number): boolean {
  return to - from < 200 && text.slice(from, to).trim().length < 4;
}

function replyOf(
  text: string,
  start: ReplyStart,
  lines: readonly ReplyLine[],
  end: number,
  previousEnd: number,
): SmtpReply {
  const wordsBehind = joinLines(text, lines, start.code);
  const words = detailBefore(text, previousEnd, start.at) ?? wordsBehind;
  const enhancedStatus =
    start.enhanced?.status ??
    findEnhancedStatus(wordsBehind, 0, wordsBehind.length, Math.floor(start.code / 100))?.status;
  const { host, ip, phase } = readProse(text, previousEnd, start.at, end);
  const span = { start: start.at, end: Math.max(end, start.at + 3) };
  const reply: Writable<SmtpReply> = { code: start.code, text: words, span };
  if (enhancedStatus !== undefined) reply.enhancedStatus = enhancedStatus;
  if (host !== undefined) reply.host = host;
  if (ip !== undefined) reply.ip = ip;
  if (phase !== undefined) reply.phase = phase;
  return reply;
}
