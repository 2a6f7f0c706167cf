/** Names as somebody pasted them: one a line, or with commas between. */

/** So many are added at once; the server holds a thousand in all. */
export const MAX_NAMES = 200;

/** Each once, in their order; addresses in URLs and mailboxes are left as they are: the server reads them. Pure. */
export function splitNames(text: string): readonly string[] {
  // A blank inside is kept: what stands around it may be one mistyped name, and the server says so.
  const names = text
    .split(/[\n\r\t,;]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const seen = new Set<string>();
  return names.filter((name) => {
    const key = name.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
