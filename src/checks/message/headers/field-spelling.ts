/** Small ways of writing that rspamd counts, since only careless programs write so, or that RFC 5322 has left behind. */

import type { Fix } from '../../../findings/fix.ts';
import type { EngineRule, MessageCheck } from '../../../findings/message-check.ts';
import { type MailView, placeInHeader } from '../../../wire/mail-view/index.ts';
import type { HeaderField } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { edit } from '../message-edits.ts';
import { rfc, rspamdRules } from '../published-sources.ts';

interface Fault {
  readonly message: string;
  readonly rule?: EngineRule;
  readonly fix: Fix;
}

const delimiters: Readonly<Record<string, string>> = {
  from: 'HEADER_FROM_EMPTY_DELIMITER',
  to: 'HEADER_TO_EMPTY_DELIMITER',
  cc: 'HEADER_CC_EMPTY_DELIMITER',
  'reply-to': 'HEADER_REPLYTO_EMPTY_DELIMITER',
  date: 'HEADER_DATE_EMPTY_DELIMITER',
};

export const fieldSpelling: MessageCheck = {
  id: 'headers/field-spelling',
  sources: [rspamdRules, rfc('5322 §4.5')],
  run: (view) => {
    const drafts = view.fields.flatMap((field) =>
      faultsOf(view, field).map(({ message, rule, fix }) =>
        draftMessage(
          'fail',
          message,
          rule === undefined ? 'information' : 'score',
          { header: field.name },
          { place: placeInHeader(view, field), engineRules: rule === undefined ? [] : [rule], fixes: [fix] },
        ),
      ),
    );
    return drafts.length === 0 ? [draftMessage('pass', 'usual', 'score')] : capped(drafts);
  },
};

function faultsOf({ raw }: MailView, field: HeaderField): readonly Fault[] {
  const { start, end } = field.valueRange;
  const faults: Fault[] = [];
  const rule = delimiters[field.key];
  const first = raw[start];
  if (rule !== undefined && end > start && first !== 0x20 && first !== 0x09)
    faults.push({ message: 'no-space', rule: rspamd(rule, 1), fix: edit(start, start, ' ') });
  const nameEnd = field.range.start + field.name.length;
  if (raw[nameEnd] === 0x20 || raw[nameEnd] === 0x09)
    faults.push({ message: 'space-before-colon', fix: edit(nameEnd, start - 1, '') });
  if (field.name === 'X-mailer')
    faults.push({
      message: 'x-mailer',
      rule: rspamd('XM_CASE', 0.5),
      fix: edit(field.range.start, field.range.start + 8, 'X-Mailer'),
    });
  if (field.key === 'content-transfer-encoding' && /^[78]B/.test(field.rawValue))
    faults.push({
      message: 'encoding-case',
      rule: rspamd('CTE_CASE', 0.5),
      fix: edit(start, end, ` ${field.rawValue.toLowerCase()}`),
    });
  if (field.key === 'content-type' && field.rawValue.endsWith(';')) {
    const semicolon = raw.lastIndexOf(0x3b, end - 1);
    if (semicolon >= start)
      faults.push({
        message: 'semicolon',
        rule: rspamd('CT_EXTRA_SEMI', 1),
        fix: edit(semicolon, end, ''),
      });
  }
  return faults;
}
