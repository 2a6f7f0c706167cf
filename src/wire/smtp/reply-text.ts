/**
 * Where the words of a reply end, and the words of its lines as one text.
 * They end at the next reply, a blank line, a mark of the transcript around, a field of a delivery report, a closing bracket or quote that was
 * opened before the code, or '(in reply to …)'. Limits: 4,096 characters, 40 wrapped lines.
 */
import { CharSet } from '../../base/char-set.ts';
import { isCommandLine } from './command-line.ts';
import { type ReplyStart, readLeadingEnhanced, skipEnhancedTail } from './reply-start.ts';

/** Half-open piece of the text: the words of one line of a reply. */
export interface ReplyLine {
  readonly from: number;
  readonly to: number;
}

const MAX_LENGTH = 4_096;
const MAX_WRAPPED_LINES = 40;

/** What follows the words of a reply in the prose of mail programs. */
const TERMINATORS = [
  '(in reply',
  '>>> ',
  '<<< ',
  'Giving up on ',
  '----- ',
  '... while talking to',
  '(expanded from:',
  '(state ',
  '};{',
  // The frames of .NET behind the message of its exception.
  'System.Net.Mail.',
  // A reply inside JSON or CSV ends with its string.
  '"}',
  '"]',
  '","',
  '", "',
] as const;

/** What Postfix logs behind the words of its own refusal: '; from=<a> to=<b> proto=ESMTP helo=<c>'. */
const LOGGED = /;\s{1,9}(?:from=<[^<>]{0,320}>\s{1,9})?(?:to=<[^<>]{0,320}>\s{1,9})?proto=E?SMTP/;

/** Fields of RFC 3464 and of messages that follow a reply without a blank line. */
const FIELD_NAMES = new Set(
  (
    'final-recipient original-recipient action status remote-mta last-attempt-date will-retry-until diagnostic-code reporting-mta received-from-mta ' +
    'arrival-date final-log-id x-postfix-queue-id x-postfix-sender x-actual-recipient x-display-name received message-id from to subject date return-path ' +
    'mime-version content-type reply-to cc sender x-mailer'
  ).split(' '),
);

/** Offset after the last character of the words of `line`, at most `limit`. */
export function replyEnd(text: string, line: Pick<ReplyStart, 'bodyAt' | 'opener'>, limit: number): number {
  const cap = Math.min(limit, line.bodyAt + MAX_LENGTH);
  let end = wrappedEnd(text, line.bodyAt, cap);
  const words = text.slice(line.bodyAt, end);
  for (const terminator of TERMINATORS) {
    const at = words.indexOf(terminator);
    if (at >= 0) end = Math.min(end, line.bodyAt + at);
  }
  const logged = words.includes('proto=') ? LOGGED.exec(words) : null;
  if (logged !== null) end = Math.min(end, line.bodyAt + logged.index);
  return trimEnd(text, line.bodyAt, closedEnd(text, line.bodyAt, end, line.opener));
}

/** Joins the words by single spaces; a code or enhanced code repeated at the beginning of a line is left out. */
export function joinLines(text: string, lines: readonly ReplyLine[], code: number): string {
  const words: string[] = [];
  for (const line of lines) {
    for (const piece of text.slice(line.from, line.to).split('\n')) {
      const bare = withoutLeadingCodes(piece.trim(), code);
      if (bare !== '') words.push(bare);
    }
  }
  const joined = words.join(' ');
  // Most words are spaced singly already.
  const isSpaced = / {2}|[\t\r\n\u00a0]/.test(joined);
  return unquoted((isSpaced ? joined.replaceAll(/[ \t\r\n\u00a0]+/g, ' ') : joined).trim());
}

function withoutLeadingCodes(piece: string, code: number): string {
  let bare = piece;
  for (let round = 0; round < 2; round += 1) {
    const isRepeated = (bare[3] === ' ' || bare[3] === '-') && bare.startsWith(String(code));
    if (isRepeated) bare = bare.slice(4).trimStart();
    const enhanced = readLeadingEnhanced(bare, 0);
    if (enhanced !== undefined) bare = bare.slice(skipEnhancedTail(bare, enhanced));
    else if (!isRepeated) break;
  }
  return bare;
}

function unquoted(words: string): string {
  const isQuoted = words.length > 1 && words.startsWith('"') && words.indexOf('"', 1) === words.length - 1;
  return isQuoted ? words.slice(1, -1).trim() : words;
}

function wrappedEnd(text: string, from: number, cap: number): number {
  let at = from;
  for (let line = 0; line < MAX_WRAPPED_LINES; line += 1) {
    const lineFeed = lineFeedIn(text, at, cap);
    if (lineFeed < 0) return cap;
    if (endsBefore(text, lineFeed + 1)) return lineFeed;
    at = lineFeed + 1;
  }
  return at;
}

/** `indexOf` would look to the end of a text without any, again for each reply. */
function lineFeedIn(text: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === LINE_FEED) return at;
  return -1;
}

const LINE_FEED = 0x0a;
const MAX_LINE = 330;

/** Whether the line at `at` is blank or belongs to something else. */
function endsBefore(text: string, at: number): boolean {
  const cap = Math.min(text.length, at + MAX_LINE);
  const lineFeed = lineFeedIn(text, at, cap);
  const line = text.slice(at, lineFeed < 0 ? cap : lineFeed).trim();
  if (line === '' || line.startsWith('--') || line.startsWith('==') || line.startsWith('...')) return true;
  const colon = line.indexOf(':');
  if (colon > 0 && FIELD_NAMES.has(line.slice(0, colon).toLowerCase())) return true;
  return (
    isNextRecipient(line) ||
    (colon > 0 && ADDRESS_FIELD.test(line)) ||
    (NEXT_LINE_STARTS.has(line.charCodeAt(0)) && NEXT_LINE.test(line)) ||
    isCommandLine(line)
  );
}

/** The next line of a log, another program's introduction, or what Java and Node write behind the message of an exception. */
const NEXT_LINE =
  /^(?:[A-Z][a-z]{2} {1,2}[0-9]{1,2} [0-9]{2}:[0-9]{2}:|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]|SMTP error from remote |SMTP (?:ERROR|Error|NOTICE): |SMTP-Fehler: |(?:CLIENT|SERVER) -> (?:CLIENT|SERVER):|Remote host said|host [^ ]{1,255} ?\[|I'm not going to try again|at (?:async |new )?[\w$<>./-]{1,250} ?\([^()\n]{1,250}(?::\d{1,6}|Method|Source)\)|nested exception is:|;$|code: 'E[A-Z]|response(?:Code)?: ['\d]|command: '|Your message cannot be delivered)/;
const NEXT_LINE_STARTS = new CharSet('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789achnr;');

/** 'Recipient: user@example.org' in a list of fields without a blank line. */
const ADDRESS_FIELD = /^[^\s:@][^:@]{0,29}: ?["'<]{0,2}[^\s<>@:"']{1,64}@[^\s<>@"']{1,255}["'>]{0,2}$/;

/** What Postfix writes after '<recipient>' or '<recipient>:'; a server's own '<recipient>: no such user' is not among them. */
const RECIPIENT_INTRODUCTIONS = [
  '(expanded from',
  'host ',
  'connect to ',
  'Host or domain name not found',
  'lost connection with ',
  'mail for ',
  'delivery temporarily suspended',
  'unknown user: ',
] as const;

/** '  user@example.org', '<user@example.org>:', '<user@example.org>: host mx…', '<user@example.org> (expanded from …'. */
function isNextRecipient(line: string): boolean {
  const space = line.indexOf(' ');
  const word = space < 0 ? line : line.slice(0, space);
  if (!word.includes('@')) return false;
  if (space < 0) return !word.endsWith('.');
  return RECIPIENT_INTRODUCTIONS.some((words) => line.startsWith(words, space + 1));
}

const CLOSERS: Readonly<Record<string, string>> = {
  '<': '>',
  '"': '"',
  "'": "'",
  '“': '”',
  '„': '“',
  '‘': '’',
  '«': '»',
  '(': ')',
  '[': ']',
  '{': '}',
};

function closedEnd(text: string, from: number, end: number, opener: string): number {
  const closer = CLOSERS[opener];
  if (closer === undefined || opener === closer)
    return closer === undefined ? unmatchedParenthesis(text, from, end) : quoteEnd(text, from, end, closer);
  let depth = 0;
  for (let at = from; at < end; at += 1) {
    if (text[at] === opener) depth += 1;
    else if (text[at] === closer) {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return end;
}

/** The closing quote is the last one that a space, a stop or the end follows, so that "don't" does not close. */
function quoteEnd(text: string, from: number, end: number, quote: string): number {
  for (let at = end - 1; at > from; at -= 1)
    if (text[at] === quote && ' \r\n.,;)'.includes(text[at + 1] ?? ' ')) return at;
  return end;
}

const BLANKS = new CharSet(' \t\r\n');

/** '… (host x said: 550 …)': the last ')' closes what was opened before the code. */
function unmatchedParenthesis(text: string, from: number, end: number): number {
  let last = end;
  while (last > from && BLANKS.has(text.charCodeAt(last - 1))) last -= 1;
  if (text[last - 1] !== ')') return end;
  let depth = 0;
  for (let at = from; at < last; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    if (depth < 0) return at === last - 1 ? at : end;
  }
  return end;
}

const OPEN_END = new CharSet(' \t\r\n\u00a0([<');
const QUOTES = new CharSet(`"'“„`);

function trimEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && OPEN_END.has(text.charCodeAt(at - 1))) at -= 1;
  const isOpenQuote = at > from + 1 && QUOTES.has(text.charCodeAt(at - 1)) && text[at - 2] === ' ';
  return isOpenQuote ? at - 2 : at;
}
