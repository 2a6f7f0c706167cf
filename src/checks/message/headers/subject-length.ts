/** Is the subject within what Google takes (998 characters) and below what rspamd counts as too long (200)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { googleHeaderLimits, googleReplies, rspamdRules } from '../published-sources.ts';
import { firstField } from './fields.ts';

const MAX_CHARACTERS = 998;
const RSPAMD_LONG = 200;

export const subjectLength: MessageCheck = {
  id: 'headers/subject-length',
  sources: [googleHeaderLimits, googleReplies, rspamdRules],
  run: (view) => {
    const field = firstField(view, 'subject');
    if (field === undefined) return [draftMessage('not-applicable', 'no-subject', 'refused')];
    // Google counts what stands after the colon, as it is written.
    const written = field.valueRange.end - field.valueRange.start;
    const shown = [...field.value.slice(0, 100_000)].length;
    const data = { characters: written, maxCharacters: MAX_CHARACTERS, shown };
    const place = placeInHeader(view, field);
    if (written > MAX_CHARACTERS)
      return [draftMessage('fail', 'too-long', 'refused', data, { place, receivers: ['google'] })];
    if (shown > RSPAMD_LONG) {
      // The score grows with the length: 3 points at 400 characters.
      const weight = Math.round(Math.min(1, shown / 400) * 30) / 10;
      return [
        draftMessage('fail', 'long', 'score', data, { place, engineRules: [rspamd('LONG_SUBJ', weight)] }),
      ];
    }
    return [draftMessage('pass', 'within', 'refused', data)];
  },
};
