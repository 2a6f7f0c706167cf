/**
 * What stands behind a number of three digits that may be a code: a separator, then an enhanced code (RFC 3463 §2), words or nothing; or what
 * makes the number a size, a sum or a part of something longer.
 */
import { CharSet } from '../../base/char-set.ts';
import { isDigit, isLowerCase, isSpaceOrEnd, skipBlanks } from './code-characters.ts';
import { type EnhancedStatusAt, readEnhancedStatusAt } from './enhanced-status.ts';

/** How a number may be a code by what stands behind it. */
export interface AfterCode {
  /** First character of the words, enhanced code passed. */
  readonly bodyAt: number;
  readonly enhanced?: EnhancedStatusAt;
  /** 'ddd-': more lines of this reply follow. */
  readonly isContinued: boolean;
  readonly kind: 'enhanced' | 'words' | 'nothing';
  /** The separator is one of prose ('error 550.', '(550):'): only after a word of saying. */
  readonly isLoose: boolean;
}

/** What stands behind the code that ends at `at`; undefined where it is no code. */
export function readAfter(text: string, at: number): AfterCode | undefined {
  const separator = readSeparator(text, at);
  if (separator === undefined) return undefined;
  const { isContinued, isLoose } = separator;
  let bodyAt = skipBlanks(text, separator.end);
  while (text[bodyAt] === ':' && bodyAt < at + 8) bodyAt = skipBlanks(text, bodyAt + 1);
  if (text[bodyAt] === '-' && text[bodyAt + 1] === ' ') bodyAt = skipBlanks(text, bodyAt + 1);
  const enhanced = readLeadingEnhanced(text, bodyAt);
  if (enhanced !== undefined)
    return { bodyAt: skipEnhancedTail(text, enhanced), enhanced, isContinued, isLoose, kind: 'enhanced' };
  const next = text[bodyAt];
  const wrapped =
    next === '\n' && !isContinued ? readLeadingEnhanced(text, skipBlanks(text, bodyAt + 1)) : undefined;
  // A reply that was wrapped behind its code: of another class it is the number of something else.
  if (wrapped !== undefined && text[wrapped.span.start] === text[at - 3])
    return {
      bodyAt: skipEnhancedTail(text, wrapped),
      enhanced: wrapped,
      isContinued,
      isLoose,
      kind: 'enhanced',
    };
  if (next === undefined || next === '\n' || next === '\r')
    return { bodyAt, isContinued, isLoose, kind: 'nothing' };
  if (isDigit(next.charCodeAt(0)) && !isAcceptableNumber(text, bodyAt)) return undefined;
  if ('%€$£,;:/+=)]}'.includes(next)) return undefined;
  // '501:name.php' is a field of something else; '550:User unknown' is not.
  const isGlued = text[at] === ':' && bodyAt === at + 1 && isLowerCase(next);
  return { bodyAt, isContinued, isLoose: isLoose || isGlued, kind: 'words' };
}

/** NetEase's help page, and who quotes it: '421HL:REP'. */
const NETEASE = /^[A-Z]{2}:[A-Z]{3}(?![A-Za-z])/;

interface Separator {
  readonly end: number;
  readonly isContinued: boolean;
  readonly isLoose: boolean;
}

function readSeparator(text: string, at: number): Separator | undefined {
  const mark = text[at];
  if (mark === '-') return { end: at + 1, isContinued: true, isLoose: false };
  if (mark === ':' || mark === ';') return { end: at + 1, isContinued: false, isLoose: false };
  if (mark === ',' || mark === '.') {
    // Python writes a reply as (550, b'5.1.1 …').
    const python = /^, b?['"]/.exec(text.slice(at, at + 4))?.[0];
    if (python !== undefined && text[at - 4] === '(')
      return { end: at + python.length, isContinued: false, isLoose: false };
    if (isSpaceOrEnd(text[at + 1])) return { end: at + 1, isContinued: false, isLoose: true };
    // A cell of CSV: 'a@example.org,550,5.1.1 user unknown'.
    const isCell = mark === ',' && text[at - 4] === ',';
    return isCell ? { end: at + 1, isContinued: false, isLoose: false } : undefined;
  }
  if (mark === ')' || mark === ']') {
    const end = text[at + 1] === ':' || text[at + 1] === ',' ? at + 2 : at + 1;
    return isSpaceOrEnd(text[end]) ? { end, isContinued: false, isLoose: true } : undefined;
  }
  // AT&T, inside its reply: 'DNSBL:RBL 521< 192.0.2.1 >_is_blocked'.
  if (mark === '<' && isSpaceOrEnd(text[at + 1]) && readLeadingEnhanced(text, at) === undefined)
    return undefined;
  return isSpaceOrEnd(mark) || '#<(["\''.includes(mark ?? '') || NETEASE.test(text.slice(at, at + 7))
    ? { end: at, isContinued: false, isLoose: false }
    : undefined;
}

/** '552 1 Requested …' and '550 192.0.2.1 is …' are words; '200 1234' and '550 000' are numbers. */
function isAcceptableNumber(text: string, at: number): boolean {
  const window = text.slice(at, at + 40);
  return (
    /^[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9])/.test(window) ||
    /^[0-9]{1,6}[ :-]{1,2}[A-Z<"]/.test(window)
  );
}

const BEFORE_ENHANCED = new CharSet(' #<([-"\'');

/** The enhanced code right at the beginning of the words, also as '#5.1.0', '(#5.1.1)', '<5.7.1>', '[5.7.1]', '< #5.1.1 '. */
export function readLeadingEnhanced(text: string, at: number): EnhancedStatusAt | undefined {
  let digitAt = at;
  while (digitAt < at + 4 && BEFORE_ENHANCED.has(text.charCodeAt(digitAt))) digitAt += 1;
  return readEnhancedStatusAt(text, digitAt);
}

/** Passes the brackets and separators after a leading enhanced code. */
export function skipEnhancedTail(text: string, enhanced: EnhancedStatusAt): number {
  let at = enhanced.span.end;
  if (')>]'.includes(text[at] ?? ' ')) at += 1;
  if (text[at] === ':' || text[at] === ';' || (text[at] === '.' && isSpaceOrEnd(text[at + 1]))) at += 1;
  at = skipBlanks(text, at);
  return (text[at] === '-' || text[at] === ':') && isSpaceOrEnd(text[at + 1]) ? skipBlanks(text, at + 1) : at;
}
