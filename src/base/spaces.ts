/** White space in text. */

/** What '\s' of a regular expression means (ECMAScript WhiteSpace and LineTerminator). */
export const SPACES =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** White space at the ends removed, runs of it inside made one space. */
export function singleSpaced(text: string): string {
  const trimmed = text.trim();
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replaceAll(/\s+/g, ' ') : trimmed;
}
