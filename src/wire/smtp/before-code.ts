/**
 * What stands before a number of three digits that may be a code: the beginning of a line, a mark of a transcript, a word of saying ('said:',
 * 'smtp;'), another word, or what makes the number a port, a line or a part of something longer.
 */
import { isWsp } from '../../base/bytes.ts';
import { CharSet } from '../../base/char-set.ts';
import { isDigit } from './code-characters.ts';
import { numberWords, sayingWords } from './word-lists.ts';

/** How the place before the code speaks for a reply, strongest last. */
export type StartStrength = 'middle' | 'after-token' | 'introduced' | 'line';

/** How a number may be a code by what stands before it. */
export interface BeforeCode {
  readonly strength: StartStrength;
  /** Bracket or quote that was opened right before the code. */
  readonly opener: string;
  /** A word of saying, or the mark of a transcript, stands there. */
  readonly isSpoken: boolean;
  /** A '#' stands there: a number of something, but at the beginning of a line. */
  readonly hasHash: boolean;
}

const HASH = 0x23;
const HYPHEN = 0x2d;
const OPENERS = new CharSet(`"'“„‘«([{`);
/** Marks that may stand between the beginning of a line and its code. */
const PASSED = new CharSet(' \t\u00a0*`|~>•·\ufeff');
/** What is glued to a number that is no code. */
const GLUE = new CharSet('.,/+-$€£_@%\\&?!~^');
const TOKEN_ENDS = new CharSet('.!?)]}>,"”’…');

/** What stands before the number at `at`; undefined where it makes it no code. */
export function readBefore(text: string, at: number): BeforeCode | undefined {
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
  own: Pick<BeforeCode, 'opener' | 'hasHash'>,
): BeforeCode | undefined {
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

function isWordUnit(mark: string): boolean {
  return isDigit(mark.charCodeAt(0)) || mark.toLowerCase() !== mark.toUpperCase();
}
