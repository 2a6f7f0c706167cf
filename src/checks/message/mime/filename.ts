/** Are names of files written so that every program reads the same (RFC 2231 §3, §4; RFC 2183 §2.3)? */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import type { MailView } from '../../../wire/mail-view/index.ts';
import type { MimePart } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { rfc, rspamdRules } from '../published-sources.ts';
import { fieldOfPart, leavesOf, placeOfPart } from './parts-of.ts';

const MAX_NAME = 255;
/** Marks that turn the direction of writing, and characters that take no room: 'exe.gpj' reads as 'jpg.exe'. */
const deceiving = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

export const filename: MessageCheck = {
  id: 'mime/filename',
  sources: [rfc('2231 §4'), rfc('2183 §2.3'), rfc('2047 §5'), rspamdRules],
  run: (view) => {
    const drafts = leavesOf(view).flatMap((part) => draftsOf(view, part));
    return drafts.length === 0 ? [draftMessage('pass', 'plain', 'score')] : capped(drafts);
  },
};

function draftsOf(view: MailView, part: MimePart): readonly MessageDraft[] {
  const name = part.filename;
  const isAttachment = part.disposition === 'attachment';
  const place = placeOfPart(view, part, 'content-disposition');
  if (name === undefined || name === '')
    return isAttachment ? [draftMessage('fail', 'no-name', 'information', {}, { place })] : [];
  const data = { name: name.slice(0, 100) };
  const fields = ['content-disposition', 'content-type'].flatMap((key) => fieldOfPart(part, key) ?? []);
  const drafts: MessageDraft[] = [];
  if (deceiving.test(name))
    drafts.push(
      draftMessage('fail', 'deceiving', 'score', data, {
        place,
        engineRules: [rspamd('MIME_BAD_UNICODE', 8)],
      }),
    );
  if (/[/\\]|[^\P{Cc}]/u.test(name)) drafts.push(draftMessage('fail', 'path', 'rendering', data, { place }));
  if (name.length > MAX_NAME) drafts.push(draftMessage('fail', 'long', 'rendering', data, { place }));
  const isRaw = fields.some(({ valueRange }) =>
    view.raw.subarray(valueRange.start, valueRange.end).some((byte) => byte > 0x7f),
  );
  if (isRaw) drafts.push(draftMessage('fail', 'eight-bit', 'rendering', data, { place }));
  else if (fields.some(({ rawValue }) => /name\*?="?\s*=\?/i.test(rawValue.slice(0, 4_000))))
    drafts.push(draftMessage('fail', 'encoded-word', 'information', data, { place }));
  return drafts;
}
