/** What opening the links of a message shows, and what its unsubscribe address answers: only where somebody asked for it. */
import {
  fetchedLinksCheck,
  judgeFetchedLinks,
  judgeProbe,
  probedCheck,
  probeUri,
  webLinks,
} from '../checks/index.ts';
import type { UnsubscribeWords } from '../findings/mail-tables.ts';
import type { MessageCheck, MessageDraft, MessageFinding } from '../findings/message-check.ts';
import { fetchLinks, type Hop, probeUnsubscribe } from '../gather/links/index.ts';
import { type CheckedMessage, citing } from './check-message.ts';

export interface FetchOptions {
  readonly hop: Hop;
  /** Open the links of the message. */
  readonly fetches: boolean;
  /** Asked for by itself: 'get-and-post' unsubscribes the address that stands in the message. Not there: it is not asked. */
  readonly probe?: { readonly mode: 'get' | 'get-and-post'; readonly words: readonly UnsubscribeWords[] };
  readonly signal?: AbortSignal;
}

/** Never throws for what the web does. Pictures are not opened. */
export async function fetchedFindings(
  { view, subject }: Pick<CheckedMessage, 'view' | 'subject'>,
  { hop, fetches, probe, signal }: FetchOptions,
): Promise<readonly MessageFinding[]> {
  const as =
    (check: Pick<MessageCheck, 'id' | 'sources'>) =>
    (draft: MessageDraft): MessageFinding =>
      citing(check, { check: check.id, subject, ...draft });
  const links = webLinks(view)
    .filter(({ source }) => source !== 'image')
    .map(({ target, shown }) => ({ url: target.url, shown }));
  const found = fetches
    ? judgeFetchedLinks(view, await fetchLinks(links, hop, signal)).map(as(fetchedLinksCheck))
    : [];
  if (probe === undefined) return found;
  const uri = probeUri(view);
  const answer =
    uri === undefined
      ? undefined
      : await probeUnsubscribe({ uri, ...probe, ...(signal !== undefined && { signal }) }, hop);
  return [...found, ...judgeProbe(view, answer).map(as(probedCheck))];
}
