/**
 * Replies without a reply code: the words after 'host x[ip] said:' and the like, and enhanced codes alone ('5.1.1 User unknown', '#< #5.1.1 SMTP>').
 * Limits: as in find-replies.ts, which asks here only when the text holds no code.
 */

import { skipEnhancedTail } from './after-code.ts';
import { skipBlanks } from './code-characters.ts';
import { type EnhancedStatusAt, findEnhancedStatus } from './enhanced-status.ts';
import { meaningOfEnhancedStatus } from './enhanced-statuses.ts';
import { type IntroducedAt, introducedIn } from './introductions.ts';
import { listedAddressBefore } from './listed-address.ts';
import { readProse } from './reply-prose.ts';
import { joinLines, replyEnd } from './reply-text.ts';
import type { SmtpReply } from './types.ts';

const BRACKET_SAID = '] said: ';
/** What hosts of any kind are spoken of with: whether these were of mail is told by what stands before. */
const OF_ANY_HOST = new Set<string>([
  BRACKET_SAID,
  'Remote host said: ',
  'the other server returned was: ',
  "Remote Server returned '",
]);
/** Further wordings of mail programs right before the words of another host; most are read in introductions.ts. */
const INTRODUCTIONS = [
  BRACKET_SAID,
  'refused to talk to me: ',
  'Remote host said: ',
  'the other server returned was: ',
  'did not like our RCPT TO:',
  'did not like our MAIL FROM:',
  "Remote Server returned '",
] as const;
/** Exim: 'SMTP error from remote mail server after RCPT TO:<…>: host mx [ip]: words'. */
const EXIM = 'SMTP error from remote mail server after ';

/** Finds replies that have no code. */
export function findSpokenWords(text: string, max: number): readonly SmtpReply[] {
  const starts = introducedAt(text, max);
  return starts.length > 0
    ? starts.map((start, index) => wordsAt(text, starts, index, start))
    : enhancedAlone(text, max);
}

function introducedAt(text: string, max: number): readonly IntroducedAt[] {
  const found = new Map<number, boolean>();
  for (const introduction of INTRODUCTIONS) {
    for (
      let at = text.indexOf(introduction);
      at >= 0 && found.size < max * 4;
      at = text.indexOf(introduction, at + 1)
    ) {
      found.set(at + introduction.length, isSaidOfMail(text, introduction, at));
    }
  }
  for (const { at, isOfMail } of introducedIn(text, max * 4))
    found.set(at, found.get(at) === true || isOfMail);
  for (let at = text.indexOf(EXIM); at >= 0 && found.size < max * 4; at = text.indexOf(EXIM, at + 1)) {
    const line = text.slice(at, at + 500).split('\n', 1)[0] ?? '';
    const colon = Math.max(line.indexOf(']: '), line.indexOf('>: ', EXIM.length));
    if (colon > 0) found.set(at + colon + 3, true);
  }
  return [...found]
    .map(([at, isOfMail]) => ({ at, isOfMail }))
    .filter(({ at }) => text.slice(at, at + 20).trim() !== '')
    .sort((a, b) => a.at - b.at)
    .slice(0, max);
}

/** Postfix: 'host mx[192.0.2.1] said:'; qmail: '192.0.2.1 does not like recipient. Remote host said:'; an address, words of mail. */
function isSaidOfMail(text: string, introduction: string, at: number): boolean {
  if (!OF_ANY_HOST.has(introduction)) return true;
  if (introduction === BRACKET_SAID && IN_BRACKET.test(text.slice(Math.max(0, at - 48), at))) return true;
  return OF_MAIL.test(text.slice(Math.max(0, at - 300), at));
}

const IN_BRACKET = /\[[0-9A-Fa-f.:]{3,45}$/;
const OF_MAIL =
  /@|does not like|(?:sender|greeting) (?:was rejected|failed)|after I sent|deliver|recipient|smtp|mail/i;

function wordsAt(
  text: string,
  starts: readonly IntroducedAt[],
  index: number,
  { at, isOfMail }: IntroducedAt,
): SmtpReply {
  const limit = starts[index + 1]?.at ?? text.length;
  const end = Math.max(replyEnd(text, { bodyAt: at, opener: text[at - 1] === "'" ? "'" : '' }, limit), at);
  const words = joinLines(text, [{ from: at, to: end }], 0);
  const found = findEnhancedStatus(text, at, end);
  const isCoded = found !== undefined && (found.span.start < at + 4 || isCredible(text, found));
  return {
    ...(found === undefined ? {} : { enhancedStatus: found.status }),
    ...(isOfMail || isCoded ? {} : { isHearsay: true }),
    text: words,
    span: { start: at, end: Math.max(end, at + 1) },
    ...readProse(text, starts[index - 1]?.at ?? 0, at, end),
  };
}

function enhancedAlone(text: string, max: number): readonly SmtpReply[] {
  const replies: SmtpReply[] = [];
  let from = 0;
  while (replies.length < max) {
    const found = findEnhancedStatus(text, from);
    if (found === undefined) return replies;
    from = found.span.end;
    if (!isCredible(text, found)) continue;
    if (wrapsAnother(text, found)) continue;
    const limit = nextItem(text, found) ?? text.length;
    const end = Math.max(replyEnd(text, { bodyAt: found.span.end, opener: '' }, limit), found.span.end);
    const floor = Math.max(text.lastIndexOf('\n', found.span.start - 1) + 1, replies.at(-1)?.span.end ?? 0);
    const start = found.isMarked ? skipBlanks(text, floor) : found.span.start;
    const lines = [
      { from: start, to: markStart(text, found, start) },
      { from: skipEnhancedTail(text, found), to: end },
    ];
    replies.push({
      enhancedStatus: found.status,
      text: joinLines(text, lines, 0),
      span: { start, end },
      ...readProse(text, replies.at(-1)?.span.end ?? 0, start, end),
    });
    from = end;
  }
  return replies;
}

/** Where the address of the next item in a list begins: 'a@example.org: 5.1.1 …', 'b@example.org: 5.7.1 …'. */
function nextItem(text: string, { span }: EnhancedStatusAt): number | undefined {
  const next = findEnhancedStatus(text, span.end, span.end + MAX_TO_NEXT);
  return next && listedAddressBefore(text, span.end, next.span.start)?.start;
}

const MAX_TO_NEXT = 600;

/** AsyncOS: "5.1.0 - Unknown address error '5.7.1 …'": the quoted code is the one that was given. */
function wrapsAnother(text: string, found: EnhancedStatusAt): boolean {
  const lineFeed = text.slice(found.span.end, found.span.end + 200).indexOf('\n');
  const inner = findEnhancedStatus(text, found.span.end, found.span.end + (lineFeed < 0 ? 200 : lineFeed));
  return inner !== undefined && `'"`.includes(text[inner.span.start - 1] ?? ' ');
}

/** Where the '(#' before a marked code begins. */
function markStart(text: string, found: EnhancedStatusAt, floor: number): number {
  let at = found.span.start;
  while (at > floor && '#(<[ '.includes(text[at - 1] ?? '')) at -= 1;
  return at;
}

/** A bare 'd.d.d' is a code at the beginning of a line, after 'dsn=', 'Status:', 'smtp;', a sentence, or where it is marked as one. */
function isCredible(text: string, found: EnhancedStatusAt): boolean {
  if (found.isMarked) return true;
  const after = text[found.span.end];
  if (after === '"' || after === "'" || after === ',') return false;
  const before = text.slice(Math.max(0, found.span.start - 14), found.span.start).toLowerCase();
  if (/(?:status|code|error|smtp|dsn)[:;= ]{1,3}$/.test(before)) return true;
  if (found.status.startsWith('2')) return false;
  if (/(?:^|[\n;:=<'"“„«‘`|])[ \t]{0,4}$/.test(before)) return true;
  return /[.!)>] $/.test(before) && meaningOfEnhancedStatus(found.status) !== undefined && after === ' ';
}
