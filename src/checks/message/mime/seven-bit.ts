/** Do parts that are said to be 7bit hold seven bits (RFC 2045 §2.7, §6.2)? */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { type MailView, placeInRaw } from '../../../wire/mail-view/index.ts';
import type { MimePart } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { edit, lineEndOf, replaceValue } from '../message-edits.ts';
import { rfc, rspamdRules } from '../published-sources.ts';
import { fieldOfPart, leavesOf } from './parts-of.ts';

const NAME = 'Content-Transfer-Encoding';

export const sevenBit: MessageCheck = {
  id: 'mime/seven-bit',
  sources: [rfc('2045 §6.2'), rspamdRules],
  run: (view) => {
    const drafts = leavesOf(view).flatMap((part) => draftOf(view, part));
    return drafts.length === 0 ? [draftMessage('pass', 'as-said', 'score')] : capped(drafts);
  },
};

function draftOf(view: MailView, part: MimePart): readonly MessageDraft[] {
  if (part.transferEncoding !== '7bit') return [];
  const { start, end } = part.bodyRange;
  const first = view.raw.subarray(start, end).findIndex((byte) => byte > 0x7f);
  if (first < 0) return [];
  const at = start + first;
  const isText = part.contentType.type.startsWith('text/');
  const label = part.contentType.parameters.charset?.toLowerCase();
  // The rule gives three tenths where UTF-8 is named.
  const weight = label === 'utf-8' ? 1.05 : 3.5;
  const message = fieldOfPart(part, NAME.toLowerCase()) === undefined ? 'not-said' : 'said-7bit';
  return [
    draftMessage(
      'fail',
      message,
      isText ? 'score' : 'rendering',
      { type: part.contentType.type },
      {
        place: placeInRaw(view, { start: at, end: Math.min(end, at + 40) }, part.path),
        engineRules: isText ? [rspamd('R_BAD_CTE_7BIT', weight)] : [],
        fixes: fixesFor(view, part),
      },
    ),
  ];
}

/** Says '8bit'; what is read stays the same. A field is added only where the message says that it is MIME. */
function fixesFor(view: MailView, part: MimePart) {
  const field = fieldOfPart(part, NAME.toLowerCase());
  if (field !== undefined) return [replaceValue(field, '8bit')];
  const isMime = view.fields.some(({ key }) => key === 'mime-version');
  const type = part.headers.find(({ key }) => key === 'content-type');
  const at = type?.range.end ?? part.headers[0]?.range.start;
  if (!isMime || at === undefined) return [];
  return [edit(at, at, `${NAME}: 8bit${lineEndOf(view)}`)];
}
