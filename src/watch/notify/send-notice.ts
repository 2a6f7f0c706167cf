/** Sends a notice to a target by its kind, with its sealed secret. */
import type { Catalogue } from '../../findings/catalogue.ts';
import { saidOn } from '../../findings/ways.ts';
import type { NotificationTarget } from '../../store/alerts/types.ts';
import type { Store } from '../../store/types.ts';
import type { LookupHost } from './host-addresses.ts';
import { type Notice, noticeJson, writeNotice } from './notice.ts';
import { noticeHtml, noticeText } from './render-mail.ts';
import { sendMail } from './send-mail.ts';
import { notSent, type SendResult } from './send-result.ts';
import { sendWebhook } from './send-webhook.ts';
import { readTargetSettings } from './target-settings.ts';

export interface SendNeeds {
  readonly store: Pick<Store, 'secrets'>;
  readonly lookupHost: LookupHost;
  readonly nowMs: () => number;
  /** Authorities in PEM that are trusted in place of the built-in ones. */
  readonly ca?: string;
  readonly timeoutMs?: number;
}

/** The name under which the secret of a target is sealed. */
export const secretName = ({ kind, id }: Pick<NotificationTarget, 'kind' | 'id'>): string => `${kind} ${id}`;

/** Who reads it has the dashboard: that is where something can be given. */
const onPage = (notice: Notice): Notice => JSON.parse(saidOn('page', JSON.stringify(notice))) as Notice;

/** Never throws for what the network does. `allowPrivate`: webhooks may stand at private addresses. */
export async function sendNotice(
  target: NotificationTarget,
  given: Notice,
  texts: Catalogue,
  allowPrivate: boolean,
  needs: SendNeeds,
): Promise<SendResult> {
  const secret = await needs.store.secrets.open(secretName(target));
  const notice = onPage(given);
  const written = writeNotice(notice, texts);
  const { lookupHost, ca, timeoutMs } = needs;
  const more = {
    lookupHost,
    ...(ca !== undefined && { ca }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
  if (target.kind === 'webhook') {
    const settings = readTargetSettings('webhook', target.settings);
    if (!settings.ok) return { isSent: false, reply: '', problem: settings.problem };
    if (secret === undefined) return notSent('no-secret', 'The sealed secret is missing; enter it again.');
    const body = JSON.stringify(noticeJson(notice, written));
    return sendWebhook(
      { url: settings.value.url, secret, body, id: notice.id, event: notice.event, nowMs: needs.nowMs() },
      { ...more, allowPrivate },
    );
  }
  const settings = readTargetSettings('email', target.settings);
  if (!settings.ok) return { isSent: false, reply: '', problem: settings.problem };
  if (secret === undefined && (settings.value.user ?? '') !== '')
    return notSent('no-secret', 'The sealed password is missing; enter it again.');
  const [first] = notice.entries;
  // The message about the end follows the one about the beginning.
  const thread = (event: string): string => `${first?.alert.id}.${event}`;
  const isOne = notice.event === 'opened' || notice.event === 'closed';
  return sendMail(
    {
      settings: settings.value,
      ...(secret !== undefined && { password: secret }),
      subject: `[Waypost] ${written.subject}`,
      text: noticeText(written),
      html: noticeHtml(written, texts.language),
      id: isOne ? thread(notice.event) : `${notice.event}.${notice.id}`,
      ...(notice.event === 'closed' && { follows: thread('opened') }),
      nowMs: needs.nowMs(),
    },
    more,
  );
}
