/** Does the subject hold the recipient's address? SpamAssassin counts it (TO_IN_SUBJ) where no list sends and nothing is answered. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { spamAssassin } from '../engine-rules.ts';
import { spamAssassinRules } from '../published-sources.ts';
import { firstField, isOfList, mailboxesIn } from './fields.ts';
import { startsLikeReply } from './reply-words.ts';

export const recipientInSubject: MessageCheck = {
  id: 'headers/recipient-in-subject',
  sources: [spamAssassinRules],
  run: (view) => {
    const field = firstField(view, 'subject');
    if (field === undefined) return [draftMessage('not-applicable', 'no-subject', 'information')];
    const subject = field.value.slice(0, 2_000).toLowerCase();
    const address = mailboxesIn(view, ['to'])
      .map((one) => one.address.toLowerCase())
      .find((one) => one.includes('@') && holds(subject, one));
    if (address === undefined || isOfList(view) || startsLikeReply(field.value))
      return [draftMessage('pass', 'none', 'information')];
    const more = { place: placeInHeader(view, field), engineRules: [spamAssassin('TO_IN_SUBJ', 0.1)] };
    return [draftMessage('fail', 'address', 'information', { address }, more)];
  },
};

/** As a whole: letters and digits around it make it another address. */
function holds(text: string, address: string): boolean {
  const at = text.indexOf(address);
  if (at < 0) return false;
  const isPart = (char: string): boolean => /[\p{L}\p{N}_-]/u.test(char);
  return !isPart(text.charAt(at - 1)) && !isPart(text.charAt(at + address.length));
}
