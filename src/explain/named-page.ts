/**
 * The page that a refusal names for its reader: 'Please visit https://…'. It is shown and never fetched. Links of the refused message, which
 * filters quote too, are no such page. And the address that it names for questions.
 */
import type { ReplyFacts } from '../findings/reply-facts.ts';
import { findAddresses } from '../wire/address/index.ts';

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

/** The address that the words name for questions; undefined where they name none. */
export function addressToAsk({ text, sender, recipient }: ReplyFacts): string | undefined {
  const words = text.slice(0, MAX_TEXT);
  const asked = findAddresses(words, 6).find(({ start }) =>
    TO_ASK.test(words.slice(Math.max(0, start - 2 * BEFORE), start)),
  )?.address;
  return asked === sender || asked === recipient ? undefined : asked;
}
