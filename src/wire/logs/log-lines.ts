/**
 * Lines of a pasted log: quote marks off, lines that a mail program or terminal wrapped put together again.
 * Limits: a line has at most 16,384 characters and 40 pieces; more is cut off.
 */
import { stripQuotePrefix } from '../smtp/index.ts';
import { startsLogLine } from './syslog-prefix.ts';
import type { LogEvent } from './types.ts';

/** One line as the program wrote it. */
export interface LogLine {
  readonly text: string;
  /** 1-based line of its first piece. */
  readonly line: number;
}

const MAX_LENGTH = 16_384;
const MAX_PIECES = 40;
/** '/var/log/mail.log:', 'mail.log:1234:' before a time, as grep writes. */
const GREP_PREFIX =
  /^[A-Za-z0-9_./-]{1,200}:(?:[0-9]{1,9}:)?(?=[A-Z][a-z]{2} [ 0-9][0-9] |[0-9]{4}-[0-9]{2}-[0-9]{2}[T ])/;

/** The events that `parse` reads of the lines of a log, in order, at most `max`; `line` is 1-based. */
export function* logEvents(
  text: string,
  max: number,
  parse: (text: string, line: number) => LogEvent | undefined,
): Generator<LogEvent> {
  let count = 0;
  for (const { text: words, line } of logLines(text)) {
    if (count >= max) return;
    const event = parse(words, line);
    if (event === undefined) continue;
    count += 1;
    yield event;
  }
}

/** The lines of a log in order; linear in the text. */
export function* logLines(text: string): Generator<LogLine> {
  let open: { text: string; line: number; pieces: number } | undefined;
  let line = 0;
  let from = 0;
  while (from < text.length) {
    const lineFeed = text.indexOf('\n', from);
    const end = lineFeed < 0 ? text.length : lineFeed;
    const whole = cleanPiece(text.slice(from, Math.min(end, from + MAX_LENGTH)));
    const head = whole.slice(0, 60);
    const pageTime = /[|\t]/.test(head) ? PAGE_TIME.exec(head) : null;
    const lead = (pageTime ?? PROCESS.exec(whole.slice(0, 30)))?.[0].length ?? 0;
    // Copied out of a table a line has two spaces where the page broke it.
    const piece = pageTime === null ? whole.slice(lead) : whole.slice(lead).replaceAll(/ {2,}/g, ' ');
    from = end + 1;
    line += 1;
    if (piece.trim() === '') {
      if (open !== undefined) yield { text: open.text, line: open.line };
      open = undefined;
    } else if (
      open === undefined ||
      lead > 0 ||
      startsLogLine(piece, open.text) ||
      open.text.startsWith('#') ||
      open.pieces >= MAX_PIECES
    ) {
      if (open !== undefined) yield { text: open.text, line: open.line };
      open = { text: piece, line, pieces: 1 };
    } else {
      open.text = `${open.text} ${piece.trim()}`.slice(0, MAX_LENGTH);
      open.pieces += 1;
    }
  }
  if (open !== undefined) yield { text: open.text, line: open.line };
}

/** What Markdown sets code apart with, and mailcow's pages before a line: '25.3.2020, 13:24:07 | info | '. */
const CODE_MARKS = /^\s{0,8}(?:[-*+] {1,4})?`{1,3}(?=\S)/;
const PAGE_TIME =
  /^\s{0,8}[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4},? [0-9]{1,2}:[0-9]{2}:[0-9]{2}(?: [AP]M)?(?: ?\| |\t)[a-z]{2,10}(?: ?\| |\t)(?:postfix[a-z0-9/_-]{0,30}(?: ?\| |\t))?/;

/** Exim in the foreground writes the number of its process before each line: '  277   == a@example.org R=dnslookup defer …'. */
const PROCESS = /^ {0,8}[0-9]{1,8} (?: {1,5}(?=(?:\*\*|==|[=-]>|<=) \S|[HUF]=\S|rejected )|(?=LOG: ))/;

/** Colours of a terminal (ECMA-48 §8.3.117), as octets or as editors, pages and syslog write them: 'ESC[36m', '^[[0m', '#033[0m', '[33m'. */
const COLOURS = new RegExp(
  String.raw`(?:${'\x1b'}|ESC|\^\[|#033|\\(?:x1b|u001b|033|e))\[[0-9;]{0,20}[mK]|(?<![\w\]])\[(?:[01];)?(?:0|1|3[0-7]|9[0-7])m`,
  'g',
);

/** Where a time and a host stood that nobody needs to know. */
const LEFT_OUT = /^\s{0,8}(?:[[(](?:\.{3}|…|snip|cut)[\])]:?|\.{3}|…)\s{0,4}(?=\S)/i;

function cleanPiece(piece: string): string {
  const ended = piece.endsWith('\r') ? piece.slice(0, -1) : piece;
  const bare = ended.includes('[') ? ended.replaceAll(COLOURS, '') : ended;
  const first = bare.trimStart()[0];
  const unquoted = first === '>' || first === '|' ? stripQuotePrefix(bare) : bare;
  const plain = CODE_MARKS.test(unquoted.slice(0, 40))
    ? unquoted.replace(CODE_MARKS, '').replace(/`{1,3}\s{0,8}$/, '')
    : unquoted;
  return plain.replace(LEFT_OUT, '').replace(GREP_PREFIX, '');
}
