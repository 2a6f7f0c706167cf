/** Is there a From field with something in it (RFC 5322 §3.6.2)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { googleReplies, rfc, rspamdRules } from '../published-sources.ts';
import { fieldsOf } from './fields.ts';

export const fromPresent: MessageCheck = {
  id: 'headers/from-present',
  sources: [rfc('5322 §3.6'), googleReplies, rspamdRules],
  run: (view) => {
    if (fieldsOf(view, 'from').some(({ value }) => value !== ''))
      return [draftMessage('pass', 'present', 'refused')];
    return [
      draftMessage(
        'fail',
        'missing',
        'refused',
        {},
        { receivers: ['google'], engineRules: [rspamd('MISSING_FROM', 2)] },
      ),
    ];
  },
};
