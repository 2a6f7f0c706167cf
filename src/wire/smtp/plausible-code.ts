/**
 * Is a number of three digits a reply code, by all that stands around it? Counts, streets, states of HTTP and numbers of processes are told
 * apart by the words behind it; a code outside RFC 5321 §4.2 has to speak of mail.
 */
import { CharSet } from '../../base/char-set.ts';
import type { AfterCode } from './after-code.ts';
import type { BeforeCode, StartStrength } from './before-code.ts';
import { isLowerCase } from './code-characters.ts';
import { listedAddressBefore } from './listed-address.ts';
import { replyCodes } from './reply-codes.ts';
import { httpReasons, mailWords, positiveWords, refusalWords, streetWords, unitWords } from './word-lists.ts';

/** Can the code at `at` begin a reply? `openCode` is the code of the reply being read, if any. */
export function isPlausible(
  text: string,
  code: number,
  at: number,
  before: BeforeCode,
  after: AfterCode,
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
