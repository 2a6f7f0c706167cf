/**
 * Marks that turn around what is read (Unicode UAX #9: U+202D, U+202E) in what readers see of a header: the subject, and names. Marks
 * that right-to-left text needs (U+200E, U+200F, embeddings and isolates) are no fault.
 */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import type { HeaderField } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { mailboxesOf } from './fields.ts';

const OVERRIDE = /[\u202d\u202e]/;
const shown: readonly string[] = ['subject', 'from', 'sender', 'reply-to', 'to', 'cc'];

export const directionMarks: MessageCheck = {
  id: 'headers/direction-marks',
  sources: [{ title: 'Unicode UAX #9 §2.2, UTR #36 §2.5', url: 'https://www.unicode.org/reports/tr9/' }],
  run: (view) => {
    const drafts = view.fields
      .filter(({ key }) => shown.includes(key))
      .flatMap((field): readonly MessageDraft[] => {
        const mark = markIn(field);
        if (mark === undefined) return [];
        const code = `U+${mark.charCodeAt(0).toString(16).toUpperCase()}`;
        const data = { header: field.name, code };
        return [draftMessage('fail', 'override', 'rendering', data, { place: placeInHeader(view, field) })];
      });
    return drafts.length === 0 ? [draftMessage('pass', 'none', 'rendering')] : capped(drafts);
  },
};

function markIn(field: HeaderField): string | undefined {
  const text =
    field.key === 'subject'
      ? field.value
      : mailboxesOf(field)
          .map(({ name }) => name)
          .join(' ');
  return OVERRIDE.exec(text.slice(0, 10_000))?.[0];
}
