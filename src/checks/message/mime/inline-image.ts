/** Are pictures inside the message small? A large one makes every copy large; nobody refuses it for that. */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rfc } from '../published-sources.ts';
import { fieldOfPart, leavesOf, placeOfPart } from './parts-of.ts';

const LARGE = 1024 * 1024;

export const inlineImage: MessageCheck = {
  id: 'mime/inline-image',
  sources: [rfc('2392 §2')],
  run: (view) => {
    const images = leavesOf(view).filter(
      (part) =>
        part.contentType.type.startsWith('image/') &&
        (part.disposition === 'inline' || fieldOfPart(part, 'content-id') !== undefined),
    );
    if (images.length === 0) return [draftMessage('not-applicable', 'none', 'information')];
    const large = images.filter(({ bodyRange }) => bodyRange.end - bodyRange.start > LARGE);
    if (large.length === 0) return [draftMessage('pass', 'small', 'information', { count: images.length })];
    return capped(
      large.map((part) =>
        draftMessage(
          'fail',
          'large',
          'information',
          { name: part.filename ?? '', bytes: part.bodyRange.end - part.bodyRange.start },
          { place: placeOfPart(view, part) },
        ),
      ),
    );
  },
};
