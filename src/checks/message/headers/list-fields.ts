/** Are the fields of a mailing list written as RFC 2369 §2 and RFC 2919 §3 have them? Unsubscribing has checks of its own. */
import type { Fix } from '../../../findings/fix.ts';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import type { HeaderField } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { replaceValue } from '../message-edits.ts';
import { rfc } from '../published-sources.ts';

const ofUrls = ['list-help', 'list-subscribe', 'list-post', 'list-owner', 'list-archive'];

export const listFields: MessageCheck = {
  id: 'headers/list-fields',
  sources: [rfc('2369 §2'), rfc('2919 §3')],
  run: (view) => {
    const fields = view.fields.filter(({ key }) => key === 'list-id' || ofUrls.includes(key));
    if (fields.length === 0) return [draftMessage('not-applicable', 'no-list', 'information')];
    const drafts = fields.flatMap((field) => {
      const isId = field.key === 'list-id';
      const value = field.rawValue.slice(0, 2_000);
      const isGood = isId
        ? /<[^\s<>@]{1,255}\.[^\s<>@.]{1,255}>\s*$/.test(value)
        : /^NO\b/.test(value) || /<[a-z][a-z0-9+.-]{0,30}:[^<>]{1,1900}>/i.test(value);
      if (isGood) return [];
      const message = isId ? 'list-id' : 'no-url';
      return [
        draftMessage(
          'fail',
          message,
          'information',
          { header: field.name },
          { place: placeInHeader(view, field), fixes: bracketed(field, isId) },
        ),
      ];
    });
    return drafts.length === 0 ? [draftMessage('pass', 'well-formed', 'information')] : capped(drafts);
  },
};

/** An address, or an identifier, that stands alone without its brackets. */
function bracketed(field: HeaderField, isId: boolean): readonly Fix[] {
  const bare = isId
    ? /^[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){1,20}$/i
    : /^(?:https?:\/\/|mailto:)[^\s<>,"]{1,800}$/i;
  return bare.test(field.rawValue) ? [replaceValue(field, `<${field.rawValue}>`)] : [];
}
