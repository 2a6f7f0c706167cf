/**
 * Whom an event means: the address of its fields, or of several the one that its words name in '<>' or before their colon. Where the words
 * name the sender or somebody elsewhere instead, nobody can tell.
 */
import { domainOf, type FoundAddress, findAddresses, sameAddress } from '../address/index.ts';

export interface Meant {
  readonly recipient?: string;
  readonly isDoubtful: boolean;
}

export interface Fields {
  readonly recipients: readonly string[];
  /** The field is for a recipient, not for anybody's address. */
  readonly isSure: boolean;
  readonly senders: readonly string[];
}

/** Addresses to ask for help, not to deliver to. */
const ROLE =
  /^(?:postmaster|abuse|support|help|admin|administrator|noc|hostmaster|mailer-daemon|unblock|delist|security|info|removal)@/i;
const MAX_FOUND = 20;

const has = (all: readonly string[], address: string): boolean =>
  all.some((one) => sameAddress(one, address));

/** '<user@example.org>' anywhere, 'user@example.org: …' at the head. */
const isMarked = (words: string, { start, end }: FoundAddress): boolean =>
  words.charAt(start - 1) === '<' || (start <= 1 && /^["')]?\s?:/.test(words.slice(end, end + 3)));

/** Do the words name the address in '<>'? */
export const names = (words: string, address: string): boolean =>
  words.toLowerCase().includes(`<${address.toLowerCase()}>`);

/** `isReply`: the words are an answer from their beginning; in others any address may be the one that is meant. */
export function whomItMeant(words: string, isReply: boolean, { recipients, isSure, senders }: Fields): Meant {
  const found = findAddresses(words, MAX_FOUND).filter(({ address }) => !ROLE.test(address));
  const all = found.map(({ address }) => address);
  const marked = found.filter((one) => isMarked(words, one)).map(({ address }) => address);
  const named = recipients.filter((address) => has(all, address));
  const [first] = named.length > 0 ? named : recipients;
  if (first === undefined) return { isDoubtful: senders.some((sender) => has(marked, sender)) };
  if (named.length > 0)
    return named.every((address) => sameAddress(address, first))
      ? { recipient: first, isDoubtful: false }
      : { isDoubtful: true };
  const isOne = recipients.every((address) => sameAddress(address, first));
  const others = (isReply ? marked : all).filter((address) => !has(senders, address));
  const isSendersFault = senders.some((sender) => has(all, sender));
  // Another mailbox of the same domain may be what the address stands for there.
  const elsewhere = others.find((address) => domainOf(address) !== domainOf(first));
  if (isOne && isSure) return { recipient: first, isDoubtful: isSendersFault || elsewhere !== undefined };
  const [other] = marked.filter((address) => !has(senders, address));
  if (isOne && other === undefined)
    return { recipient: first, isDoubtful: isSendersFault || others.length > 0 };
  return { ...(other !== undefined && { recipient: other }), isDoubtful: true };
}
