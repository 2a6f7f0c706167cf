/**
 * Is the header ASCII (RFC 5322 §2.2)? UTF-8 in it needs SMTPUTF8 on the whole way (RFC 6532). In fields that programs read
 * Google refuses it; names and subjects in raw UTF-8 cost points.
 */

import type { Fix } from '../../../findings/fix.ts';
import type { EngineRule, MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { decodeStrictUtf8 } from '../../../wire/charset/index.ts';
import { type MailView, placeInHeader } from '../../../wire/mail-view/index.ts';
import type { HeaderField } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd, spamAssassin } from '../engine-rules.ts';
import { lineEndOf, replaceValue } from '../message-edits.ts';
import { googleReplies, rfc, rspamdRules, spamAssassinRules } from '../published-sources.ts';
import { encodeWords } from './encoded-words.ts';
import { mailboxesOf } from './fields.ts';

/** Fields of tokens and identifiers only. */
const ofPrograms = new Set(
  (
    'date message-id in-reply-to references return-path received mime-version content-transfer-encoding content-id dkim-signature ' +
    'authentication-results list-unsubscribe list-unsubscribe-post auto-submitted precedence'
  ).split(' '),
);
const ofAddresses = new Set(['from', 'sender', 'reply-to', 'to', 'cc', 'bcc']);

export const noRaw8bit: MessageCheck = {
  id: 'headers/no-raw-8bit',
  sources: [rfc('5322 §2.2'), rfc('6532 §3'), googleReplies, rspamdRules, spamAssassinRules],
  run: (view) => {
    const drafts = view.fields.flatMap((field) => draftOf(view, field));
    return drafts.length === 0 ? [draftMessage('pass', 'ascii', 'refused')] : capped(drafts);
  },
};

function draftOf(view: MailView, field: HeaderField): readonly MessageDraft[] {
  const bytes = view.raw.subarray(field.valueRange.start, field.valueRange.end);
  if (!bytes.some((byte) => byte > 0x7f)) return [];
  const text = decodeStrictUtf8(bytes);
  const message = messageOf(field);
  const isRefused = message === 'in-identifier' || message === 'in-address';
  const engineRules = rulesFor(field.key, message, text === undefined);
  return [
    draftMessage(
      'fail',
      text === undefined && !isRefused ? 'not-utf-8' : message,
      isRefused ? 'refused' : engineRules.length > 0 ? 'score' : 'information',
      { header: field.name },
      {
        place: placeInHeader(view, field),
        receivers: isRefused ? ['google'] : [],
        engineRules,
        fixes: text === undefined || isRefused ? [] : fixesFor(view, field, text),
      },
    ),
  ];
}

function messageOf(field: HeaderField): string {
  if (ofAddresses.has(field.key))
    return mailboxesOf(field).some(({ address }) => /\P{ASCII}/u.test(address)) ? 'in-address' : 'in-name';
  return ofPrograms.has(field.key) ? 'in-identifier' : 'in-text';
}

function rulesFor(key: string, message: string, isBroken: boolean): readonly EngineRule[] {
  if (message === 'in-address')
    return [rspamd(key === 'from' ? 'INVALID_FROM_8BIT' : 'INVALID_RCPT_8BIT', 6)];
  if (key === 'subject')
    return [
      rspamd('SUBJECT_NEEDS_ENCODING', 1),
      spamAssassin('SUBJECT_NEEDS_ENCODING', 0.049),
      ...(isBroken ? [spamAssassin('SUBJ_ILLEGAL_CHARS', 1.518)] : []),
    ];
  if (key === 'from') return [rspamd('FROM_NEEDS_ENCODING', 1)];
  return key === 'to' ? [rspamd('TO_NEEDS_ENCODING', 1)] : [];
}

/** The same text in encoded words: subjects, and the name before the only address of a field. */
function fixesFor(view: MailView, field: HeaderField, decoded: string): readonly Fix[] {
  const text = decoded.replaceAll(/[\r\n]/g, '').trim();
  if (/[^\t\P{Cc}]/u.test(text) || text.includes('=?')) return [];
  const used = field.name.length + 2;
  if (field.key === 'subject') return [replaceValue(field, encodeWords(text, lineEndOf(view), used))];
  const angle = text.lastIndexOf('<');
  if (!ofAddresses.has(field.key) || mailboxesOf(field).length !== 1 || angle <= 0 || !text.endsWith('>'))
    return [];
  const name = text.slice(0, angle).trim();
  const plain = name.startsWith('"') && name.endsWith('"') ? name.slice(1, -1) : name;
  if (/["\\()<>]/.test(plain)) return [];
  const lineEnd = lineEndOf(view);
  return [replaceValue(field, `${encodeWords(plain, lineEnd, used)}${lineEnd} ${text.slice(angle)}`)];
}
