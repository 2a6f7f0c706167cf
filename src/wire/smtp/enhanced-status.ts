/**
 * Enhanced mail system status codes 'class.subject.detail' in text (RFC 3463 §2, RFC 2034 §4).
 * Told apart from IP addresses, versions, dates and section numbers by what stands around them.
 */
import { isDigit } from './code-characters.ts';
import type { TextSpan } from './types.ts';

/** An enhanced code and where it stands. */
export interface EnhancedStatusAt {
  readonly status: string;
  readonly span: TextSpan;
  /** Marked as a code: '#5.1.1', '(5.1.1)', '<5.7.1>', '[5.7.1]'. */
  readonly isMarked: boolean;
}

const VERSION_WORDS = new Set(
  'version v ver release php kernel linux section chapter rfc openssl perl python mysql exim postfix sendmail node ubuntu debian python3 build'.split(
    ' ',
  ),
);
const MAX_SUBJECT = 7;

/** The first enhanced code of the text as 'class.subject.detail', without leading zeros changed; undefined where none stands. */
export function parseEnhancedStatus(text: string): string | undefined {
  return findEnhancedStatus(text)?.status;
}

/** Finds the first plausible enhanced code between `from` and `to`; with `wantedClass` only of that class unless marked. */
export function findEnhancedStatus(
  text: string,
  from = 0,
  to = text.length,
  wantedClass?: number,
): EnhancedStatusAt | undefined {
  for (let dot = text.indexOf('.', from + 1); dot > 0 && dot < to; dot = text.indexOf('.', dot + 1)) {
    const found = readEnhancedStatusAt(text, dot - 1);
    if (found === undefined || found.span.end > to) continue;
    if (found.isMarked || wantedClass === undefined || Number(found.status[0]) === wantedClass) return found;
  }
  return undefined;
}

/** Reads the enhanced code whose class digit stands at `at`. */
export function readEnhancedStatusAt(text: string, at: number): EnhancedStatusAt | undefined {
  const unit = text[at];
  // RFC 3463 §3.1: class is 2, 4 or 5.
  if ((unit !== '2' && unit !== '4' && unit !== '5') || text[at + 1] !== '.') return undefined;
  const subjectEnd = digitsEnd(text, at + 2);
  if (subjectEnd === at + 2 || subjectEnd > at + 5 || text[subjectEnd] !== '.') return undefined;
  const end = digitsEnd(text, subjectEnd + 1);
  if (end === subjectEnd + 1 || end > subjectEnd + 4) return undefined;
  if (isAlphanumeric(text.charCodeAt(end)) || (text[end] === '.' && isDigit(text.charCodeAt(end + 1))))
    return undefined;
  const before = text[at - 1] ?? ' ';
  // A cell of CSV behind that of its reply code: ',550,5.1.1 user unknown'.
  const isCell = before === ',' && text[at - 5] === ',';
  if (isAlphanumeric(before.charCodeAt(0)) || (!isCell && '.,/_%+$€'.includes(before))) return undefined;
  const isMarked = before === '#' || isBracketed(before, text[end]);
  if (!isMarked && (Number(text.slice(at + 2, subjectEnd)) > MAX_SUBJECT || followsVersionWord(text, at)))
    return undefined;
  return { status: text.slice(at, end), span: { start: at, end }, isMarked };
}

function isBracketed(before: string, after: string | undefined): boolean {
  return (
    (before === '(' && after === ')') ||
    (before === '[' && after === ']') ||
    (before === '<' && after === '>')
  );
}

function followsVersionWord(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 12), at);
  if (before.endsWith('§') || before.endsWith('§ ') || before.endsWith('-'))
    return !/[2-5][0-9]{2}-$/.test(before);
  const word = /([A-Za-z0-9]{1,10})[ /]{1,2}$/.exec(before)?.[1];
  return word !== undefined && VERSION_WORDS.has(word.toLowerCase());
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (at < from + 5 && isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

function isAlphanumeric(unit: number): boolean {
  return isDigit(unit) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a) || unit === 0x5f;
}
