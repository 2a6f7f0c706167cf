/** Does the subject say that this is a trial or a draft? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { googleGuidelines } from '../published-sources.ts';

const words =
  'test|testing|testmail|test ?e?-?mail|draft|entwurf|brouillon|borrador|bozza|preview|do not send|nicht senden|proof';
const whole = new RegExp(`^\\s*(?:${words})[\\s\\d.!]*$`, 'i');
const marked = new RegExp(
  `^\\s*(?:[[(<]\\s?(?:${words})\\s?[\\])>]|(?:${words})\\s?:|\\*{2,3}\\s?(?:${words})\\b)`,
  'i',
);

export const testSubject: MessageCheck = {
  id: 'leftovers/test-subject',
  sources: [googleGuidelines],
  run: (view) => {
    const field = view.fields.find(({ key }) => key === 'subject');
    if (field === undefined) return [draftMessage('not-applicable', 'no-subject', 'rendering')];
    const subject = field.value.slice(0, 200);
    const message = whole.test(subject) ? 'whole' : marked.test(subject) ? 'marked' : undefined;
    if (message === undefined) return [draftMessage('pass', 'none', 'rendering')];
    return [draftMessage('fail', message, 'rendering', { subject }, { place: placeInHeader(view, field) })];
  },
};
