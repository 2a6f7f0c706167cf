/** Are there fields that only servers on the way add (RFC 5321 §4.4, RFC 8601 §5)? A message that is sent anew carries none. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
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
    const [first] = found;
    if (first === undefined) return [draftMessage('pass', 'none', 'information')];
    const isReturnPathAlone = found.every(({ key }) => key === 'return-path');
    const names = [...new Set(found.map(({ name }) => name))].slice(0, 10);
    return [
      draftMessage(
        'fail',
        isReturnPathAlone ? 'return-path' : 'from-delivery',
        'information',
        { header: names.join(', '), count: found.length },
        {
          place: placeInHeader(view, first),
          fixes: found.slice(0, 50).map((field) => removeField(field)),
        },
      ),
    ];
  },
};
