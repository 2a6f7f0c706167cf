/** Can Content-Type be read, and does it say of files that they are files (RFC 2045 §5, RFC 2183 §2)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import type { MimePart } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { rfc, rspamdRules } from '../published-sources.ts';
import { fieldOfPart, partsOf, placeOfPart } from './parts-of.ts';

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
    const unmarked = unmarkedFile(partsOf(view));
    const drafts = [
      ...broken,
      ...(unmarked === undefined
        ? []
        : [
            draftMessage(
              'fail',
              'no-disposition',
              'score',
              { name: unmarked.filename ?? '' },
              { place: placeOfPart(view, unmarked), engineRules: [rspamd('CTYPE_MISSING_DISPOSITION', 4)] },
            ),
          ]),
    ];
    return drafts.length === 0 ? [draftMessage('pass', 'readable', 'score')] : capped(drafts);
  },
};

/**
 * What rspamd's rule looks at: the first octet-stream that is no attachment, unless it is named by Content-ID, is a detached signature or
 * key ('.asc' beside other parts), or belongs to a multipart/encrypted (RFC 3156 §4).
 */
function unmarkedFile(parts: readonly MimePart[]): MimePart | undefined {
  const first = parts.find(
    ({ contentType: { type }, disposition }) =>
      type === 'application/octet-stream' && disposition !== 'attachment',
  );
  if (first === undefined || fieldOfPart(first, 'content-id') !== undefined) return undefined;
  const isArmoured = first.disposition !== undefined && /\.asc$/i.test(first.filename ?? '');
  if (parts.length > 1 && isArmoured) return undefined;
  const parent = parts.find(({ children }) => children.includes(first));
  return parent?.contentType.type === 'multipart/encrypted' ? undefined : first;
}

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
