/**
 * Texts of one line that people and programs give: names, addresses, notes in lists. They are shown beside others, written into mail,
 * headers and logs, so nothing in them may end a line, command a terminal, or make the eye read something else than is there.
 */

/**
 * Control characters (Cc), line and paragraph separators (Zl, Zp), halves of characters (Cs); marks and overrides of the direction of
 * writing (Unicode UAX #9); characters that show nothing: tags, the byte order mark, spaces and joiners without width. U+200C and
 * U+200D stay: Persian names and some emoji are written with them.
 */
const UNFIT =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\u{ad}\u{200b}\u{2060}-\u{2064}\u{feff}\u{e0000}-\u{e007f}]/u;
const ALL_UNFIT = new RegExp(UNFIT.source, 'gu');

/** Whether the text is of one line and shows what it holds. The empty one is. */
export function isOneLine(text: string): boolean {
  return !UNFIT.test(text);
}

/** The same for texts of several lines: line ends and tabs are no fault. */
export function isReadable(text: string): boolean {
  return isOneLine(text.replace(/[\r\n\t]/g, ''));
}

/** What others sent, as it may be kept: without what does not belong in a line. */
export function asOneLine(text: string): string {
  return text.replace(ALL_UNFIT, '');
}

/** Said where `isOneLine` is false: a clause. */
export const NOT_ONE_LINE =
  'it holds line ends, control characters or marks of the direction of writing; write it on one line without them';
