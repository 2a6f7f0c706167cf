/**
 * Where a reply may begin (RFC 5321 §4.2: 'Reply-code = %x32-35 %x30-35 %x30-39', then SP or '-').
 * A number of three digits is a code by what stands before it (line start, 'said:', '<<<', 'smtp;') and after it (enhanced code, words);
 * years, ports, sizes, addresses, telephone numbers and counts are told apart. Limits: looks at most 80 characters back and 60 ahead.
 */
import { isWsp } from '../../base/bytes.ts';
import { CharSet } from '../../base/char-set.ts';
import { type EnhancedStatusAt, readEnhancedStatusAt } from './enhanced-status.ts';
import { listedAddressBefore } from './listed-address.ts';
import { replyCodes } from './reply-codes.ts';
import {
  httpReasons,
  mailWords,
  numberWords,
  positiveWords,
  refusalWords,
  sayingWords,
  streetWords,
  unitWords,
} from './word-lists.ts';

/** How the place before the code speaks for a reply, strongest last. */
export type StartStrength = 'middle' | 'after-token' | 'introduced' | 'line';

/** A code that can begin a reply or a line of one. */
export interface ReplyStart {
  readonly code: number;
  /** First character that belongs to the reply: the code. */
  readonly at: number;
  /** First character of the words, enhanced code passed. */
  readonly bodyAt: number;
  readonly enhanced: EnhancedStatusAt | undefined;
  /** 'ddd-': more lines of this reply follow. */
  readonly isContinued: boolean;
  readonly strength: StartStrength;
  /** Bracket or quote that was opened right before the code or its introduction: the reply ends where it closes. */
  readonly opener: string;
  /** Introduced by a word of saying or a transcript mark, so that it is somebody's own reply even inside another one. */
  readonly isSpoken: boolean;
}

interface Before {
  readonly strength: StartStrength;
  readonly opener: string;
  readonly isSpoken: boolean;
  readonly hasHash: boolean;
}

interface After {
  readonly bodyAt: number;
  readonly enhanced?: EnhancedStatusAt;
  readonly isContinued: boolean;
  readonly kind: 'enhanced' | 'words' | 'nothing';
  /** The separator is one of prose ('error 550.', '(550):'): only after a word of saying. */
  readonly isLoose: boolean;
}

/** Reads the reply start whose code stands at `at`; `openCode` is the code of the reply being read, if any. */
export function readReplyStart(text: string, at: number, openCode?: number): ReplyStart | undefined {
  const code = readCode(text, at);
  if (code === undefined) return undefined;
  const before = readBefore(text, at);
  if (before === undefined) return undefined;
  const after = readAfter(text, at + 3);
  if (after === undefined || !isPlausible(text, code, at, before, after, openCode)) return undefined;
  const { strength, isSpoken } = before;
  // AsyncOS writes the reply of the other host as 550-'words'.
  const quote = text[at + 3] === '-' && text[at + 4] === "'" ? "'" : '';
  const isQuoteInWords = quote !== '' && text[after.bodyAt] === quote;
  // Python: (550, b'words').
  const pythonQuote = text[at - 1] === '(' ? (/^, b?(['"])/.exec(text.slice(at + 3, at + 7))?.[1] ?? '') : '';
  const opener = pythonQuote || (before.opener === '' ? quote : before.opener);
  return {
    code,
    at,
    bodyAt: isQuoteInWords ? after.bodyAt + 1 : after.bodyAt,
    enhanced: after.enhanced,
    isContinued: after.isContinued,
    strength,
    opener,
    isSpoken,
  };
}

function readCode(text: string, at: number): number | undefined {
  const first = text.charCodeAt(at);
  if (first < 0x32 || first > 0x35 || !isDigit(text.charCodeAt(at + 1)) || !isDigit(text.charCodeAt(at + 2)))
    return undefined;
  if (isDigit(text.charCodeAt(at + 3)) || isDigit(text.charCodeAt(at - 1))) return undefined;
  return Number(text.slice(at, at + 3));
}

const HASH = 0x23;
const HYPHEN = 0x2d;
const OPENERS = new CharSet(`"'“„‘«([{`);
/** Marks that may stand between the beginning of a line and its code. */
const PASSED = new CharSet(' \t\u00a0*`|~>•·\ufeff');
/** What is glued to a number that is no code. */
const GLUE = new CharSet('.,/+-$€£_@%\\&?!~^');
const TOKEN_ENDS = new CharSet('.!?)]}>,"”’…');

function readBefore(text: string, at: number): Before | undefined {
  let left = at;
  let opener = '';
  let hasHash = false;
  for (let steps = 0; steps < 40 && left > 0; steps += 1) {
    const unit = text.charCodeAt(left - 1);
    if (OPENERS.has(unit)) opener = opener === '' ? text.charAt(left - 1) : opener;
    else if (unit === HASH) hasHash = true;
    else if (!(PASSED.has(unit) || (unit === HYPHEN && isBullet(text, left - 1)))) break;
    left -= 1;
  }
  const own = { opener, hasHash };
  const mark = left === 0 ? '\n' : (text[left - 1] ?? '\n');
  if (mark === '\n' || mark === '\r') return { ...own, strength: 'line', isSpoken: false };
  const gap = text.slice(left, at);
  if (mark === '<') {
    const isTranscript = text.startsWith('<<<', left - 3);
    return {
      hasHash,
      opener: isTranscript ? opener : '<',
      strength: isTranscript ? 'line' : 'introduced',
      isSpoken: true,
    };
  }
  if (gap.includes('>')) return { ...own, strength: 'after-token', isSpoken: false };
  if (':;='.includes(mark)) return introducedBy(text, left - 1, gap, own);
  // CSV: 'a@example.org,550 5.1.1 user unknown'.
  if (gap === '' && mark === ',' && ADDRESS_CELL.test(text.slice(Math.max(0, left - MAX_CELL), left)))
    return { ...own, strength: 'after-token', isSpoken: false };
  if (gap === '')
    return isWordUnit(mark) || GLUE.has(mark.charCodeAt(0))
      ? undefined
      : { ...own, strength: 'after-token', isSpoken: false };
  const word = wordBefore(text, left);
  if (sayingWords.has(word.replace(/,$/, '')) || isFaultOfProgram(text, left, at))
    return { ...own, strength: 'introduced', isSpoken: true };
  if (numberWords.has(word) && opener === '') return undefined;
  const isToken = TOKEN_ENDS.has(mark.charCodeAt(0)) || word.includes('@') || word.includes('.');
  return { ...own, strength: isToken || opener !== '' ? 'after-token' : 'middle', isSpoken: false };
}

const ADDRESS_CELL = /@[^\s@,;|]{1,255}["'>]{0,2},$/;
const MAX_CELL = 260;

/** Mail programs in whatever language: 'Erreur SMTP (550):', 'SMTP-feil (550):'; 'my SMTP number (550) is …' is none. */
function isFaultOfProgram(text: string, left: number, at: number): boolean {
  if (text[at - 1] !== '(' || text[at + 3] !== ')') return false;
  const between = /\bsmtp\b([^\n.:;]{0,20})$/i.exec(text.slice(Math.max(0, left - 26), left))?.[1];
  if (between === undefined) return false;
  const words = between
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== '');
  if (words.some((word) => numberWords.has(word))) return false;
  return text[at + 4] === ':' || words.every((word) => sayingWords.has(word));
}

function introducedBy(
  text: string,
  at: number,
  gap: string,
  own: Pick<Before, 'opener' | 'hasHash'>,
): Before | undefined {
  const mark = text[at];
  if (mark === '=' && gap !== '' && own.opener === '') return { ...own, strength: 'middle', isSpoken: false };
  // Exchange Online: '[Message=451 5.7.3 …]'.
  const word = wordBefore(text, at).replace(/^\[/, '');
  if (numberWords.has(word)) return undefined;
  if (mark === ':' && gap === '' && isDigit(text.charCodeAt(at - 1))) return undefined;
  // A port: 'H=x [192.0.2.1]:587', 'ssl://smtp.example.net:465'. RFC 5321 §4.2: the second digit of a code is none above 5.
  if (mark === ':' && gap === '' && ['587', '465'].includes(text.slice(at + 1, at + 4))) return undefined;
  // '; 550' after 'smtp' is the Diagnostic-Code of RFC 3464 §2.3.6.
  const isSpoken =
    mark === ';' ||
    sayingWords.has(word) ||
    text.startsWith(REFUSED_TO_TALK, at - REFUSED_TO_TALK.length) ||
    word.endsWith(']') ||
    word.endsWith(')') ||
    word.includes('.');
  if (mark === '=' && !isSpoken && !/code|reply|resp|stat|err|diag|led/.test(word)) return undefined;
  return { ...own, strength: 'introduced', isSpoken };
}

/** Postfix, of a greeting: 'host mx[192.0.2.1] refused to talk to me: 554-…'. */
const REFUSED_TO_TALK = 'refused to talk to me';

const BEFORE_WORD = new CharSet(' \t\r\n(');

function isBullet(text: string, at: number): boolean {
  const before = text[at - 1];
  return before === undefined || before === ' ' || before === '\n' || before === '-' || before === '\t';
}

function wordBefore(text: string, end: number): string {
  let stop = end;
  while (stop > 0 && end - stop < 3 && isWsp(text.charCodeAt(stop - 1))) stop -= 1;
  let start = stop;
  while (start > 0 && stop - start < 40 && !BEFORE_WORD.has(text.charCodeAt(start - 1))) start -= 1;
  const word = text.slice(start, stop).toLowerCase();
  // '550-Response:' is the word 'response' in a line of a reply.
  return isDigit(word.charCodeAt(0)) ? word.replace(/^[2-5][0-9]{2}[- ]/, '') : word;
}

function readAfter(text: string, at: number): After | undefined {
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

function isPlausible(
  text: string,
  code: number,
  at: number,
  before: Before,
  after: After,
  openCode: number | undefined,
): boolean {
  const { strength } = before;
  // SwiftMailer: 'got code "550", with message "550 …"': the reply comes behind.
  if (before.opener === '"' && text.startsWith('", with message', after.bodyAt)) return false;
  const isKnown = replyCodes[code] !== undefined;
  const isBracketed = text[at - 1] === '(' && text[at + 3] === ')';
  // '(550) user unknown' at the head; 'my error (550) is …' is a sentence about numbers.
  const isHead = isBracketed && strength === 'line' && isKnown && lineHas(text, after.bodyAt, refusalWords);
  if (after.isLoose && !((before.isSpoken || isHead) && code >= 400)) return false;
  if (isBracketed && SENTENCE_GOES_ON.test(text.slice(at + 4, at + 12))) return false;
  if (after.kind === 'enhanced') {
    const isAgreed = after.enhanced?.status[0] === String(code)[0];
    return isAgreed || (strength !== 'middle' && code >= 400);
  }
  if (before.hasHash && strength !== 'line') return false;
  if (after.kind === 'nothing') return isKnown && (strength === 'line' || before.isSpoken);
  const word = nextWord(text, after.bodyAt);
  if (isCount(text, after.bodyAt, word, strength)) return false;
  // Sidekiq: the number of its process, and that of the thread.
  if (text.startsWith('TID-', after.bodyAt)) return false;
  // .NET: 'The remote server returned an error: (404) Not Found.'
  if (isHttp(text, code, after.bodyAt) && (!before.isSpoken || isBracketed)) return false;
  if (
    after.isContinued &&
    strength !== 'line' &&
    !before.isSpoken &&
    openCode !== code &&
    isLowerCase(text[after.bodyAt])
  )
    return false;
  if (code < 400)
    return (
      isKnown &&
      strength !== 'middle' &&
      (positiveWords.has(word) ||
        word.includes('.') ||
        word.includes('@') ||
        (code === 252 && CANNOT.has(word)))
    );
  const isCommonDigit = code % 100 < 60 || code === 570 || code === 571 || code === 577;
  if (strength === 'middle') {
    if (openCode === undefined || !isCommonDigit || isLowerCase(text[after.bodyAt])) return false;
    return openCode === code || (isKnown && code >= 500);
  }
  if (strength === 'after-token') {
    const isMarked = openCode === code || !isLowerCase(text[after.bodyAt]) || before.opener !== '';
    return isKnown && (isMarked || isListedRefusal(text, at, after.bodyAt));
  }
  return isCommonDigit || before.isSpoken || speaksOfMail(text, after.bodyAt);
}

/** RFC 5321 §4.2.3: 'Cannot VRFY user, but will accept message and attempt delivery'. */
const CANNOT: ReadonlySet<string> = new Set(['cannot', 'can', "can't", 'unable', 'not']);

const SENTENCE_GOES_ON = /^ (?:is|are|was|were|means|has|had) /;

/** 'a@example.org - 550 user unknown': a line or an item that begins so and refuses. */
const isListedRefusal = (text: string, at: number, bodyAt: number): boolean =>
  lineHas(text, bodyAt, refusalWords) && listedAddressBefore(text, 0, at) !== undefined;

/** '550 euros' counts, '550 Messages from …' at the beginning of a line does not; '450 Main Street' is an address. */
function isCount(text: string, at: number, word: string, strength: StartStrength): boolean {
  const isStrong = strength === 'line' || strength === 'introduced';
  if (unitWords.has(word)) return !isStrong || isLowerCase(text[at]) || word.length < 4;
  // 'Main Street': two capitals.
  const first = text.charCodeAt(at);
  if (first < 0x41 || first > 0x5a) return false;
  const second = /^[A-Z][A-Za-z]{1,20} ([A-Z][a-z]{1,10})\b/
    .exec(text.slice(at, at + 40))?.[1]
    ?.toLowerCase();
  return second !== undefined && streetWords.has(second);
}

const WORD_ENDS = new CharSet(' \t\r\n,;:!?()"');

function nextWord(text: string, at: number): string {
  let end = at;
  while (end < at + 40 && end < text.length && !WORD_ENDS.has(text.charCodeAt(end))) end += 1;
  const word = text.slice(at, end).toLowerCase();
  return word.endsWith('.') ? word.slice(0, -1) : word;
}

function isHttp(text: string, code: number, at: number): boolean {
  const reason = httpReasons[code];
  return (
    reason !== undefined &&
    text
      .slice(at, at + 25)
      .toLowerCase()
      .startsWith(reason)
  );
}

/** Codes outside RFC 5321 §4.2 ('591 … is blacklisted') count where the line speaks of mail. */
const speaksOfMail = (text: string, at: number): boolean => lineHas(text, at, mailWords);

function lineHas(text: string, at: number, words: readonly string[]): boolean {
  const line =
    text
      .slice(at, at + 200)
      .split('\n', 1)[0]
      ?.toLowerCase() ?? '';
  return words.some((word) => line.includes(word));
}

const BLANKS = new CharSet(' \t\u00a0');

/** Passes spaces and tabs, at most 80. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < from + 80 && BLANKS.has(text.charCodeAt(at))) at += 1;
  return at;
}

function isSpaceOrEnd(mark: string | undefined): boolean {
  return (
    mark === undefined || mark === ' ' || mark === '\n' || mark === '\r' || mark === '\t' || mark === '\u00a0'
  );
}

function isLowerCase(mark: string | undefined): boolean {
  return mark !== undefined && mark >= 'a' && mark <= 'z';
}

function isWordUnit(mark: string): boolean {
  return isDigit(mark.charCodeAt(0)) || mark.toLowerCase() !== mark.toUpperCase();
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
