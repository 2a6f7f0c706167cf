/** Hides whom a text is about: local parts of addresses, and the same names where they stand alone. Domains stay: a postmaster needs them. */
import type { ReplyFacts } from '../../findings/reply-facts.ts';

/** Signs that end the local part of an address when one walks back from its '@'. */
const BEFORE_LOCAL = new Set([...' \t\n<>"\'(),;:[]']);

/** Where the local part begins whose '@' stands at `at`: a quoted string (RFC 5321 §4.1.2), or back to a separator. */
function localStart(text: string, at: number, floor: number): number {
  if (text.charAt(at - 1) === '"') {
    const open = text.lastIndexOf('"', at - 2);
    return open >= floor ? open : at;
  }
  let start = at;
  while (start > floor && !BEFORE_LOCAL.has(text.charAt(start - 1))) start--;
  return start;
}

/** Hides the local part of addresses, also of '%40' in links. `keep`: a Message-ID, which only looks like an address. */
export function withholdAddresses(text: string, keep?: string): string {
  // A Message-ID looks like an address and is what a postmaster searches for.
  const kept = keep?.replace(/^<|>$/g, '') ?? '';
  let result = '';
  let done = 0;
  for (const { index: at } of text.matchAll(/@|%40/g)) {
    const start = localStart(text, at, done);
    if (start === at || (kept !== '' && text.startsWith(kept, start))) continue;
    result += `${text.slice(done, start)}***`;
    done = at;
  }
  return result + text.slice(done);
}

/** Names of roles (RFC 2142) and words of refusals: no person, and the letter could not be read without them. */
const NOBODY: ReadonlySet<string> = new Set(
  'abuse account address admin contact domain host info mail mailbox marketing message news noc postmaster recipient sales security server support unknown user webmaster'.split(
    ' ',
  ),
);

const isPartOfName = (char: string): boolean => /[\p{L}\p{N}_+-]/u.test(char);

/** Hides a name where it stands by itself: 'unknown user third.person'. Linear in the text. */
function withholdName(text: string, name: string): string {
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return text.replaceAll(name, '***');
  let result = '';
  let done = 0;
  for (let at = lower.indexOf(name); at >= 0; at = lower.indexOf(name, Math.max(at + 1, done))) {
    const end = at + name.length;
    const before = text.charAt(at - 1);
    const isInName =
      isPartOfName(before) ||
      isPartOfName(text.charAt(end)) ||
      (before === '.' && isPartOfName(text.charAt(at - 2))) ||
      (text.charAt(end) === '.' && isPartOfName(text.charAt(end + 1)));
    if (isInName) continue;
    result += `${text.slice(done, at)}***`;
    done = end;
  }
  return result + text.slice(done);
}

/** Hides every address of a text about a refusal, and the names of its recipients and sender wherever they stand alone. */
export function withholdRecipients(text: string, reply: ReplyFacts): string {
  const names = [reply.recipient, reply.expandedFrom, reply.sender, ...(reply.text.match(ADDRESS) ?? [])]
    .map((address) => (address ?? '').split('@', 1)[0]?.replace(/^"|"$/g, '').toLowerCase() ?? '')
    .filter((name) => name.length > 1 && !NOBODY.has(name));
  const hidden = withholdAddresses(text, reply.messageId);
  return [...new Set(names)].slice(0, MAX_NAMES).reduce(withholdName, hidden);
}

const ADDRESS = /[^\s<>"'(),;:[\]@]{1,128}(?=@)/g;
const MAX_NAMES = 20;
