/**
 * Words of a refusal that no refusal uses: names of people, for all that one knows. What others wrote is shown word by word only as far
 * as the vocabulary goes; numbers, codes, IPs and known hosts stay.
 */
import { canonicalIp } from '../../base/ip.ts';
import { once } from '../../base/once.ts';
import { findAddresses } from '../../wire/address/index.ts';
import { isVocabulary, lowered } from './withhold-addresses-names.ts';

const TOKEN = /[^\s<>"'(),;:[\]{}|`*]+/gu;
/** Links, and what may be an IPv6 address: its ':' would part it. */
const wholeWords = once(
  () =>
    /\bhttps?:\/\/[^\s<>"')\]}]+|(?<![\p{L}\p{N}:.])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?![\p{L}\p{N}:])/giu,
);

const isLink = (whole: string): boolean => /^https?:/i.test(whole);

const COMMON_ENDS = new Set(
  'com net org edu gov mil int info biz arpa example test invalid google microsoft'.split(' '),
);
const HOST_WORD =
  /^(?:mx|mail|smtp|mta|mxs?|relay|out|in|ns|www|gw|gate|mxgate|server|host|srv|vps)[a-z]?[-\d]*$|\d/;

const MAX_LABELS = 20;

/** A host by its form, or one that is known; a local part with dots is none. */
export function isHost(token: string, hosts: ReadonlySet<string>): boolean {
  const name = lowered(token).replace(/\.$/, '');
  if (!/^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+$/u.test(name)) return false;
  const labels = name.split('.', MAX_LABELS);
  for (let from = 0; from < labels.length - 1; from++)
    if (hosts.has(labels.slice(from).join('.'))) return true;
  const end = labels.at(-1) ?? '';
  if (COMMON_ENDS.has(end)) return true;
  return labels.length > 2 && /^[a-z]{2}$/.test(end) && HOST_WORD.test(labels[0] ?? '');
}

/** A number of a server: digits, and between them single letters, pairs, or hexadecimal ones. */
function isNumber(token: string): boolean {
  const digits = token.match(/\d/g)?.length ?? 0;
  const runs = token.match(/\p{L}+/gu) ?? [];
  const isHex = /\d{4}/.test(token) || (digits >= 6 && runs.length >= 3);
  return digits >= 3 && runs.every((run) => run.length < 3 || (isHex && /^[a-f]+$/i.test(run)));
}

const isShort = (token: string): boolean => (token.match(/\p{L}+/gu) ?? []).every((run) => run.length < 3);

/** 'RecipSizeLimit' is three words. */
const inWords = (token: string): string => token.replaceAll(/(\p{Ll})(?=\p{Lu})/gu, '$1 ');

const isSign = (char: string): boolean => !/^[\p{L}\p{N}\p{Cs}]$/u.test(char);

/** A word without the signs around it, and those behind it. */
function withoutSigns(token: string): { readonly bare: string; readonly after: string } {
  let start = 0;
  let end = token.length;
  while (end > start && isSign(token.charAt(end - 1))) end--;
  while (start < end && isSign(token.charAt(start))) start++;
  return { bare: token.slice(start, end), after: start === end ? '' : token.slice(end) };
}

function isShown(token: string, hosts: ReadonlySet<string>): boolean {
  if (!/\p{L}/u.test(token)) return !/\d{9}/.test(token);
  const bare = withoutSigns(token).bare;
  // 'name=example.org type=MX': each by itself.
  if (bare.includes('=')) return bare.split('=').every((piece) => piece === '' || isShown(piece, hosts));
  return (
    isHost(bare, hosts) ||
    isNumber(bare) ||
    isShort(bare) ||
    isVocabulary(bare) ||
    isVocabulary(inWords(bare))
  );
}

/** The words of the text that are withheld, as they stand; addresses among them are left to others. */
export function unknownWords(text: string, hosts: ReadonlySet<string>): readonly string[] {
  const words = text.replaceAll(wholeWords(), (whole) =>
    isLink(whole) || canonicalIp(whole) !== undefined ? ' ' : whole,
  );
  return [...words.matchAll(TOKEN)].flatMap(({ 0: token }) => {
    if (token.includes('@') || isShown(token, hosts)) return [];
    const bare = withoutSigns(token).bare;
    return bare.length > 1 && !bare.includes('%') ? [bare] : [];
  });
}

/** Addresses as they stand in a text. */
export const addressesIn = (text: string, max = 100): readonly string[] =>
  findAddresses(text, max).map(({ address }) => address);

/** `text` (addresses are hidden already) with nothing in it but words that refusals use, codes, IPs and hosts; of links the host. */
export function withholdUnknown(text: string, hosts: ReadonlySet<string>): string {
  let result = '';
  let done = 0;
  for (const { 0: whole, index } of text.matchAll(wholeWords())) {
    if (!isLink(whole) && canonicalIp(whole) === undefined) continue;
    result += `${withholdWords(text.slice(done, index), hosts)}${isLink(whole) ? hostOfLink(whole) : whole}`;
    done = index + whole.length;
  }
  return result + withholdWords(text.slice(done), hosts);
}

const withholdWords = (text: string, hosts: ReadonlySet<string>): string =>
  text.replaceAll(TOKEN, (token) => {
    if (/^(?:@|%40)/.test(token)) return token;
    if (isShown(token, hosts)) return token;
    return `***${withoutSigns(token).after}`;
  });

/** 'https://host/***'; of a path that says only what refusals say, the whole. */
export function hostOfLink(link: string): string {
  const { 1: host = '', 2: path = '' } = /^(https?:\/\/(?:[^/?#@]*@)?[^/?#@]*)(.*)$/is.exec(link) ?? [];
  const bare = host.replace(/^(https?:\/\/).*@/i, '$1');
  const isTold = /^[/?#]?$/.test(path) || (isVocabulary(inWords(path)) && !/\d{4}|%|@/.test(path));
  return `${bare}${isTold ? path : '/***'}`;
}
