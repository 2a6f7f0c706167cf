/** Does From name one address? RFC 5322 §3.6.2 allows several; Google does not. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { googleGuidelines, googleReplies, rspamdRules } from '../published-sources.ts';
import { fieldsOf, mailboxesOf } from './fields.ts';

export const fromOneAddress: MessageCheck = {
  id: 'headers/from-one-address',
  sources: [googleReplies, googleGuidelines, rspamdRules],
  run: (view) => {
    const fields = fieldsOf(view, 'from');
    if (fields.length === 0) return [draftMessage('not-applicable', 'no-from', 'refused')];
    const crowded = fields.find((field) => mailboxesOf(field).length > 1);
    if (crowded === undefined) return [draftMessage('pass', 'one', 'refused')];
    return [
      draftMessage(
        'fail',
        'several',
        'refused',
        { count: mailboxesOf(crowded).length },
        {
          place: placeInHeader(view, crowded),
          receivers: ['google'],
          engineRules: [rspamd('MULTIPLE_FROM', 8)],
        },
      ),
    ];
  },
};
