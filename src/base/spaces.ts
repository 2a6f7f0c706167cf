/** White space in text. */

/** White space at the ends removed, runs of it inside made one space. */
export function singleSpaced(text: string): string {
  const trimmed = text.trim();
  return /\s\s|[^\S ]/.test(trimmed) ? trimmed.replaceAll(/\s+/g, ' ') : trimmed;
}
