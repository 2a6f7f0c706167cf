/** Is there only one From field (RFC 5322 §3.6)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { removeField, sayTheSame } from '../message-edits.ts';
import { googleReplies, rfc, rspamdRules } from '../published-sources.ts';
import { fieldsOf } from './fields.ts';

export const fromSingle: MessageCheck = {
  id: 'headers/from-single',
  sources: [rfc('5322 §3.6'), googleReplies, rspamdRules],
  run: (view) => {
    const [first, ...others] = fieldsOf(view, 'from');
    if (first === undefined) return [draftMessage('not-applicable', 'no-from', 'refused')];
    const second = others[0];
    if (second === undefined) return [draftMessage('pass', 'single', 'refused')];
    const isSame = sayTheSame([first, ...others]);
    return [
      draftMessage(
        'fail',
        isSame ? 'repeated' : 'several',
        'refused',
        { count: others.length + 1 },
        {
          place: placeInHeader(view, second),
          receivers: ['google'],
          engineRules: [rspamd('MULTIPLE_UNIQUE_HEADERS', 7)],
          fixes: isSame ? others.slice(0, 50).map((field) => removeField(field)) : [],
        },
      ),
    ];
  },
};
