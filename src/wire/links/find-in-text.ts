/**
 * Addresses in plain text, as mail programs make links of them: what begins with 'http://', 'https://' or 'www.'. Linear; an
 * address has at most 8,192 characters.
 */

export interface FoundUrl {
  readonly start: number;
  readonly end: number;
  /** As written. */
  readonly text: string;
}

const MAX_LENGTH = 8192;
/** Where an address ends whatever comes. */
const STOP = /[\s<>"`{}|\\^\p{Cc}\u3001\u3002\uff08\uff09]/u;
/** Punctuation that belongs to the sentence where it stands last. */
const TRAILING = new Set([...".,;:!?'*_~…)]}>"]);
const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** The addresses in their order. */
export function* findUrls(text: string): Generator<FoundUrl> {
  const begin = /(?:https?:\/\/|www\.)/gi;
  for (let found = begin.exec(text); found !== null; found = begin.exec(text)) {
    const start = found.index;
    if (/www/i.test(found[0]) && /[\p{L}\p{N}@./-]/u.test(text.charAt(start - 1))) continue;
    let end = start + found[0].length;
    const last = Math.min(text.length, start + MAX_LENGTH);
    while (end < last && !STOP.test(text.charAt(end))) end += 1;
    end = withoutTrailing(text, start, end);
    begin.lastIndex = Math.max(end, start + found[0].length);
    if (end > start + found[0].length) yield { start, end, text: text.slice(start, end) };
  }
}

/** A closing bracket stays where its partner is inside: 'https://example.org/a_(b)'. */
function withoutTrailing(text: string, start: number, given: number): number {
  const inside = text.slice(start, given);
  const open = new Map<string, number>();
  for (const char of inside) open.set(char, (open.get(char) ?? 0) + 1);
  let end = given;
  while (end > start) {
    const char = text.charAt(end - 1);
    if (!TRAILING.has(char)) break;
    const partner = pairs[char];
    if (partner !== undefined && (open.get(partner) ?? 0) >= (open.get(char) ?? 0)) break;
    open.set(char, (open.get(char) ?? 1) - 1);
    end -= 1;
  }
  return end;
}
