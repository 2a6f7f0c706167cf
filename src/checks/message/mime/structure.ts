/** Is the message built plainly enough to be read whole: depth, number of parts? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { draftMessage } from '../draft-message.ts';
import { rfc } from '../published-sources.ts';
import { allPartsOf } from './parts-of.ts';

const microsoft = {
  title: 'Microsoft: message limits (250 parts, 30 embedded messages)',
  url: 'http://help.outlook.com/en-au/140/dd630704(loband).aspx',
  seen: '2026-11-26',
};
const MAX_PARTS = 250;
const MAX_EMBEDDED = 30;

export const structure: MessageCheck = {
  id: 'mime/structure',
  sources: [microsoft, rfc('2046 §5.1')],
  run: (view) => {
    const parts = allPartsOf(view);
    const embedded = parts.filter(({ contentType }) => contentType.type === 'message/rfc822').length;
    const codes = view.message.problems.map(({ code }) => code);
    const data = { parts: parts.length, maxParts: MAX_PARTS, embedded, maxEmbedded: MAX_EMBEDDED };
    const more = { receivers: ['microsoft'] };
    const drafts = [
      ...(parts.length > MAX_PARTS ? [draftMessage('fail', 'many-parts', 'policy', data, more)] : []),
      ...(embedded > MAX_EMBEDDED ? [draftMessage('fail', 'many-messages', 'policy', data, more)] : []),
      ...(codes.includes('depth-limit') ? [draftMessage('fail', 'too-deep', 'rendering', data)] : []),
    ];
    const said = drafts.length === 0 ? [draftMessage('pass', 'plain', 'policy', data)] : drafts;
    return embedded === 0
      ? said
      : [...said, draftMessage('unknown', 'attached-message', 'information', data)];
  },
};
