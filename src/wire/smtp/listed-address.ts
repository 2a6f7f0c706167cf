/**
 * The address of an item in a list of refusals: 'a@example.org 550 5.1.1 user unknown; b@example.org: 452 …', one a line or behind ';', ',', '|'.
 * It stands right before the code and belongs to it, not to the words of the reply before. Limits: 400 characters are looked at.
 */

export interface ListedAddress {
  readonly address: string;
  /** Where the item begins: behind the mark or line feed that ends the one before. */
  readonly start: number;
}

const MAX_ITEM = 400;

const ITEM =
  /(?:^|[\n;,|]|(?:^|[\s;,|])([^\s:;,|@]{1,40}):)([ \t>*•~"'|-]{0,20}(?:\(?[0-9]{1,5}[.)][ \t]{1,4})?["'<]{0,2}([^\s<>:;,|"'@()[\]=]{1,64}@[\p{L}\p{N}._-]{1,255})[>"']{0,2}[ \t]{0,8}[:;,|=–-]{0,2}[ \t"']{0,20})$/u;
/** The second half alone, which tells quickly. */
const DOMAIN_AND_CODE = /^@[\p{L}\p{N}._-]{1,255}[>"']{0,2}[ \t]{0,8}[:;,|=–-]{0,2}[ \t"']{0,20}$/u;
/** What stands before an address that is no recipient's. */
const NOT_A_RECIPIENT =
  /from|sender|absender|expediteur|remitente|path|user|login|auth|contact|reply-to|von|by$/i;

/** The address that heads the item whose code stands at `at`, not before `floor`. */
export function listedAddressBefore(text: string, floor: number, at: number): ListedAddress | undefined {
  const from = Math.max(floor, at - MAX_ITEM);
  const window = text.slice(from, at);
  const mark = window.lastIndexOf('@');
  if (mark < 0 || !DOMAIN_AND_CODE.test(window.slice(mark))) return undefined;
  const found = ITEM.exec(window);
  const address = found?.[3];
  if (found === null || address === undefined) return undefined;
  // What was cut off is no beginning.
  if (found.index === 0 && from > floor && !'\n;,|'.includes(found[0][0] ?? ' ')) return undefined;
  const label = found[1];
  if (label !== undefined && NOT_A_RECIPIENT.test(label)) return undefined;
  return { address, start: at - (found[2]?.length ?? 0) };
}
