/** Is quoted-printable written as RFC 2045 §6.7 has it: '=' only before two digits or a line end, no bare eight-bit octets? */
import { CR, hexValue, isWsp, LF } from '../../../base/bytes.ts';
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { type MailView, placeInRaw } from '../../../wire/mail-view/index.ts';
import type { MimePart } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { edit } from '../message-edits.ts';
import { rfc } from '../published-sources.ts';
import { leavesOf } from './parts-of.ts';

const MAX_LINE = 76;
const MAX_PLACES = 50;

export const quotedPrintable: MessageCheck = {
  id: 'mime/quoted-printable',
  sources: [rfc('2045 §6.7')],
  run: (view) => {
    const parts = leavesOf(view).filter((part) => part.transferEncoding === 'quoted-printable');
    if (parts.length === 0) return [draftMessage('not-applicable', 'none', 'rendering')];
    const drafts = parts.flatMap((part) => draftsOf(view, part));
    return drafts.length === 0 ? [draftMessage('pass', 'well-formed', 'rendering')] : capped(drafts);
  },
};

function draftsOf(view: MailView, part: MimePart): readonly MessageDraft[] {
  const drafts: MessageDraft[] = [];
  const { escapes, count, eightBitAt, longestAt, longest } = scan(view.raw, part);
  for (const at of escapes) {
    drafts.push(
      draftMessage(
        'fail',
        'bad-escape',
        'rendering',
        { count },
        {
          place: placeInRaw(view, { start: at, end: Math.min(part.bodyRange.end, at + 20) }, part.path),
          // Readers show a bad escape as it stands: so does '=3D'.
          fixes: [edit(at, at + 1, '=3D')],
        },
      ),
    );
  }
  if (eightBitAt >= 0) {
    const place = placeInRaw(
      view,
      { start: eightBitAt, end: Math.min(part.bodyRange.end, eightBitAt + 20) },
      part.path,
    );
    drafts.push(draftMessage('fail', 'eight-bit', 'rendering', {}, { place }));
  }
  if (longest > MAX_LINE) {
    const place = placeInRaw(
      view,
      { start: longestAt, end: Math.min(part.bodyRange.end, longestAt + 80) },
      part.path,
    );
    drafts.push(draftMessage('fail', 'long-line', 'information', { longest, max: MAX_LINE }, { place }));
  }
  return drafts;
}

function scan(raw: Uint8Array, { bodyRange: { start, end } }: MimePart) {
  const escapes: number[] = [];
  let count = 0;
  let eightBitAt = -1;
  let longest = 0;
  let longestAt = start;
  let lineStart = start;
  for (let at = start; at <= end; at++) {
    const byte = at < end ? raw[at] : LF;
    if (byte === LF) {
      const length = at - lineStart - (raw[at - 1] === CR ? 1 : 0);
      if (length > longest) {
        longest = length;
        longestAt = lineStart;
      }
      lineStart = at + 1;
    } else if (byte === 0x3d && !isEscape(raw, at, end)) {
      count++;
      if (escapes.length < MAX_PLACES) escapes.push(at);
    } else if (byte !== undefined && byte > 0x7f && eightBitAt < 0) eightBitAt = at;
  }
  return { escapes, count, eightBitAt, longest, longestAt };
}

/** Two hexadecimal digits, or a line end behind white space that came on the way (at most 80 characters of it). */
function isEscape(raw: Uint8Array, at: number, end: number): boolean {
  if (at + 2 < end && hexValue(raw[at + 1]) >= 0 && hexValue(raw[at + 2]) >= 0) return true;
  if (at + 3 === end && hexValue(raw[at + 1]) >= 0 && hexValue(raw[at + 2]) >= 0) return true;
  let next = at + 1;
  while (next < end && next < at + 80 && isWsp(raw[next])) next++;
  return next >= end || raw[next] === LF || raw[next] === CR;
}
