/**
 * The page that a refusal names for its reader: 'Please visit https://…'. It is shown and never fetched. Links of the refused message, which
 * filters quote too, are no such page. And the address that it names for questions.
 */
import { isMailboxProvider } from '../checks/index.ts';
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { domainOf, findAddresses } from '../wire/address/index.ts';
import { sameOrganisation } from './organisation.ts';
import type { ProviderCard } from './provider-card.ts';

const MAX_TEXT = 4096;
const MAX_URL = 300;
const URL = /https?:\/\/[^\s<>"'`()[\]{}|\\^]+/gi;
/** What stands behind a link in a sentence, and 'AS(7230)' glued to it. */
const TRAILING = /[.,;:!?*_]+$/;
/** Right before it, these say that the link is one of the message's own. */
const OF_MESSAGE =
  /\b(?:urls?|uris?|links?|hyperlinks?|domains?|hosts?|contains?|contained|found)\b[^.;]{0,20}$/i;
/** A public host: nobody opens a bare name or an address of the inside network. */
const PUBLIC_HOST = /^https?:\/\/(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[:/?#]|$)/i;
const BEFORE = 40;

/** The first page that the words name, at most 300 characters; undefined where they name none. */
export function pageNamedIn(words: string): string | undefined {
  const text = words.slice(0, MAX_TEXT);
  for (const { 0: found, index } of text.matchAll(URL)) {
    const url = found.replace(TRAILING, '');
    const isOfMessage = OF_MESSAGE.test(text.slice(Math.max(0, index - BEFORE), index));
    if (!isOfMessage && url.length <= MAX_URL && PUBLIC_HOST.test(url)) return url;
  }
  return undefined;
}

/** 'To unblock: https://…', 'https://mail.example/unblock-me'; what a list offers is another matter (list-behind.ts). */
const TO_UNBLOCK = /\bunblock(?:ing)?\b[^.;]{0,20}$/i;

/** The page that the words name for lifting a block of the account; undefined where they name none. */
export function unblockPageIn(words: string): string | undefined {
  const text = words.slice(0, MAX_TEXT);
  if (!/unblock/i.test(text)) return undefined;
  for (const { 0: found, index } of text.matchAll(URL)) {
    const url = found.replace(TRAILING, '');
    const isFor = /unblock/i.test(url) || TO_UNBLOCK.test(text.slice(Math.max(0, index - BEFORE), index));
    if (isFor && url.length <= MAX_URL && PUBLIC_HOST.test(url)) return url;
  }
  return undefined;
}

const written = (url: string): string => url.toLowerCase().replace(/^https?:\/\/|\/$/g, '');

/** The page, unless it is the provider's form itself. */
export const otherPage = (page: string | undefined, form: string | undefined): string | undefined =>
  page !== undefined && form !== undefined && written(page) === written(form) ? undefined : page;

/** Words right before an address that ask to write to it: 'forward this error to', 'please contact'. */
const TO_ASK = /\b(?:contact|(?:forward|write|e-?mail|report)\b[^.;<@]{0,40}\b(?:to|at))[ :<"'(]{1,3}$/i;
/** Before them: whom nobody can, may or does write to. A new clause ('…, please contact') is no part of it. */
const NOT =
  /\b(?:not|cannot|can['’]t|couldn['’]t|won['’]t|don['’]t|doesn['’]t|didn['’]t|unable|never|fail(?:s|ed|ure)?|refus(?:es|ed|ing)|den(?:ies|ied)|forbidden|prohibited)\b(?:(?!please|\bfor\b|\bor\b)[^.,;:!?]){0,60}$/i;
/** Why one is to write. */
const REASON = /\b(?:questions?|unblock\w*|reset|delist\w*)\b/i;
/** Mailboxes of a function, not of a person (RFC 2142, and what providers call theirs), alone or as part: 'abuse_rbl'. */
const ROLE_PART =
  /^(?:postmaster|hostmaster|webmaster|abuse|support|help|helpdesk|unblock|delist|removal|whitelist|blocklist|blacklist|antispam|rbl|noc|owner|tosa|toda|tobr)\d{0,2}$/i;
const ROLE =
  /^(?:(?:mail)?admins?|administrator|contact|info|mail|request|root|security|service(?:desk)?|spam|sysadmins?|it|edv)$/i;

const isRole = (local: string): boolean =>
  ROLE.test(local) || local.split(/[._+-]/, 9).some((part) => ROLE_PART.test(part));

/** What a card tells of the provider's own addresses. */
type Contacts = Pick<ProviderCard, 'contacts' | 'hosts' | 'domains' | 'kind' | 'appeal' | 'postmaster'>;

const isWithin = (domain: string, names: readonly string[] = []): boolean =>
  names.some((name) => domain === name || domain.endsWith(`.${name}`));

/** Does whoever refused answer for the address? Words also name people, who are not to be written to. */
function isTheirs(address: string, around: string, facts: ReplyFacts, card: Contacts | undefined): boolean {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const ofCard = [card?.appeal, card?.postmaster].map((one) => one?.replace(/^mailto:/i, '').toLowerCase());
  if (ofCard.includes(address) || isWithin(domain, card?.contacts)) return true;
  const isNamedRole = isRole(address.slice(0, at));
  const { speakerHost } = facts;
  const recipientDomain = domainOf(facts.recipient);
  // Where the words alone are known, nothing tells whose domain it is.
  if (speakerHost === undefined && recipientDomain === undefined && card === undefined) return isNamedRole;
  const isOfCard = isWithin(domain, [...(card?.hosts ?? []), ...(card?.domains ?? [])]);
  const isOfThem =
    isOfCard || sameOrganisation(domain, speakerHost) || sameOrganisation(domain, recipientDomain);
  // Where anybody can have a mailbox the address may be anybody's.
  const isOfMany = isMailboxProvider(domain) || (isOfCard && card?.kind === 'mailbox');
  return isOfThem && (isNamedRole || (!isOfMany && REASON.test(around)));
}

/** Is it the recipient's or the sender's? */
const isParty = (address: string, { sender, recipient, expandedFrom, headerFrom }: ReplyFacts): boolean =>
  [sender, recipient, expandedFrom, headerFrom]
    .map((one) => one?.toLowerCase())
    .some((one) => one === address || one?.includes(`<${address}>`) === true);

/** The address that the words name for questions, of whoever refused; undefined where they name none. Never the recipient or the sender. */
export function addressToAsk(facts: ReplyFacts, card?: Contacts): string | undefined {
  const words = facts.text.slice(0, MAX_TEXT);
  return findAddresses(words, 6).find(({ address, start, end }) => {
    const before = words.slice(Math.max(0, start - 3 * BEFORE), start);
    const asks = TO_ASK.exec(before);
    if (asks === null || NOT.test(before.slice(0, asks.index))) return false;
    const lower = address.toLowerCase();
    return (
      !isParty(lower, facts) && isTheirs(lower, `${before} ${words.slice(end, end + BEFORE)}`, facts, card)
    );
  })?.address;
}

/** The address at a domain that its provider keeps for questions alone: 'tobr@rx.t-online.de'. */
export function contactIn(facts: ReplyFacts, { contacts }: Contacts): string | undefined {
  if (contacts === undefined || !facts.text.includes('@')) return undefined;
  return findAddresses(facts.text.slice(0, MAX_TEXT), 6)
    .map(({ address }) => address)
    .find((address) => {
      const lower = address.toLowerCase();
      return contacts.includes(lower.slice(lower.lastIndexOf('@') + 1)) && !isParty(lower, facts);
    });
}
