/** Does a multipart/related begin with the document that the other parts belong to (RFC 2387 §3.2)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import type { MimePart } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rfc } from '../published-sources.ts';
import { fieldOfPart, partsOf, placeOfPart } from './parts-of.ts';

export const relatedRoot: MessageCheck = {
  id: 'mime/related-root',
  sources: [rfc('2387 §3.2')],
  run: (view) => {
    const related = partsOf(view).filter(({ contentType }) => contentType.type === 'multipart/related');
    if (related.length === 0) return [draftMessage('not-applicable', 'no-related', 'rendering')];
    const drafts = related.flatMap((part) => {
      const message = faultOf(part);
      return message === undefined
        ? []
        : [draftMessage('fail', message, 'rendering', {}, { place: placeOfPart(view, part) })];
    });
    return drafts.length === 0 ? [draftMessage('pass', 'root-first', 'rendering')] : capped(drafts);
  },
};

function faultOf({ children, contentType }: MimePart): string | undefined {
  const { start } = contentType.parameters;
  const first = children[0];
  if (first === undefined) return 'empty';
  if (start !== undefined && start !== '') {
    const isThere = children.some((child) => fieldOfPart(child, 'content-id')?.rawValue === start);
    return isThere ? undefined : 'start-not-found';
  }
  const { type } = first.contentType;
  return type.startsWith('text/') || type.startsWith('multipart/') ? undefined : 'no-document';
}
