/** Does the message say whom it is for: To or Cc with somebody in it? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { fieldsOf, firstField, mailboxesIn } from './fields.ts';

export const recipientsPresent: MessageCheck = {
  id: 'headers/recipients-present',
  sources: [rfc('5322 §3.6.3'), rspamdRules, spamAssassinRules],
  run: (view) => {
    const to = firstField(view, 'to');
    const people = mailboxesIn(view, ['to', 'cc']);
    if (to === undefined)
      return [
        draftMessage(
          'fail',
          fieldsOf(view, 'cc').length > 0 ? 'only-cc' : 'missing',
          'score',
          {},
          { engineRules: [spamAssassin('MISSING_HEADERS', 1.021), rspamd('MISSING_TO', 2)] },
        ),
      ];
    const place = placeInHeader(view, to);
    if (/^[<"]?undisclosed[- ]recipients?\b/i.test(to.rawValue.trim()) && people.length === 0)
      return [
        draftMessage(
          'fail',
          'undisclosed',
          'score',
          {},
          { place, engineRules: [rspamd('R_UNDISC_RCPT', 3)] },
        ),
      ];
    if (to.rawValue.trim() === '')
      return [
        draftMessage(
          'fail',
          'empty',
          'score',
          {},
          { place, engineRules: [spamAssassin('MISSING_HEADERS', 1.021)] },
        ),
      ];
    return [draftMessage('pass', 'present', 'score', { count: people.length })];
  },
};
