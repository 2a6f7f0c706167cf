/** Text as words with their places: what phrases are compared with. */

export interface Token {
  /** Lower case; accents stay. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
  /** Two letters or more, all of them capitals. */
  readonly isCapitals: boolean;
}

const MAX_TOKENS = 60_000;
/** Words with inner apostrophes, amounts with their points, and the few signs that phrases name. */
const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)?|\p{N}[\p{L}\p{N}]*(?:[.,]\p{N}+)*|[$€£%!?]/gu;
/** The first 60,000 words. Scripts without spaces give their runs of characters as one word. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    if (tokens.length >= MAX_TOKENS) break;
    const [written] = match;
    const start = match.index;
    const lower = written.toLowerCase();
    const word = lower.includes('’') ? lower.replaceAll('’', "'") : lower;
    // Most words are small letters: what lower case does not change has no capitals.
    const isCapitals =
      lower !== written && written.length > 1 && /\p{Lu}/u.test(written) && written === written.toUpperCase();
    tokens.push({ word, start, end: start + written.length, isCapitals });
  }
  return tokens;
}
