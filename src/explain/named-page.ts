/**
 * The page that a refusal names for its reader: 'Please visit https://…'. It is shown and never fetched. Links of the refused message, which
 * filters quote too, are no such page.
 */

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
