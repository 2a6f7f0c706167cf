/** Are there fields that only servers on the way add (RFC 5321 §4.4, RFC 8601 §5)? A message that is sent anew carries none. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { removeField } from '../message-edits.ts';
import { rfc } from '../published-sources.ts';

const added = new Set([
  'return-path',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'authentication-results',
  'received-spf',
  'x-spam-status',
  'x-spam-flag',
]);

export const traceFields: MessageCheck = {
  id: 'headers/trace-fields',
  sources: [rfc('5321 §4.4'), rfc('8601 §5')],
  run: (view) => {
    const found = view.fields.filter(({ key }) => added.has(key));
    if (found.length === 0) return [draftMessage('pass', 'none', 'information')];
    return capped(
      found.map((field) =>
        draftMessage(
          'fail',
          field.key === 'return-path' ? 'return-path' : 'from-delivery',
          'information',
          { header: field.name },
          {
            place: placeInHeader(view, field),
            fixes: field.key === 'return-path' ? [removeField(field)] : [],
          },
        ),
      ),
    );
  },
};
