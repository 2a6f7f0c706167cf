/** What may be shown of a text, by what kind of text it is: our own advice, what a server said, what DNS shows, names of files. */
import { canonicalIp, isPublicIp } from '../base/ip.ts';
import { withholdAddresses } from '../explain/say/withhold-addresses.ts';
import { folded, isVocabulary, nameIndex, withholdNames } from '../explain/say/withhold-addresses-names.ts';
import { hostOfLink, withholdUnknown } from '../explain/say/withhold-addresses-unknown.ts';
import { fileNamer } from './redact-files.ts';
import { messageIdHider } from './redact-message-id.ts';
import { ADDRESS, IP } from './redact-patterns.ts';
import type { Known } from './redact-people.ts';
import { ADVICE_WORDS } from './redact-words.ts';

type Hide = (text: string) => string;

/** Each takes a text and gives what may be shown of it. */
export interface Hiding {
  /** Our own words, with what others wrote filled in. */
  readonly own: Hide;
  /** What a server said: only words that refusals use. */
  readonly foreign: Hide;
  /** What DNS shows to everybody, contacts of providers: addresses stay, but for those of the people. */
  readonly dns: Hide;
  /** A host, a domain, an IP. */
  readonly host: Hide;
  /** '***@example.org'. */
  readonly address: Hide;
  readonly messageId: Hide;
  /** '***.eml'. */
  readonly file: Hide;
  /** 'https://host/***'; of what is no such link nothing. */
  readonly link: Hide;
}

export function hidingFor(known: Known): Hiding {
  const names = nameIndex(known.names);
  const told = nameIndex([...known.names].filter((name) => !isOurs(name)));
  const shown = nameIndex([...known.displayNames].filter((name) => !isOurs(name)));
  const isPerson = (address: string): boolean => known.addresses.has(address.toLowerCase());
  const kept = new Set([...known.inDns].filter((one) => !isPerson(one)));
  const isKept = (address: string): boolean =>
    kept.has(address.toLowerCase()) || (ROLE.test(address) && !isPerson(address));
  const hideNames: Hide = (text) => withholdNames(withholdNames(text, told), shown, 'hosts');
  const file = fileNamer(known.files);
  const dns: Hide = (text) =>
    withholdNames(
      text.replaceAll(ADDRESS, (found) => (isPerson(found) ? withheldLocal(found) : found)),
      names,
    );
  const host: Hide = (text) => hidePrivate(withholdNames(withholdAddresses(text), names), kept);
  const foreign: Hide = (text) =>
    hidePrivate(
      withholdUnknown(
        withholdNames(withholdNames(withholdAddresses(text, undefined, 'words'), names), shown, 'hosts'),
        known.hosts,
      ),
      kept,
    );
  return {
    own: (text) => {
      const isClean = !MAY_HOLD_ADDRESS.test(text);
      const without = isClean
        ? text
        : keeping(file.inText(text), isKept, (piece) => withholdAddresses(piece));
      return hidePrivate(hideNames(isClean ? file.inText(text) : without), kept);
    },
    foreign,
    dns: (text) => hidePrivate(dns(text), kept),
    host,
    address: (text) => (text === '' ? '' : host(withheldLocal(text))),
    messageId: messageIdHider(known, host),
    file: file.nameOf,
    link: (text) => (/^https?:\/\//i.test(text) ? host(hostOfLink(text)) : WITHHELD),
  };
}

export const WITHHELD = '***';

/** A word of our own, or of refusals: an advice that has it in it says nothing of whoever is called so. */
const isOurs = (name: string): boolean =>
  !/[._+]/.test(name) &&
  (name.match(/\p{L}+/gu) ?? []).every((word) => ADVICE_WORDS.has(folded(word)) || isVocabulary(word)) &&
  !/\d/.test(name);

const MAY_HOLD_ADDRESS = /@|40|\bat\b|AT|&|\\|=\?|[^\0-\u007f]/;

/** 'Ann <ann@example.org>' is '***@example.org', a name by itself '***'. */
function withheldLocal(text: string): string {
  const at = text.lastIndexOf('@');
  const domain = at < 0 ? '' : (/^[\p{L}\p{N}.:[\]_-]*/u.exec(text.slice(at + 1))?.[0] ?? '');
  return domain === '' ? WITHHELD : `${WITHHELD}@${domain}`;
}

/** Every domain that takes mail has these (RFC 2142): whom to write to, and nobody by name. */
const ROLE = /^(?:postmaster|abuse|hostmaster)@/i;

/** Hides what stands between the addresses that are kept. */
function keeping(text: string, isKept: (address: string) => boolean, hide: Hide): string {
  let result = '';
  let done = 0;
  for (const match of text.matchAll(ADDRESS)) {
    if (!isKept(match[0])) continue;
    result += `${hide(text.slice(done, match.index))}${match[0]}`;
    done = match.index + match[0].length;
  }
  return result + hide(text.slice(done));
}

/** An address of the network inside means nothing to others, and tells of it. */
function hidePrivate(text: string, known: ReadonlySet<string>): string {
  return text.replace(IP, (found) => {
    const ip = canonicalIp(found);
    return ip === undefined || isPublicIp(ip) || isCode(ip) || known.has(found) ? found : WITHHELD;
  });
}

/** What DNS lists answer, and what stands for no address. */
const isCode = (ip: string): boolean => /^(?:127|0)\.|^::1?$/.test(ip);
