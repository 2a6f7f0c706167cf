/** Can Content-Type be read, and does it say of files that they are files (RFC 2045 §5, RFC 2183 §2)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { rfc, rspamdRules } from '../published-sources.ts';
import { fieldOfPart, leavesOf, partsOf, placeOfPart } from './parts-of.ts';

export const contentType: MessageCheck = {
  id: 'mime/content-type',
  sources: [rfc('2045 §5.1'), rfc('2183 §2'), rspamdRules],
  run: (view) => {
    const broken = partsOf(view).flatMap((part) => {
      const field = fieldOfPart(part, 'content-type');
      if (field === undefined || isReadable(field.rawValue)) return [];
      return [
        draftMessage(
          'fail',
          'unreadable',
          'score',
          { value: field.rawValue.slice(0, 100) },
          { place: placeOfPart(view, part), engineRules: [rspamd('BROKEN_CONTENT_TYPE', 1.5)] },
        ),
      ];
    });
    // The rule asks of every octet-stream without a Content-ID that it is an attachment.
    const unmarked = leavesOf(view).flatMap((part) => {
      if (part.contentType.type !== 'application/octet-stream' || part.disposition === 'attachment')
        return [];
      if (fieldOfPart(part, 'content-id') !== undefined) return [];
      return [
        draftMessage(
          'fail',
          'no-disposition',
          'score',
          { name: part.filename ?? '' },
          { place: placeOfPart(view, part), engineRules: [rspamd('CTYPE_MISSING_DISPOSITION', 4)] },
        ),
      ];
    });
    const drafts = [...broken, ...unmarked];
    return drafts.length === 0 ? [draftMessage('pass', 'readable', 'score')] : capped(drafts);
  },
};

/** RFC 2045 §5.1: type '/' subtype of token characters, then parameters or nothing; a comment may stand around them. */
function isReadable(value: string): boolean {
  const bare = value
    .slice(0, 1_000)
    .replaceAll(/\([^()]*\)/g, ' ')
    .trim();
  return /^[!#$%&'*+.^_`{|}~0-9A-Za-z-]{1,127}\s*\/\s*[!#$%&'*+.^_`{|}~0-9A-Za-z-]{1,127}\s*(?:;|$)/.test(
    bare,
  );
}
