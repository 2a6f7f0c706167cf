/** What the address in List-Unsubscribe answered, as findings (RFC 8058 §3.1, §3.2). */
import type { UnsubscribeProbe } from '../../../findings/facts/fetched-links.ts';
import type { Citation, Finding } from '../../../findings/finding.ts';
import type { MessageDraft } from '../../../findings/message-check.ts';
import { type MailView, placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { firstField } from '../headers/fields.ts';
import { googleOneClick } from '../published-sources.ts';
import { parseListHeader } from './list-header.ts';

export const probedCheck: { readonly id: Finding['check']; readonly sources: readonly Citation[] } = {
  id: 'unsubscribe/probe',
  sources: [{ title: 'RFC 8058 §3.1' }, { title: 'RFC 8058 §3.2' }, googleOneClick],
};

/** The first https address of List-Unsubscribe: what the probe asks; undefined where there is none. */
export function probeUri(view: MailView): string | undefined {
  const field = firstField(view, 'list-unsubscribe');
  return field && parseListHeader(field).uris.find(({ scheme }) => scheme === 'https')?.uri;
}

/** `probe` undefined: there is no address to ask. */
export function judgeProbe(view: MailView, probe: UnsubscribeProbe | undefined): readonly MessageDraft[] {
  const field = firstField(view, 'list-unsubscribe');
  if (field === undefined || probe === undefined)
    return [draftMessage('not-applicable', 'nothing-to-ask', 'policy')];
  const more = { place: placeInHeader(view, field), receivers: ['google', 'yahoo'] };
  const uri = probe.uri.slice(0, 120);
  return [judgeGet(probe, uri, more), ...judgePost(probe, uri, more)];
}

type More = Pick<MessageDraft, 'receivers'> & Pick<MessageDraft, 'place'>;

function judgeGet({ get }: UnsubscribeProbe, uri: string, more: More): MessageDraft {
  if (get.state === 'failed')
    return draftMessage('unknown', 'get-failed', 'policy', { uri, why: get.why, code: get.code }, more);
  const data = { uri, status: get.status, ...(get.words !== undefined && { words: get.words }) };
  if (get.status < 400 && get.says === 'done')
    return draftMessage('fail', 'get-unsubscribes', 'policy', data, more);
  if (get.status >= 400 && get.status !== 405)
    return draftMessage('unknown', 'get-refused', 'policy', data, more);
  if (get.says === 'form' || get.status === 405)
    return draftMessage('pass', 'get-asks-first', 'policy', data);
  return draftMessage('unknown', get.status >= 300 ? 'get-redirects' : 'get-unclear', 'policy', data, more);
}

function judgePost({ get, post }: UnsubscribeProbe, uri: string, more: More): readonly MessageDraft[] {
  if (post === undefined) return [];
  // What keeps both from being asked is said once.
  if (post.state === 'failed' && get.state === 'failed' && post.code === get.code && post.why === get.why)
    return [];
  if (post.state === 'failed')
    return [draftMessage('unknown', 'post-failed', 'policy', { uri, why: post.why, code: post.code }, more)];
  const data = { uri, status: post.status };
  if (post.status >= 300 && post.status < 400)
    return [draftMessage('fail', 'post-redirects', 'policy', data, more)];
  if (post.status >= 400) return [draftMessage('fail', 'post-refused', 'policy', data, more)];
  return [draftMessage('pass', 'post-accepted', 'policy', data)];
}
