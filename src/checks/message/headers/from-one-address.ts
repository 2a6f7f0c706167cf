/** Does From name one address? RFC 5322 §3.6.2 allows several; Google does not. */
import type { Fix } from '../../../findings/fix.ts';
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import type { HeaderField } from '../../../wire/message/types.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { replaceValue } from '../message-edits.ts';
import { googleGuidelines, googleReplies, rspamdRules } from '../published-sources.ts';
import { fieldsOf, mailboxesOf } from './fields.ts';

export const fromOneAddress: MessageCheck = {
  id: 'headers/from-one-address',
  sources: [googleReplies, googleGuidelines, rspamdRules],
  run: (view) => {
    const fields = fieldsOf(view, 'from');
    if (fields.length === 0) return [draftMessage('not-applicable', 'no-from', 'refused')];
    const crowded = fields.find((field) => mailboxesOf(field).length > 1);
    if (crowded === undefined) return [draftMessage('pass', 'one', 'refused')];
    const isCommaInName = mailboxesOf(crowded).filter(({ address }) => address.includes('@')).length === 1;
    return [
      draftMessage(
        'fail',
        isCommaInName ? 'comma-in-name' : 'several',
        'refused',
        { count: mailboxesOf(crowded).length },
        {
          place: placeInHeader(view, crowded),
          receivers: ['google'],
          engineRules: [rspamd('MULTIPLE_FROM', 8)],
          fixes: isCommaInName ? quotedName(crowded) : [],
        },
      ),
    ];
  },
};

/** `Berg, Anna <a@example.org>` with its name in quotation marks (RFC 5322 §3.2.4); a reader has to see that the name is one. */
function quotedName(field: HeaderField): readonly Fix[] {
  const value = field.rawValue.trim();
  if (value.length > 600) return [];
  const [, name, address] = /^([^<>"()]{1,200}?)\s*(<[^<>\s]{1,300}>)$/.exec(value) ?? [];
  return name === undefined || address === undefined || name.includes('=?')
    ? []
    : [replaceValue(field, `"${name}" ${address}`, false)];
}
