/** Reasons that are told in a set form: the words of programs that could not look up a host, those of a plan that is used up, the subtypes of services. */
import { domainOf } from '../address/index.ts';
import { findReplies } from '../smtp/index.ts';
import { nameOf, REASON } from './fields.ts';
import type { Named } from './json-fields.ts';
import type { ToldReason } from './types.ts';

/** Node.js, Go, Python, glibc, macOS, Windows, Java, curl: the name of the server that the program calls. */
const LOOKUP =
  /\b(?:ENOTFOUND|EAI_AGAIN|EAI_NONAME|getaddrinfo|gethostbyname|UnknownHostException)\b|\bno such host\b|name or service not known|nodename nor servname|failure in name resolution|no address associated with hostname|could ?n[o']t resolve host|name resolution failed|name does not resolve/i;
/** SendGrid drops with 'Recipient List over Package Quota'. */
const QUOTA = /\bpackage quota\b|\b(?:over|exceed\w{0,3}) (?:your |the )?(?:plan|package)\b/i;
const MAX_WORDS = 2_000;

/** The name of some host or domain was not found. */
const NOT_FOUND =
  /\b(?:hosts?|hostname|domain|server|dns|mx|name)\b[^;]{0,80}\b(?:not found|not exist|unknown|invalid|unresolvable)\b|\bnxdomain\b|\b(?:unknown|invalid|find|resolve|look ?up)(?: [a-z]{1,12}){0,3} (?:host|domain|server|name|mx)\b(?!\.)/i;
const HOST = /^(?=.{4,255}$)[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}\.[a-z][a-z\d-]{1,62}$/;

const hostsIn = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\w.@-]+/)
    .map((word) => word.replace(/^\.|\.$/g, ''))
    .filter((word) => HOST.test(word));

/**
 * Words of a program that could not look up a host: its own trouble, or a word about the recipient's domain that no server confirms. So
 * is any name that was not found, unless it is the recipient's domain.
 */
export function tellsOfLookup(words: string, recipient: string | undefined): boolean {
  const text = words.slice(0, MAX_WORDS);
  // What a server of mail said is no look-up of the program's.
  const [reply] = findReplies(text, 1);
  if (reply?.code !== undefined || reply?.enhancedStatus !== undefined) return false;
  if (LOOKUP.test(text)) return true;
  const domain = domainOf(recipient);
  const hosts = NOT_FOUND.test(text) ? hostsIn(text) : [];
  return hosts.length > 0 && !hosts.some((host) => host === domain || host.endsWith(`.${domain}`));
}

/** What the words say by their form, where no server speaks them. A look-up of the recipient's own domain is not the program's. */
export function reasonInWords(words: string, recipient: string | undefined): ToldReason | undefined {
  const text = words.slice(0, MAX_WORDS);
  if (QUOTA.test(text)) return 'quota';
  if (!LOOKUP.test(text)) return undefined;
  const domain = domainOf(recipient);
  return domain !== undefined && hostsIn(text).includes(domain) ? undefined : 'lookup';
}

/** Amazon SES `bounceSubType`, Mandrill `bounce_description`. */
const NAMES: Readonly<Record<string, ToldReason>> = {
  noemail: 'no-mailbox',
  badmailbox: 'no-mailbox',
  invaliddomain: 'no-domain',
  suppressed: 'suppressed',
  onaccountsuppressionlist: 'suppressed',
  mailboxfull: 'full',
  messagetoolarge: 'too-large',
  contentrejected: 'content',
  attachmentrejected: 'attachment',
  permanent: 'hard',
  hardbounce: 'hard',
};

/** What the service's own field says of the reason. */
export const reasonInFields = (named: Named): ToldReason | undefined =>
  named.first(REASON, (value) => {
    const name = typeof value === 'string' ? nameOf(value.slice(0, 60)) : '';
    return Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  });
