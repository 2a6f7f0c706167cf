/** Where do answers go: to the sender's domain, another's, a mailbox provider's, the recipient's own address? */
import type { EngineRule, MessageCheck } from '../../../findings/message-check.ts';
import { sameAddress } from '../../../wire/address/index.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { rspamdRules, spamAssassinRules } from '../published-sources.ts';
import {
  domainOfAddress,
  firstField,
  isSameOrganisation,
  mailboxesIn,
  mailboxesOf,
  senderOf,
} from './fields.ts';
import { isMailboxProvider } from './mailbox-providers.ts';

export const replyTo: MessageCheck = {
  id: 'headers/reply-to',
  sources: [rspamdRules, spamAssassinRules],
  run: (view) => {
    const field = firstField(view, 'reply-to');
    const sender = senderOf(view)?.address ?? '';
    const address = field === undefined ? '' : (mailboxesOf(field)[0]?.address ?? '');
    if (field === undefined || address === '' || sender === '')
      return [draftMessage('not-applicable', 'none', 'score')];
    const domain = domainOfAddress(address);
    const own = domainOfAddress(sender);
    const isToSelf = sameAddress(sender, address);
    // The rule passes over lists and automatic mail.
    const isExempt =
      firstField(view, 'list-unsubscribe') !== undefined || firstField(view, 'auto-submitted') !== undefined;
    const isRecipient =
      !isToSelf && !isExempt && mailboxesIn(view, ['to']).some((one) => sameAddress(one.address, address));
    const found = isRecipient
      ? { message: 'recipient', rule: rspamd('REPLYTO_EQ_TO_ADDR', 5) }
      : foundFor(domain, own);
    if (found === undefined) return [draftMessage('pass', 'own', 'score', { domain })];
    const { message, rule } = found;
    return [
      draftMessage(
        'fail',
        message,
        rule === undefined ? 'information' : 'score',
        { domain, sender: own },
        { place: placeInHeader(view, field), ...(rule !== undefined && { engineRules: [rule] }) },
      ),
    ];
  },
};

function foundFor(
  domain: string,
  own: string,
): { readonly message: string; readonly rule?: EngineRule } | undefined {
  if (isSameOrganisation(domain, own)) return undefined;
  if (isMailboxProvider(domain))
    return isMailboxProvider(own)
      ? { message: 'other-provider', rule: spamAssassin('FREEMAIL_REPLYTO', 1) }
      : { message: 'provider', rule: spamAssassin('FREEMAIL_FORGED_REPLYTO', 2.095) };
  return { message: 'other' };
}
