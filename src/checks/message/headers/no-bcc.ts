/** Does the message tell who got a blind copy (RFC 5322 §3.6.3)? Some programs take recipients from Bcc and leave it in. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { removeField } from '../message-edits.ts';
import { rfc } from '../published-sources.ts';
import { fieldsOf, mailboxesOf } from './fields.ts';

export const noBcc: MessageCheck = {
  id: 'headers/no-bcc',
  sources: [rfc('5322 §3.6.3')],
  run: (view) => {
    const fields = fieldsOf(view, 'bcc');
    const field = fields.find((one) => mailboxesOf(one).length > 0) ?? fields[0];
    if (field === undefined) return [draftMessage('pass', 'none', 'policy')];
    const count = fields.reduce((sum, one) => sum + mailboxesOf(one).length, 0);
    const isLeak = count > 0;
    return [
      draftMessage(
        'fail',
        isLeak ? 'names' : 'empty',
        isLeak ? 'policy' : 'information',
        { count },
        // Not safe: a program that is handed the file may read its recipients there.
        {
          place: placeInHeader(view, field),
          fixes: fields.slice(0, 50).map((one) => removeField(one, false)),
        },
      ),
    ];
  },
};
