/**
 * The same text in memory of its own. A slice keeps the whole text it was cut from alive (V8), so what is remembered beyond a
 * message must not be a slice of it.
 */
export function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}

/** Texts joined by spaces, whole and in memory of its own: what a template makes keeps its pieces, and what they were cut from (V8). */
export const ownJoin = (...texts: readonly string[]): string => texts.join(' ');
