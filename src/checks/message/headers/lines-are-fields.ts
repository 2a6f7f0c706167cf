/** Is every line of the header a field or the continuation of one (RFC 5322 §2.2)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInRaw } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { edit } from '../message-edits.ts';
import { googleReplies, rfc, rspamdRules } from '../published-sources.ts';

const refused = ['header-without-colon', 'folded-line-without-field', 'fold-without-space'];
const odd = ['mbox-line-in-header', 'blank-line-not-empty'];
/** Before the header: sent so, the whole header is text of the body, or its first field is none. */
const before = ['byte-order-mark', 'blank-before-header'];

const known = [...refused, ...odd, ...before];

export const linesAreFields: MessageCheck = {
  id: 'headers/lines-are-fields',
  sources: [rfc('5322 §2.2'), googleReplies, rspamdRules],
  run: (view) => {
    // Only the message's own header: what a part has inside is told by the checks of parts.
    const { headerRange, bodyRange } = view.message.root;
    const end = Math.max(headerRange.end, bodyRange.start) + 1;
    const found = view.message.problems.filter(
      ({ code, range }) => known.includes(code) && range.start < end,
    );
    if (found.length === 0) return [draftMessage('pass', 'fields', 'refused')];
    return capped(
      found.map(({ code, range }) => {
        const isRefused = refused.includes(code);
        const isBefore = before.includes(code);
        return draftMessage(
          'fail',
          code,
          isRefused ? 'refused' : isBefore ? 'rendering' : 'information',
          {},
          {
            place: placeInRaw(view, { start: range.start, end: withoutLineEnd(view.raw, range) }),
            receivers: isRefused ? ['google'] : [],
            engineRules: isRefused ? [rspamd('BROKEN_HEADERS', 10)] : [],
            fixes: isBefore ? [edit(range.start, range.end, '')] : [],
          },
        );
      }),
    );
  },
};

function withoutLineEnd(raw: Uint8Array, { start, end }: { start: number; end: number }): number {
  let last = end;
  while (last > start && (raw[last - 1] === 0x0a || raw[last - 1] === 0x0d)) last--;
  return last;
}
