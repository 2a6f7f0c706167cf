/** Is there a Message-ID (RFC 5322 §3.6.4)? A missing one can be made where the sender's domain is known. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import type { MailView } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { insertField } from '../message-edits.ts';
import { googleReplies, rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { fieldsOf, senderDomain } from './fields.ts';

export const messageIdPresent: MessageCheck = {
  id: 'headers/message-id-present',
  sources: [rfc('5322 §3.6.4'), googleReplies, rspamdRules, spamAssassinRules],
  run: (view, { now }) => {
    if (fieldsOf(view, 'message-id').some(({ rawValue }) => rawValue !== ''))
      return [draftMessage('pass', 'present', 'refused')];
    const domain = senderDomain(view);
    const isEmpty = fieldsOf(view, 'message-id').length > 0;
    const isUsable = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+$/.test(domain) && !isEmpty;
    return [
      draftMessage(
        'fail',
        'missing',
        'refused',
        {},
        {
          receivers: ['google'],
          engineRules: [rspamd('MISSING_MID', 2.5), spamAssassin('MISSING_MID', 0.497)],
          fixes: isUsable ? [insertField(view, 'Message-ID', `<${identifierOf(view, now)}@${domain}>`)] : [],
        },
      ),
    ];
  },
};

/** Time and content: unlike any other message's, and the same for the same question. */
function identifierOf({ raw }: MailView, now: string): string {
  // FNV-1a, 32 bit, twice with different starts.
  let one = 0x811c9dc5;
  let other = 0x1000193;
  for (const byte of raw) {
    one = Math.imul(one ^ byte, 0x01000193);
    other = Math.imul(other ^ byte, 0x01000193) + 1;
  }
  const content = [one, other].map((hash) => (hash >>> 0).toString(36)).join('');
  return `${Math.max(0, Date.parse(now) || 0).toString(36)}.${content}`;
}
