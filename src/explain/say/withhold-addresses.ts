/**
 * Hides whom a text is about: local parts of addresses however they are written, and the same names where they stand alone.
 * Domains stay: a postmaster needs them.
 */
import { once } from '../../base/once.ts';
import type { ReplyFacts } from '../../findings/reply-facts.ts';
import { domainOf, domainOrBare } from '../../wire/address/index.ts';
import { isVocabulary, nameIndex, namesOfAddress, withholdNames } from './withhold-addresses-names.ts';
import { plainSpelling } from './withhold-addresses-plain.ts';
import { addressesIn, unknownWords } from './withhold-addresses-unknown.ts';

/** What stands for the name of somebody. */
const WITHHELD = '***';

/** Signs that end the local part of an address when one walks back from its '@'. */
const BEFORE_LOCAL = new Set([...' \t\r\n<>"\'(),;:[]{}|`*']);

/** How addresses are found: by their sign alone, or also where it is written as a word ('joe at example.org'). */
type Spelling = 'signs' | 'words';

/** '@' as such, in links ('%40', encoded again '%2540'), between blanks or brackets: 'x @ y', 'x (at) y', 'x at y.example'. */
const signs = once(
  () =>
    /@|%(?:25){0,3}40|[([{<]\s?at\s?[)\]}>]|[-_ ](?:at|AT)[-_ ](?=[\p{L}\p{N}][\p{L}\p{N}-]{0,62}(?:\.| ?[([{]?(?:dot|DOT)[)\]}]? ?)[\p{L}\p{N}])/gu,
);

/** Quotes that are escaped in a quoted local part. */
const MAX_ESCAPED = 64;

const isBlank = (char: string): boolean => char === ' ' || char === '\t';

/** Where the quoted string (RFC 5321 §4.1.2) begins whose end stands before `at`; an escaped quote does not begin it. */
function quotedStart(text: string, at: number, floor: number): number {
  let open = at - 1;
  for (let tries = 0; tries < MAX_ESCAPED && open > floor; tries++) {
    open = text.lastIndexOf('"', open - 1);
    if (open < floor) break;
    if (text.charAt(open - 1) !== '\\') return open;
  }
  return at;
}

const isLetter = (char: string): boolean => /^[\p{L}\p{N}]$/u.test(char);

/** An apostrophe between letters belongs to a name: o'brien. */
function isSeparator(text: string, place: number): boolean {
  const char = text.charAt(place);
  if (char === "'") return !(isLetter(text.charAt(place - 1)) && isLetter(text.charAt(place + 1)));
  return BEFORE_LOCAL.has(char);
}

const MAX_LINK = 320;
/** In the query of a link, or behind another pair of it: what stands between may have been kept apart. */
const IN_LINK = /(?:https?:\/\/[^\s<>"']{1,310}|\b[a-z]{1,12}=[^\s;<>"']{0,200};)$/i;
const KEY = /^[a-z]{1,12}=/i;

/** Where the local part begins that ends at `end`: a quoted string, the part of a link, or back to a separator. */
function localStart(text: string, end: number, floor: number): number {
  if (text.charAt(end - 1) === '"') return quotedStart(text, end, floor);
  let start = end;
  while (start > floor && !isSeparator(text, start - 1)) start--;
  // 'https://host/Why?s=mfrom;id=local%40domain': the key stays.
  const isValue =
    text.charAt(start - 1) === ';' && IN_LINK.test(text.slice(Math.max(0, start - MAX_LINK), start));
  if (isValue) return start + (KEY.exec(text.slice(start, end))?.[0].length ?? 0);
  // 'https://host/path?u=local': the ':' ended the walk, and what is before the last piece of the link stays.
  if (!text.startsWith('//', start) || !/[a-z]:$/i.test(text.slice(Math.max(0, start - 2), start)))
    return start;
  let piece = end;
  while (piece > start && !'/?&#'.includes(text.charAt(piece - 1))) piece--;
  const equals = text.slice(piece, end).indexOf('=');
  return equals < 0 ? piece : piece + equals + 1;
}

interface Hidden {
  readonly start: number;
  readonly end: number;
}

/** The local part before the sign, or undefined where there is none. */
function localBefore(text: string, sign: string, at: number, floor: number): Hidden | undefined {
  let end = at;
  const isLoose = sign !== '@' && !sign.startsWith('%');
  const isApart =
    isLoose || (isBlank(text.charAt(at - 1)) && domainAfter().test(text.slice(at + 1, at + 80)));
  if (isApart) while (end > floor && at - end < 3 && isBlank(text.charAt(end - 1))) end--;
  const start = localStart(text, end, floor);
  if (start === end) return undefined;
  // 'refused at mx.example': a word of refusals is nobody.
  if (/^[-_ ]/.test(sign) && isVocabulary(text.slice(start, end))) return undefined;
  return { start, end };
}

const domainAfter = once(
  () => /^\s{0,3}(?!\d{1,3}(?:\.\d{1,3}){3})(?:\[[\da-f.:]+\]|[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}])/iu,
);

/**
 * Hides the local part of addresses in every spelling, and the name in quotes before '<…>'. `keep`: a Message-ID, which only looks
 * like an address. `spelling`: 'words' for what others wrote; in our own sentences 'at' is no sign.
 */
export function withholdAddresses(given: string, keep?: string, spelling: Spelling = 'signs'): string {
  const text = plainSpelling(given);
  const kept = keep?.replace(/^<|>$/g, '') ?? '';
  let result = '';
  let done = 0;
  for (const { 0: sign, index: at } of text.matchAll(signs())) {
    if (at < done || (spelling === 'signs' && /^[-_ ]/.test(sign))) continue;
    const local = localBefore(text, sign, at, done);
    if (local === undefined || (kept !== '' && text.startsWith(kept, local.start))) continue;
    result += `${text.slice(done, local.start)}${WITHHELD}`;
    done = local.end;
  }
  return (result + text.slice(done)).replaceAll(DISPLAY_NAME, `"${WITHHELD}"$1`);
}

/** '"Ann Example" <***@': who has the address. */
const DISPLAY_NAME = /"[^"\n]{1,200}"(\s{0,3}<\*\*\*@)/g;

/**
 * Hides every address of a text about a refusal, and the names of its recipients and sender wherever they stand alone. `contacts`: addresses
 * that anybody may write to. Hosts that took part stay, whatever they are called: they must be found.
 */
export function withholdRecipients(
  text: string,
  reply: ReplyFacts,
  contacts: readonly string[] = [],
): string {
  const words = plainSpelling(reply.text);
  const own = [reply.recipient, reply.expandedFrom, reply.sender].filter((one) => one !== undefined);
  const names = [
    ...[...own, ...addressesIn(words)].flatMap((address) => namesOfAddress(address)),
    ...(MAILBOX.test(words) ? unknownWords(words, hostsOf(reply)).filter(looksLikeName) : []),
  ];
  const index = nameIndex(names);
  // A Message-ID that names somebody was chosen by the sender: it is withheld as an address is.
  const id = reply.messageId;
  const isNobodys = id === withholdNames(id ?? '', index);
  const domains = [domainOf(reply.sender), domainOrBare(reply.headerFrom)];
  const whole = [
    isNobodys ? id?.replace(/^<|>$/g, '') : undefined,
    ...contacts,
    ...hostsOf(reply),
    ...domains,
  ];
  const kept = whole.flatMap((one) => (one === undefined || one === '' ? [] : [wholeName(one)]));
  return apartFrom(text, kept, (piece) =>
    withholdNames(withholdAddresses(piece, isNobodys ? id : undefined), index),
  );
}

/** Where it stands by itself: in the middle of a local part a domain is part of a name. */
const wholeName = (name: string): RegExp =>
  new RegExp(
    `(?<![\\p{L}\\p{N}._=+%-])${name.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}@=%-])`,
    'gu',
  );

/** `hide` of what stands between the texts that are kept. */
function apartFrom(
  text: string,
  [kept, ...others]: readonly RegExp[],
  hide: (text: string) => string,
): string {
  if (kept === undefined) return hide(text);
  let result = '';
  let done = 0;
  for (const { 0: found, index } of text.matchAll(kept)) {
    result += apartFrom(text.slice(done, index), others, hide) + found;
    done = index + found.length;
  }
  return result + apartFrom(text.slice(done), others, hide);
}

/** Only such replies name somebody without an address. */
const MAILBOX =
  /\b(?:user|mailbox|account|recipient|address|mail|customer|alias|name|benutzer|postfach|konto|empf(?:ä|ae)nger)/i;

/** What a server numbers its replies with is needed to find them: 'g12-20020a056402428c.123'. */
const looksLikeName = (word: string): boolean => !/\d{3}/.test(word) && /\p{Ll}/u.test(word);

const hostsOf = ({ speakerHost, reportingHost, helo }: ReplyFacts): ReadonlySet<string> =>
  new Set(
    [speakerHost, reportingHost, helo].filter((host) => host !== undefined).map((host) => host.toLowerCase()),
  );
