/** Are there no more attachments than Gmail takes (500)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { draftMessage } from '../draft-message.ts';
import { googleReceivingLimits, googleReplies } from '../published-sources.ts';
import { leavesOf } from './parts-of.ts';

const MAX_ATTACHMENTS = 500;

export const attachmentCount: MessageCheck = {
  id: 'mime/attachment-count',
  sources: [googleReceivingLimits, googleReplies],
  run: (view) => {
    const count = leavesOf(view).filter(
      ({ disposition, filename }) => disposition === 'attachment' || filename !== undefined,
    ).length;
    const data = { count, max: MAX_ATTACHMENTS };
    return count > MAX_ATTACHMENTS
      ? [draftMessage('fail', 'too-many', 'refused', data, { receivers: ['google'] })]
      : [draftMessage('pass', 'few', 'refused', data)];
  },
};
