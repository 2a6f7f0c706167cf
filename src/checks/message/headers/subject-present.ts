/** Is there a subject, written without stray spaces? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { firstField } from './fields.ts';

export const subjectPresent: MessageCheck = {
  id: 'headers/subject-present',
  sources: [rfc('5322 §3.6.5'), rspamdRules, spamAssassinRules],
  run: (view) => {
    const field = firstField(view, 'subject');
    if (field === undefined)
      return [
        draftMessage(
          'fail',
          'missing',
          'score',
          {},
          { engineRules: [spamAssassin('MISSING_SUBJECT', 1.799), rspamd('MISSING_SUBJECT', 2)] },
        ),
      ];
    if (field.value === '')
      return [
        draftMessage(
          'fail',
          'empty',
          'score',
          {},
          { place: placeInHeader(view, field), engineRules: [rspamd('EMPTY_SUBJECT', 1)] },
        ),
      ];
    return [draftMessage('pass', 'present', 'score')];
  },
};
