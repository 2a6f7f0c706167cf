/** Do the fields that may stand once stand once (RFC 5322 §3.6, RFC 2045 §3)? From has a check of its own. */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { type MailView, placeInHeader } from '../../../wire/mail-view/index.ts';
import type { HeaderField } from '../../../wire/message/types.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { removeField, sayTheSame } from '../message-edits.ts';
import { googleReplies, rfc, rspamdRules } from '../published-sources.ts';

/** With the share of the 7 points that rspamd gives; none: the rule does not know the field. */
const ofRfc5322: Readonly<Record<string, number | undefined>> = {
  date: 0.1,
  sender: 1,
  'reply-to': 1,
  to: 0.2,
  cc: 0.1,
  bcc: 0.1,
  'message-id': 0.7,
  'in-reply-to': 0.7,
  references: 0.3,
  subject: 0.7,
};
const ofMime: Readonly<Record<string, number | undefined>> = {
  'content-type': 1,
  'content-transfer-encoding': 1,
  'mime-version': undefined,
};

export const singleInstance: MessageCheck = {
  id: 'headers/single-instance',
  sources: [rfc('5322 §3.6'), rfc('2045 §3'), googleReplies, rspamdRules],
  run: (view) => {
    const groups = new Map<string, HeaderField[]>();
    for (const field of view.fields) {
      if (!Object.hasOwn(ofRfc5322, field.key) && !Object.hasOwn(ofMime, field.key)) continue;
      const group = groups.get(field.key);
      if (group === undefined) groups.set(field.key, [field]);
      else group.push(field);
    }
    const repeated = [...groups.values()].filter((fields) => fields.length > 1);
    if (repeated.length === 0) return [draftMessage('pass', 'single', 'refused')];
    return repeated.map((fields) => draftOf(view, fields));
  },
};

function draftOf(view: MailView, fields: readonly HeaderField[]): MessageDraft {
  const [first, ...others] = fields as readonly [HeaderField, HeaderField, ...HeaderField[]];
  const isSame = sayTheSame(fields);
  const share = ofRfc5322[first.key] ?? ofMime[first.key];
  const isRefused = Object.hasOwn(ofRfc5322, first.key);
  const weight = Math.round((share ?? 0) * 70) / 10;
  return draftMessage(
    'fail',
    isSame ? 'repeated' : 'several',
    isRefused ? 'refused' : weight > 0 ? 'score' : 'policy',
    { header: first.name, count: fields.length },
    {
      place: placeInHeader(view, others[0]),
      receivers: isRefused ? ['google'] : [],
      engineRules: weight > 0 ? [rspamd('MULTIPLE_UNIQUE_HEADERS', weight)] : [],
      fixes: isSame ? others.slice(0, 50).map((field) => removeField(field)) : [],
    },
  );
}
