/** Is each field within what Google takes: 32 KB of value (To, Cc, References: any), 500 characters of Message-ID? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInRaw } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { googleHeaderLimits, googleReplies } from '../published-sources.ts';
import { nameOf, rawHeaderOf } from './header-lines.ts';

const MAX_BYTES = 32 * 1024;
const MAX_MESSAGE_ID = 500;
/** Subject has its own limit and its own check. */
const others = ['to', 'cc', 'references', 'subject'];

export const fieldSize: MessageCheck = {
  id: 'headers/field-size',
  sources: [googleHeaderLimits, googleReplies],
  run: (view) => {
    const drafts = rawHeaderOf(view).fields.flatMap((field) => {
      const bytes = field.value.end - field.value.start;
      if (bytes <= MAX_MESSAGE_ID) return [];
      const name = nameOf(view, field);
      const limit = name.toLowerCase() === 'message-id' ? MAX_MESSAGE_ID : MAX_BYTES;
      if (bytes <= limit || others.includes(name.toLowerCase())) return [];
      const place = placeInRaw(view, { start: field.name.start, end: field.value.end });
      return [
        draftMessage(
          'fail',
          limit === MAX_BYTES ? 'too-large' : 'message-id-too-long',
          'refused',
          { header: name, bytes, maxBytes: limit },
          { place: { ...place, header: name }, receivers: ['google'] },
        ),
      ];
    });
    return drafts.length === 0 ? [draftMessage('pass', 'within', 'refused')] : capped(drafts);
  },
};
