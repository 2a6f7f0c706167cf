/** Does the header stay within what Google takes: 500 KB in all, 5,000 fields? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { draftMessage } from '../draft-message.ts';
import { googleHeaderLimits, googleReplies } from '../published-sources.ts';
import { rawHeaderOf } from './header-lines.ts';

const MAX_BYTES = 500 * 1024;
const MAX_FIELDS = 5_000;

export const totalSize: MessageCheck = {
  id: 'headers/total-size',
  sources: [googleHeaderLimits, googleReplies],
  run: (view) => {
    const { count, range } = rawHeaderOf(view);
    const bytes = range.end - range.start;
    const data = { bytes, maxBytes: MAX_BYTES, fields: count, maxFields: MAX_FIELDS };
    const more = { receivers: ['google'] };
    const drafts = [
      ...(bytes > MAX_BYTES ? [draftMessage('fail', 'too-large', 'refused', data, more)] : []),
      ...(count > MAX_FIELDS ? [draftMessage('fail', 'too-many', 'refused', data, more)] : []),
    ];
    return drafts.length === 0 ? [draftMessage('pass', 'within', 'refused', data)] : drafts;
  },
};
