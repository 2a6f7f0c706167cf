/** Is no field's name longer than the 1 KB that Google takes? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInRaw } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { googleHeaderLimits, googleReplies } from '../published-sources.ts';
import { rawHeaderOf } from './header-lines.ts';

const MAX_BYTES = 1024;

export const nameSize: MessageCheck = {
  id: 'headers/name-size',
  sources: [googleHeaderLimits, googleReplies],
  run: (view) => {
    const long = rawHeaderOf(view).fields.filter(({ name }) => name.end - name.start > MAX_BYTES);
    if (long.length === 0) return [draftMessage('pass', 'within', 'refused')];
    return capped(
      long.map(({ name }) =>
        draftMessage(
          'fail',
          'too-long',
          'refused',
          { bytes: name.end - name.start, maxBytes: MAX_BYTES },
          { place: placeInRaw(view, name), receivers: ['google'] },
        ),
      ),
    );
  },
};
