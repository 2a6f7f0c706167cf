/** Are lines within 998 octets, the most that mail may have, and 78, the most that it should have (RFC 5322 §2.1.1)? */
import type { ByteRange } from '../../../base/byte-range.ts';
import { CR, LF } from '../../../base/bytes.ts';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInRaw } from '../../../wire/mail-view/index.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { isWrittenByHand } from '../mail-client.ts';
import { googleGuidelines, rfc } from '../published-sources.ts';
import { shorterLines } from './short-lines.ts';

const MAX_OCTETS = 998;
const ADVISED = 78;
const MAX_PLACES = 50;

export const lineLength: MessageCheck = {
  id: 'mime/line-length',
  sources: [rfc('5322 §2.1.1'), rfc('5321 §4.5.3.1.6'), googleGuidelines],
  run: (view, { profile }) => {
    const { raw } = view;
    const long: ByteRange[] = [];
    let count = 0;
    let over = 0;
    let firstOver: ByteRange | undefined;
    let start = 0;
    while (start < raw.length) {
      const found = raw.indexOf(LF, start);
      const next = found < 0 ? raw.length : found + 1;
      let end = found < 0 ? raw.length : found;
      if (end > start && raw[end - 1] === CR) end--;
      if (end - start > ADVISED) {
        over++;
        firstOver ??= { start, end };
      }
      if (end - start > MAX_OCTETS) {
        count++;
        if (long.length < MAX_PLACES) long.push({ start, end });
      }
      start = next;
    }
    if (long.length > 0) {
      const fixes = shorterLines(view, long);
      return capped(
        long.map((line, index) =>
          draftMessage(
            'fail',
            'too-long',
            'policy',
            { octets: line.end - line.start, max: MAX_OCTETS, count },
            { place: placeInRaw(view, line), receivers: ['google'], fixes: fixes[index] ?? [] },
          ),
        ),
      );
    }
    // Nobody chooses the length of lines in a mail program.
    if (firstOver === undefined || isWrittenByHand(view, profile))
      return [draftMessage('pass', 'within', 'policy')];
    const data = { count: over, max: ADVISED };
    return [draftMessage('fail', 'over-78', 'information', data, { place: placeInRaw(view, firstOver) })];
  },
};
