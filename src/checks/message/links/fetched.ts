/** What was seen of links on the web, as findings: run beside the checks, only where somebody asked for it. */
import type { FetchedLink, FetchedLinks } from '../../../findings/facts/fetched-links.ts';
import type { Citation, Finding } from '../../../findings/finding.ts';
import type { MessageDraft } from '../../../findings/message-check.ts';
import type { MailView } from '../../../wire/mail-view/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { placeOfLink, shortUrl, type WebLink, webLinks } from './link-findings.ts';

export const fetchedLinksCheck: { readonly id: Finding['check']; readonly sources: readonly Citation[] } = {
  id: 'links/alive',
  sources: [{ title: 'RFC 9110 §15' }, { title: 'RFC 9110 §4.3.4' }],
};

/** A finding for each link that does not lead to a page; one pass for all others. */
export function judgeFetchedLinks(
  view: MailView,
  { links, spared, left }: FetchedLinks,
): readonly MessageDraft[] {
  const written = (url: string): WebLink | undefined =>
    webLinks(view).find(({ target }) => target.url.split('#', 1)[0] === url.split('#', 1)[0]);
  const faults = links.flatMap((link) => {
    const fault = faultOf(link);
    if (fault === undefined) return [];
    const { message, isKnown, data } = fault;
    const own = written(link.url);
    // As it is written: '2130706433' is not found in a message that is searched for 127.0.0.1.
    const more = { url: shortUrl(own?.href ?? link.url), hops: link.hops.length, ...data };
    const at = own === undefined ? {} : { place: placeOfLink(view, own) };
    return [draftMessage(isKnown ? 'fail' : 'unknown', message, 'rendering', more, at)];
  });
  const seen = { links: links.length, spared, left };
  if (links.length === 0) return [draftMessage('not-applicable', 'none-opened', 'rendering', seen)];
  return faults.length > 0 ? capped(faults) : [draftMessage('pass', 'alive', 'rendering', seen)];
}

interface Fault {
  readonly message: string;
  /** What stands between may be ours: a time-out is not a dead link. */
  readonly isKnown: boolean;
  readonly data: Readonly<Record<string, string | number>>;
}

const isIpUrl = (url: string): boolean =>
  URL.canParse(url) && /^(?:\[.*\]|\d{1,3}(?:\.\d{1,3}){3})$/.test(new URL(url).hostname);

function faultOf({ url, end, hops }: FetchedLink): Fault | undefined {
  if (end.state === 'redirects') return { message: `redirects-${end.why}`, isKnown: true, data: {} };
  if (end.state === 'failed') {
    const isKnown = ['not-public', 'no-address', 'certificate', 'tls', 'refused', 'bad-url'].includes(
      end.code,
    );
    const at = hops.at(-1)?.url ?? url;
    // Of an address that stands in the link itself there is nothing to explain.
    const isPlain = end.code === 'not-public' && hops.length <= 1 && isIpUrl(at);
    return {
      message: isKnown ? end.code : 'no-answer',
      isKnown,
      data: { ...(!isPlain && { why: end.why }), at: shortUrl(at), code: end.code },
    };
  }
  const { status } = end;
  if (status === 404 || status === 410) return { message: 'gone', isKnown: true, data: { status } };
  if (status >= 500) return { message: 'server-error', isKnown: true, data: { status } };
  // 401, 403, 405, 429: many sites turn programs away.
  return status >= 400 ? { message: 'turned-away', isKnown: false, data: { status } } : undefined;
}
