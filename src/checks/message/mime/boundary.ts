/** Do multiparts have a legal boundary that stands in the body and is closed (RFC 2046 §5.1.1)? */
import { CR, LF } from '../../../base/bytes.ts';
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import type { MailView } from '../../../wire/mail-view/index.ts';
import type { MimePart } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { edit, lineEndOf } from '../message-edits.ts';
import { rfc } from '../published-sources.ts';
import { partsOf, placeOfPart } from './parts-of.ts';

const MAX_LENGTH = 70;
const codes = ['boundary-missing', 'boundary-not-found', 'boundary-differs', 'boundary-not-closed'];

export const boundary: MessageCheck = {
  id: 'mime/boundary',
  sources: [rfc('2046 §5.1.1')],
  run: (view) => {
    const multiparts = partsOf(view).filter(({ contentType }) => contentType.type.startsWith('multipart/'));
    if (multiparts.length === 0) return [draftMessage('not-applicable', 'no-multipart', 'rendering')];
    const byStart = new Map(multiparts.map((part) => [part.bodyRange.start, part]));
    const drafts = view.message.problems.flatMap(({ code, range }) => {
      const part = byStart.get(range.start);
      return part === undefined || !codes.includes(code) ? [] : [structureDraft(view, part, code)];
    });
    for (const part of multiparts.slice(0, 1_000)) {
      const text = part.contentType.parameters.boundary ?? '';
      const fault = text === '' ? undefined : faultOf(text);
      if (fault !== undefined)
        drafts.push(
          draftMessage(
            'fail',
            fault,
            'rendering',
            { boundary: text.slice(0, 100) },
            { place: placeOfPart(view, part) },
          ),
        );
      else {
        const cut = partThatBeginsWithin(view.raw, part);
        if (cut !== undefined)
          drafts.push(
            draftMessage(
              'fail',
              'in-content',
              'rendering',
              { boundary: text },
              { place: placeOfPart(view, cut) },
            ),
          );
      }
    }
    return drafts.length === 0 ? [draftMessage('pass', 'closed', 'rendering')] : capped(drafts);
  },
};

function structureDraft(view: MailView, part: MimePart, code: string): MessageDraft {
  const text = part.contentType.parameters.boundary ?? '';
  const isRoot = part === view.message.root && code === 'boundary-not-closed' && text !== '';
  const lineEnd = lineEndOf(view);
  const at = part.bodyRange.end;
  const before = view.raw[at - 1] === 0x0a ? '' : lineEnd;
  return draftMessage(
    'fail',
    code.replace(/^boundary-/, ''),
    'rendering',
    { boundary: text.slice(0, 100) },
    {
      place: placeOfPart(view, part),
      // Not safe: the end may be missing because the message was cut off.
      fixes: isRoot ? [edit(at, at, `${before}--${text}--${lineEnd}`, false)] : [],
    },
  );
}

function faultOf(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return 'too-long';
  return /^[A-Za-z0-9'()+_,\-./:=? ]*[A-Za-z0-9'()+_,\-./:=?]$/.test(text) ? undefined : 'characters';
}

/**
 * A delimiter that stands in the content makes a part that begins with neither a field nor the empty line that stands for no header
 * (RFC 2046 §5.1: "NO header fields" is legal).
 */
function partThatBeginsWithin(raw: Uint8Array, { children, contentType }: MimePart): MimePart | undefined {
  if (contentType.type === 'multipart/digest' || children.length < 2) return undefined;
  const cut = children.filter(({ headers, headerRange, bodyRange }) => {
    const isBare = headers.length === 0 && bodyRange.end > bodyRange.start;
    return isBare && raw[headerRange.end] !== CR && raw[headerRange.end] !== LF;
  });
  return cut.length < children.length ? cut[0] : undefined;
}
