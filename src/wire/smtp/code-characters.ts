/** What the characters before and behind a reply code are. */
import { CharSet } from '../../base/char-set.ts';

/** '0' to '9', of a UTF-16 code unit. */
export function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** 'a' to 'z'. */
export function isLowerCase(mark: string | undefined): boolean {
  return mark !== undefined && mark >= 'a' && mark <= 'z';
}

/** White space, or the end of the text. */
export function isSpaceOrEnd(mark: string | undefined): boolean {
  return (
    mark === undefined || mark === ' ' || mark === '\n' || mark === '\r' || mark === '\t' || mark === '\u00a0'
  );
}

const BLANKS = new CharSet(' \t\u00a0');

/** Passes spaces and tabs, at most 80. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < from + 80 && BLANKS.has(text.charCodeAt(at))) at += 1;
  return at;
}
