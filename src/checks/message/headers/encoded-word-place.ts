/** Do encoded words stand only where RFC 2047 §5 allows them: text, comments, names; never in what programs read? */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { type MailView, placeInHeader } from '../../../wire/mail-view/index.ts';
import type { HeaderField } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { googleReplies, rfc } from '../published-sources.ts';
import { encodedWordsOf } from './encoded-words.ts';

/** Fields of tokens and identifiers only. */
const ofPrograms = new Set(
  (
    'date message-id in-reply-to references return-path received mime-version content-type content-transfer-encoding content-id ' +
    'content-disposition dkim-signature authentication-results list-unsubscribe list-unsubscribe-post auto-submitted precedence'
  ).split(' '),
);
const ofAddresses = new Set(['from', 'sender', 'reply-to', 'to', 'cc', 'bcc']);
/** Their parameters hold names of files, which many programs write as encoded words, and receivers read. */
const ofParameters = new Set(['content-type', 'content-disposition']);

export const encodedWordPlace: MessageCheck = {
  id: 'headers/encoded-word-place',
  sources: [rfc('2047 §5'), googleReplies],
  run: (view) => {
    const drafts = view.fields.flatMap((field) => draftOf(view, field));
    return drafts.length === 0 ? [draftMessage('pass', 'allowed', 'refused')] : capped(drafts);
  },
};

function draftOf(view: MailView, field: HeaderField): readonly MessageDraft[] {
  if (!ofPrograms.has(field.key) && !ofAddresses.has(field.key)) return [];
  const words = encodedWordsOf(field.rawValue);
  if (words.length === 0) return [];
  const message = ofPrograms.has(field.key)
    ? ofParameters.has(field.key)
      ? 'in-parameter'
      : 'in-token'
    : messageOfAddress(
        field.rawValue,
        words.map(({ start }) => start),
      );
  if (message === undefined) return [];
  const isRefused = message === 'in-token' || message === 'in-address';
  return [
    draftMessage(
      'fail',
      message,
      isRefused ? 'refused' : message === 'in-quotes' ? 'rendering' : 'information',
      { header: field.name },
      { place: placeInHeader(view, field), receivers: isRefused ? ['google'] : [] },
    ),
  ];
}

/** RFC 2047 §5 (3): not in an addr-spec, not in a quoted string. */
function messageOfAddress(value: string, starts: readonly number[]): string | undefined {
  let isQuoted = false;
  let isAngle = false;
  let quoted: string | undefined;
  const wanted = new Set(starts);
  for (let at = 0; at < value.length; at++) {
    if (wanted.has(at)) {
      if (isAngle || isBareAddress(value, at)) return 'in-address';
      if (isQuoted) quoted = 'in-quotes';
    }
    const char = value.charAt(at);
    if (char === '\\') at++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && char === '<') isAngle = true;
    else if (!isQuoted && char === '>') isAngle = false;
  }
  return quoted;
}

/** '=?…?=@example.org' without brackets. */
function isBareAddress(value: string, at: number): boolean {
  const word = /^=\?[^\s?]{1,60}\?[qb]\?[^\s?]{0,200}\?=/i.exec(value.slice(at, at + 280))?.[0] ?? '';
  return word !== '' && value.charAt(at + word.length) === '@';
}
