/** Is the Date one that can be read (RFC 5322 §3.3)? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { replaceValue } from '../message-edits.ts';
import { googleReplies, rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { firstField } from './fields.ts';
import { formatMailDate, parseMailDate } from './mail-date.ts';

export const dateValid: MessageCheck = {
  id: 'headers/date-valid',
  sources: [rfc('5322 §3.3'), rfc('5322 §4.3'), googleReplies, rspamdRules, spamAssassinRules],
  run: (view) => {
    const field = firstField(view, 'date');
    if (field === undefined || field.rawValue === '')
      return [draftMessage('not-applicable', 'no-date', 'refused')];
    const date = parseMailDate(field.rawValue);
    const place = placeInHeader(view, field);
    const data = { value: field.rawValue.slice(0, 100) };
    if (date === 'zone')
      return [
        draftMessage('fail', 'zone', 'score', data, {
          place,
          engineRules: [spamAssassin('INVALID_DATE_TZ_ABSURD', 0.491)],
        }),
      ];
    if (typeof date === 'string')
      return [
        draftMessage('fail', date, 'refused', data, {
          place,
          receivers: ['google'],
          engineRules: [spamAssassin('INVALID_DATE', 1.096), rspamd('INVALID_DATE', 1.5)],
        }),
      ];
    if (!date.isObsolete && !date.isWrongDay) return [draftMessage('pass', 'valid', 'refused')];
    const fixes = [replaceValue(field, formatMailDate(date.epochMs))];
    const message = date.isWrongDay ? 'wrong-weekday' : 'obsolete';
    return [draftMessage('fail', message, 'information', data, { place, fixes })];
  },
};
