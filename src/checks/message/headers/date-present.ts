/** Is there a Date (RFC 5322 §3.6.1)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { insertField } from '../message-edits.ts';
import { rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { fieldsOf } from './fields.ts';
import { formatMailDate } from './mail-date.ts';

export const datePresent: MessageCheck = {
  id: 'headers/date-present',
  sources: [rfc('5322 §3.6.1'), rspamdRules, spamAssassinRules],
  run: (view, { now }) => {
    const fields = fieldsOf(view, 'date');
    if (fields.some(({ rawValue }) => rawValue !== '')) return [draftMessage('pass', 'present', 'score')];
    const epochMs = Date.parse(now);
    const isFixable = fields.length === 0 && !Number.isNaN(epochMs);
    return [
      draftMessage(
        'fail',
        'missing',
        'score',
        {},
        {
          engineRules: [spamAssassin('MISSING_DATE', 1.36), rspamd('MISSING_DATE', 1)],
          fixes: isFixable ? [insertField(view, 'Date', formatMailDate(epochMs))] : [],
        },
      ),
    ];
  },
};
