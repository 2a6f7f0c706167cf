/**
 * Marks that texts of ours carry within the program (src/findings/ways.ts): noncharacters, which Unicode sets aside for that. What comes
 * from outside has none after it became text: no mail chooses what its readers are told.
 */

/** Each stands for one UTF-16 unit, and three octets of UTF-8. */
export const MARK_START = '\u{fdd0}';
export const MARK_BETWEEN = '\u{fdd1}';
export const MARK_END = '\u{fdd2}';

const REPLACEMENT = '\u{fffd}';
const ANY = /[\u{fdd0}-\u{fdd2}]/gu;
const ESCAPED = /\\ufdd[012]/i;

/** The text with U+FFFD for each mark: as long as it was, in characters and in octets of UTF-8. */
export function withoutMarks(text: string): string {
  const has = text.includes(MARK_START) || text.includes(MARK_BETWEEN) || text.includes(MARK_END);
  return has ? text.replace(ANY, REPLACEMENT) : text;
}

/** The character of a code point that a reference names ('&#xFDD0;'); U+FFFD for a mark. */
export const characterOf = (codePoint: number): string => withoutMarks(String.fromCodePoint(codePoint));

/** JSON from outside; also marks that are written as escapes become U+FFFD, but in members of these names. Throws SyntaxError. */
export function parseForeignJson(text: string, asGiven: readonly string[] = []): unknown {
  const has = ESCAPED.test(text) || withoutMarks(text) !== text;
  if (!has) return JSON.parse(text);
  return JSON.parse(text, (name, value: unknown) =>
    typeof value === 'string' && !asGiven.includes(name) ? withoutMarks(value) : value,
  );
}
