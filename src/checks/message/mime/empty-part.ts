/** Is there something in every part? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { decodeBytes } from '../../../wire/message/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { spamAssassin } from '../engine-rules.ts';
import { rfc, spamAssassinRules } from '../published-sources.ts';
import { leavesOf, placeOfPart } from './parts-of.ts';

export const emptyPart: MessageCheck = {
  id: 'mime/empty-part',
  sources: [rfc('2046 §4.1'), spamAssassinRules],
  run: (view) => {
    const own = new Set(leavesOf(view));
    const empty = view.texts.filter(({ text }) => text.trim() === '');
    const isAllEmpty =
      view.texts.length > 0 && empty.length === view.texts.length && view.attachments.length === 0;
    if (isAllEmpty) {
      const first = view.texts[0];
      return [
        draftMessage(
          'fail',
          'message',
          'score',
          {},
          {
            ...(first !== undefined && { place: placeOfPart(view, first.part) }),
            engineRules: [spamAssassin('EMPTY_MESSAGE', 2.32)],
          },
        ),
      ];
    }
    const drafts = [
      ...empty.map(({ part, kind }) =>
        draftMessage('fail', 'text', 'rendering', { kind }, { place: placeOfPart(view, part) }),
      ),
      ...view.attachments
        .filter((part) => own.has(part))
        .flatMap((part) =>
          part.isDetached !== true && decodeBytes(view.message, part, 4).bytes.length === 0
            ? [
                draftMessage(
                  'fail',
                  'attachment',
                  'rendering',
                  { name: part.filename ?? '' },
                  {
                    place: placeOfPart(view, part),
                  },
                ),
              ]
            : [],
        ),
    ];
    return drafts.length === 0 ? [draftMessage('pass', 'filled', 'rendering')] : capped(drafts);
  },
};
