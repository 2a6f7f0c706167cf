/** Small questions about the words of a text, answered without a regular expression where the text is ASCII, as most is. */
import { once } from '../../base/once.ts';

/** Letters and digits of any script, counted as far as `enough`. */
export function countWordCharacters(text: string, enough: number): number {
  return count(text, enough, isAsciiAlphanumeric, notWord);
}

/** Letters of any script, counted as far as `enough`. */
export function countLetters(text: string, enough: number): number {
  return count(text, enough, isAsciiLetter, notLetter);
}

const notWord = once(() => /[^\p{L}\p{N}]/gu);
const notLetter = once(() => /[^\p{L}]/gu);

function count(
  text: string,
  enough: number,
  counts: (code: number) => boolean,
  others: () => RegExp,
): number {
  let found = 0;
  for (let at = 0; at < text.length && found < enough; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return Math.min(enough, text.replace(others(), '').length);
    if (counts(code)) found += 1;
  }
  return found;
}

function isAsciiLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isAsciiAlphanumeric(code: number): boolean {
  return isAsciiLetter(code) || (code >= 0x30 && code <= 0x39);
}

/** Lower case, with the straight apostrophe. */
export function plainLower(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes('’') ? lower.replaceAll('’', "'") : lower;
}
