/** Names of people, taken from addresses, and hidden where they stand in a text by themselves. */
import { domainToASCII } from 'node:url';
import { once } from '../../base/once.ts';
import { ORDINARY_WORDS } from './withhold-addresses-ordinary.ts';
import { PROSE_WORDS } from './withhold-addresses-prose.ts';
import { REFUSAL_WORDS } from './withhold-addresses-vocabulary.ts';

/** Names of roles (RFC 2142), of hosts, and words of refusals: no person, and nothing could be read without them. */
const NOBODY: ReadonlySet<string> = new Set(
  (
    'abuse account accounts address admin administrator bounce bounces contact daemon domain email error host hostmaster info ' +
    'local localhost mail mailbox mailer mailer-daemon marketing message mta mx news newsletter noc noreply no-reply ns ' +
    'postmaster recipient relay return root sales security sender server smtp spam status support system undisclosed-recipients ' +
    'unknown unsubscribe user webmaster www com net org edu gov'
  ).split(' '),
);

/** Small letters; the same length as the text. */
export function lowered(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return [...text]
    .map((char) => (char.toLowerCase().length === char.length ? char.toLowerCase() : char))
    .join('');
}

/** Small letters without accents: how words stand in lists. */
export const folded = (word: string): string => word.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');

const isNobody = (word: string): boolean =>
  REFUSAL_WORDS.has(word) || PROSE_WORDS.has(word) || ORDINARY_WORDS.has(word) || NOBODY.has(word);

/** Every word of it is one that refusals use, or no word at all. */
export const isVocabulary = (text: string): boolean =>
  (text.match(/\p{L}+/gu) ?? []).every((word) => word.length < 3 || isNobody(folded(word)));

const isName = (name: string): boolean =>
  name.length > 1 && /\p{L}|\d{4}/u.test(name) && !NOBODY.has(name) && name.length <= 128;

/** Known by these signs before the address that is encoded: SRS, BATV, VERP. */
const ENCODED_ADDRESS = /^(?:srs[01]|prvs|btv1|msprvs\d?|bounces?|return|owner|list)\b/i;

/**
 * Names in an address or a bare local part: the local part whole and without its tag, what stands in it of an address that is encoded
 * (VERP, BATV, SRS), and without the signs between.
 */
export function namesOfAddress(address: string): readonly string[] {
  const local = localOf(address);
  if (local === '') return [];
  const names = [local];
  const pieces = local.split(/[=#+!%]/).filter((piece) => piece !== '');
  if (pieces.length > 1) names.push(...pieces.filter((piece) => isTelling(piece)));
  // 'bounce-joe=example.org': the last word before the sign.
  if (pieces.length > 1)
    names.push(...pieces.flatMap((piece) => piece.split('-').filter((word) => word.length > 2)));
  if (ENCODED_ADDRESS.test(local)) names.push(...local.split(/[-=+]/).filter((word) => word.length > 2));
  const words = local.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (words.length > 1) names.push(words.join(''), words.join(' '));
  return names
    .filter((name, place) => place === 0 || !isVocabulary(name) || /\d{4}/.test(name))
    .filter(isName);
}

const MAX_LOCAL = 320;

/** Without source route (RFC 5321 appendix C), brackets and quotes; small letters. */
function localOf(address: string): string {
  const at = address.lastIndexOf('@');
  const written = (at < 0 ? address : address.slice(0, at)).slice(-MAX_LOCAL);
  return lowered(
    written
      .slice(written.lastIndexOf(':') + 1)
      .replaceAll(/["<>\\]/g, '')
      .trim(),
  );
}

/** Words of a local part that may be a first or last name: four letters or more. */
export const wordsOfAddress = (address: string): readonly string[] =>
  localOf(address)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 3 && !/\d/.test(word) && !isVocabulary(word));

/** No number, no domain: a piece that may be somebody. */
const isTelling = (piece: string): boolean =>
  piece.length > 2 && /\p{L}/u.test(piece) && !/\.[a-z]{2,}$/.test(piece);

/** Names by their first word. */
export type NameIndex = ReadonlyMap<string, readonly string[]>;

const MAX_NAMES = 20_000;
const eachWord = once(() => /[\p{L}\p{N}]+/gu);

/** Each name as it stands, as punycode, and without accents; the longest first. */
export function nameIndex(names: Iterable<string>): NameIndex {
  const all = new Set<string>();
  for (const name of names) {
    if (all.size >= MAX_NAMES) break;
    const lower = lowered(name.trim());
    if (!isName(lower)) continue;
    all.add(lower);
    if (!/[^\0-\u007f]/.test(lower)) continue;
    const plain = folded(lower);
    if (isName(plain)) all.add(plain);
    for (const label of lower.split('.')) {
      const ascii = domainToASCII(label);
      if (ascii.startsWith('xn--')) all.add(ascii);
    }
  }
  const index = new Map<string, string[]>();
  for (const name of [...all].toSorted((a, b) => b.length - a.length)) {
    const first = name.match(eachWord())?.[0];
    if (first === undefined) continue;
    const known = index.get(first);
    const from = name.slice(name.indexOf(first));
    if (known === undefined) index.set(first, [from]);
    else if (!known.includes(from)) known.push(from);
  }
  return index;
}

const isWordCharacter = (char: string): boolean => char !== '' && /^[\p{L}\p{N}]$/u.test(char);

/** Of names that begin with one word so many are tried. */
const MAX_ALIKE = 200;

/** Is the word a label of a host, or a part of one? */
const isInHost = (text: string, start: number, end: number): boolean =>
  (/[.-]/.test(text.charAt(start - 1)) && isWordCharacter(text.charAt(start - 2))) ||
  (/[.-]/.test(text.charAt(end)) && isWordCharacter(text.charAt(end + 1)));

/**
 * Hides names where they stand by themselves, with the tag that follows: 'unknown user joe+tag'. `spares`: hosts stay as they are; else
 * also a label of a host is hidden.
 */
export function withholdNames(text: string, names: NameIndex, spares?: 'hosts'): string {
  if (names.size === 0) return text;
  const lower = lowered(text);
  let result = '';
  let done = 0;
  for (const { 0: word, index: at } of lower.matchAll(eachWord())) {
    if (at < done) continue;
    const name = names
      .get(word)
      ?.slice(0, MAX_ALIKE)
      .find((one) => lower.startsWith(one, at) && !isWordCharacter(lower.charAt(at + one.length)));
    if (name === undefined || (spares === 'hosts' && isInHost(text, at, at + name.length))) continue;
    result += `${text.slice(done, at)}***`;
    done = at + name.length;
    if (text.charAt(done) === '+')
      done += /^\+[\p{L}\p{N}._+=-]*/u.exec(text.slice(done, done + 128))?.[0].length ?? 0;
  }
  return withholdEncoded(result + text.slice(done), names);
}

/** Pieces of links in which a name is percent-encoded. */
function withholdEncoded(text: string, names: NameIndex): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  return text.replaceAll(/[^\s<>"'/?&;#=]+/g, (piece) => {
    if (!/%[0-9a-f]{2}/i.test(piece)) return piece;
    const plain = percentDecoded(piece);
    return plain !== piece && withholdNames(plain, names) !== plain ? '***' : piece;
  });
}

/** As far as it can be read. */
function percentDecoded(piece: string): string {
  const bytes = piece.replaceAll(/%25/g, '%');
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes.replaceAll(/%([0-7][0-9a-f])/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
}
