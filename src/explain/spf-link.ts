/**
 * Whom SPF judged, as the page that explains an SPF result is told in its address: 'http://www.openspf.org/Why?s=mfrom;id=user@example.org;
 * ip=192.0.2.1;r=mx.example.net' (libspf2, Mail::SPF, pypolicyd-spf; RFC 7208 §6.2 lets a receiver explain), and in older ones
 * '…/why.html?sender=user%40example.org&ip=…'. That the page is no more does not matter.
 */
import type { ReplyFacts } from '../findings/reply-facts.ts';

const LINK = /\bwhy(?:\.html|\.php)?\?([^\s<>"']{3,600})/i;
/** The site that stands before it. */
const SITE = /[\w./:-]{1,200}$/;
const MAX_SITE = 200;
const OF_SPF = /(?:^|[/.])(?:openspf|pobox)\.(?:org|net|com)\//i;
/** Other sites have pages of that name; one of an SPF result tells for which IP, and who judged. */
const isOfResult = (query: string): boolean =>
  /(?:^|[;&])ip=/i.test(query) && /(?:^|[;&])r(?:eceiver)?=/i.test(query);
const PAIR = /(?:^|[;&])(s|scope|id|identity|sender)=([^;&]{1,320})/gi;
const ADDRESS = /^[^\s@]{1,64}@[a-z0-9][a-z0-9.-]{1,250}$/i;
const HOST = /^[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){1,8}$/i;

/** '%40' → '@'; left as it is where it is no UTF-8 (RFC 3986 §2.1). */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** MAIL FROM, or the HELO name where that was judged; nothing where no such link stands in the text. */
export function judgedInLink(text: string): Pick<ReplyFacts, 'sender' | 'helo'> {
  const link = LINK.exec(text);
  if (link === null) return {};
  const [, query = ''] = link;
  const [site = ''] = SITE.exec(text.slice(Math.max(0, link.index - MAX_SITE), link.index)) ?? [];
  if (!OF_SPF.test(site) && !isOfResult(query)) return {};
  const told = new Map<string, string>();
  for (const [, key = '', value = ''] of query.matchAll(PAIR)) told.set(key.toLowerCase(), decoded(value));
  const scope = told.get('s') ?? told.get('scope') ?? 'mfrom';
  const identity = told.get('id') ?? told.get('identity') ?? told.get('sender') ?? '';
  if (scope === 'helo') return HOST.test(identity) ? { helo: identity } : {};
  return ADDRESS.test(identity) ? { sender: identity } : {};
}
