/** Are there no more attachments than Gmail takes (500)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { draftMessage } from '../draft-message.ts';
import { googleReceivingLimits, googleReplies } from '../published-sources.ts';
import { allPartsOf } from './parts-of.ts';

const MAX_ATTACHMENTS = 500;

export const attachmentCount: MessageCheck = {
  id: 'mime/attachment-count',
  sources: [googleReceivingLimits, googleReplies],
  run: (view) => {
    const count = allPartsOf(view).filter(
      ({ children, disposition, filename }) =>
        children.length === 0 && (disposition === 'attachment' || filename !== undefined),
    ).length;
    const data = { count, max: MAX_ATTACHMENTS };
    return count > MAX_ATTACHMENTS
      ? [draftMessage('fail', 'too-many', 'refused', data, { receivers: ['google'] })]
      : [draftMessage('pass', 'few', 'refused', data)];
  },
};
