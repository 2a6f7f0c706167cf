/** Exclamation marks and pictures in the subject. Nobody publishes a rule against them: folklore, told as such. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { firstField } from '../headers/fields.ts';

const MANY_PICTURES = 3;

export const subjectSigns: MessageCheck = {
  id: 'content/subject-signs',
  sources: [{ title: 'No receiver publishes such a rule (looked for on 2026-11-26)', seen: '2026-11-26' }],
  run: (view) => {
    const field = firstField(view, 'subject');
    if (field === undefined) return [draftMessage('not-applicable', 'no-subject', 'information')];
    const place = placeInHeader(view, field);
    const run = /[!?！？¡]{2,}|(?:[$€£]){2,}|\*{3,}/u.exec(field.value);
    const pictures = field.value.match(/\p{Extended_Pictographic}/gu)?.length ?? 0;
    const drafts = [
      ...(run === null
        ? []
        : [draftMessage('fail', 'marks', 'information', { marks: run[0].slice(0, 20) }, { place })]),
      ...(pictures >= MANY_PICTURES
        ? [draftMessage('fail', 'pictures', 'information', { count: pictures }, { place })]
        : []),
    ];
    return drafts.length > 0 ? drafts : [draftMessage('pass', 'in-order', 'information')];
  },
};
