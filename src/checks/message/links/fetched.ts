/** What was seen of links on the web, as findings: run beside the checks, only where somebody asked for it. */
import type { FetchedLink, FetchedLinks } from '../../../findings/facts/fetched-links.ts';
import type { Citation, Finding } from '../../../findings/finding.ts';
import type { MessageDraft } from '../../../findings/message-check.ts';
import type { MailView } from '../../../wire/mail-view/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { placeOfLink, shortUrl, webLinks } from './link-findings.ts';

export const fetchedLinksCheck: { readonly id: Finding['check']; readonly sources: readonly Citation[] } = {
  id: 'links/alive',
  sources: [{ title: 'RFC 9110 §15' }, { title: 'RFC 9110 §4.3.4' }],
};

/** A finding for each link that does not lead to a page; one pass for all others. */
export function judgeFetchedLinks(
  view: MailView,
  { links, spared, left }: FetchedLinks,
): readonly MessageDraft[] {
  const placeOf = (url: string): Pick<MessageDraft, 'place'> => {
    const link = webLinks(view).find(({ target }) => target.url.split('#', 1)[0] === url.split('#', 1)[0]);
    return link === undefined ? {} : { place: placeOfLink(view, link) };
  };
  const faults = links.flatMap((link) => {
    const fault = faultOf(link);
    if (fault === undefined) return [];
    const { message, isKnown, data } = fault;
    const more = { url: shortUrl(link.url), hops: link.hops.length, ...data };
    return [draftMessage(isKnown ? 'fail' : 'unknown', message, 'rendering', more, placeOf(link.url))];
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

function faultOf({ end, hops }: FetchedLink): Fault | undefined {
  if (end.state === 'redirects') return { message: `redirects-${end.why}`, isKnown: true, data: {} };
  if (end.state === 'failed') {
    const isKnown = ['not-public', 'no-address', 'certificate', 'tls', 'refused', 'bad-url'].includes(
      end.code,
    );
    const at = hops.at(-1)?.url ?? '';
    return {
      message: isKnown ? end.code : 'no-answer',
      isKnown,
      data: { why: end.why, at: shortUrl(at), code: end.code },
    };
  }
  const { status } = end;
  if (status === 404 || status === 410) return { message: 'gone', isKnown: true, data: { status } };
  if (status >= 500) return { message: 'server-error', isKnown: true, data: { status } };
  // 401, 403, 405, 429: many sites turn programs away.
  return status >= 400 ? { message: 'turned-away', isKnown: false, data: { status } } : undefined;
}
