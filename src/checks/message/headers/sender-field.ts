/** Does Sender name one mailbox, and is it there where From names several (RFC 5322 §3.6.2)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { sameAddress } from '../../../wire/address/index.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { removeField } from '../message-edits.ts';
import { rfc } from '../published-sources.ts';
import { fieldsOf, firstField, mailboxesOf } from './fields.ts';

export const senderField: MessageCheck = {
  id: 'headers/sender-field',
  sources: [rfc('5322 §3.6.2')],
  run: (view) => {
    const field = firstField(view, 'sender');
    const [firstFrom, secondFrom] = fieldsOf(view, 'from');
    // What is wrong with From itself is told there: two fields, or a name with a comma that reads as two.
    const from =
      firstFrom === undefined || secondFrom !== undefined
        ? []
        : mailboxesOf(firstFrom).filter(({ address }) => address.includes('@'));
    if (field === undefined) {
      if (from.length < 2) return [draftMessage('not-applicable', 'not-needed', 'policy')];
      return [draftMessage('fail', 'missing', 'policy', { count: from.length })];
    }
    const senders = mailboxesOf(field);
    const place = placeInHeader(view, field);
    if (senders.length > 1)
      return [draftMessage('fail', 'several', 'policy', { count: senders.length }, { place })];
    const isSame = from.length === 1 && sameAddress(from[0]?.address ?? '', senders[0]?.address ?? ' ');
    if (isSame)
      return [
        draftMessage('fail', 'same-as-from', 'information', {}, { place, fixes: [removeField(field)] }),
      ];
    return [draftMessage('pass', 'one', 'policy')];
  },
};
