/** Is the Message-ID one identifier in angle brackets, with something on either side of one '@' (RFC 5322 §3.6.4)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { replaceValue } from '../message-edits.ts';
import { googleReplies, rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { firstField } from './fields.ts';

export const messageIdValid: MessageCheck = {
  id: 'headers/message-id-valid',
  sources: [rfc('5322 §3.6.4'), googleReplies, rspamdRules, spamAssassinRules],
  run: (view) => {
    const field = firstField(view, 'message-id');
    if (field === undefined || field.rawValue === '')
      return [draftMessage('not-applicable', 'no-message-id', 'refused')];
    const message = faultOf(field.rawValue);
    if (message === undefined) return [draftMessage('pass', 'valid', 'refused')];
    const bracketed = message === 'no-brackets' ? withBrackets(field.rawValue) : undefined;
    const isBracketless = message === 'no-brackets' && /^[^\s@]+@[^\s@]+$/.test(field.rawValue);
    return [
      draftMessage(
        'fail',
        message,
        'refused',
        { value: field.rawValue.slice(0, 200) },
        {
          place: placeInHeader(view, field),
          receivers: ['google'],
          engineRules: isBracketless
            ? [rspamd('MID_MISSING_BRACKETS', 0.5), spamAssassin('INVALID_MSGID', 0.568)]
            : [rspamd('INVALID_MSGID', 1.7), spamAssassin('INVALID_MSGID', 0.568)],
          fixes: bracketed === undefined ? [] : [replaceValue(field, bracketed)],
        },
      ),
    ];
  },
};

/** The identifier of a value that lacks one bracket or both; undefined where it would still be none. */
function withBrackets(value: string): string | undefined {
  const identifier = `<${value.replace(/^</, '').replace(/>$/, '')}>`;
  return value.length <= 900 && faultOf(identifier) === undefined ? identifier : undefined;
}

function faultOf(value: string): string | undefined {
  // An identifier may stand beside a comment (RFC 5322 §3.2.2).
  const text = value.replace(/\([^()]{0,200}\)\s*$/, '').trim();
  if (!text.startsWith('<') || !text.endsWith('>')) return 'no-brackets';
  const inner = text.slice(1, -1);
  if (inner.includes('<') || inner.includes('>')) return 'several';
  const at = inner.indexOf('@');
  if (at < 0) return 'no-at';
  if (at === 0 || at === inner.length - 1) return 'half';
  if (inner.includes('@', at + 1)) return 'two-at';
  return /[\s\p{Cc}]|\P{ASCII}/u.test(inner) ? 'characters' : undefined;
}
