/** Shapes of names and letters that several signs look for. */

/** Six consonants in a row, four digits, digits among letters, or a very long label: no name that a person chose. */
export const isOddLabel = (label: string): boolean =>
  /[bcdfghjklmnpqrstvwxz]{6}|\d{4}|(?:\d[a-z]+){3}|^[a-z0-9-]{22,}$/.test(label);

/** Letters of mathematics in place of plain ones (U+1D400…1D7FF): '𝗪𝗲𝗹𝗰𝗼𝗺𝗲' is seen as a word and found by no search. */
export const hasStyledLetters = (text: string): boolean => /(?:[\u{1d400}-\u{1d7ff}]\s*){4}/u.test(text);

/** At least 40 characters of a token: small and capital letters and digits mixed, not one word after another. */
export function hasLongToken(text: string): boolean {
  for (const [token] of text.slice(0, 2000).matchAll(/[A-Za-z0-9_=]{40,}/g))
    if (/[a-z]/.test(token) && /[A-Z]/.test(token) && /\d/.test(token)) return true;
  return false;
}
