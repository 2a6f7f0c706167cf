/** Names as somebody pasted them: one a line, or with commas and blanks between. */

/** So many are added at once; the server holds a thousand in all. */
export const MAX_NAMES = 200;

/** Each once, in their order; addresses in URLs and mailboxes are left as they are: the server reads them. Pure. */
export function splitNames(text: string): readonly string[] {
  const names = text.split(/[\s,;]+/).filter((name) => name !== '');
  const seen = new Set<string>();
  return names.filter((name) => {
    const key = name.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
