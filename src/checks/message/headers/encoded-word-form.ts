/** Are encoded words whole, apart from their neighbours and of a charset that is known (RFC 2047 §2, §5)? */
import type { MessageCheck, MessageDraft } from '../../../findings/message-check.ts';
import { charsetOfLabel } from '../../../wire/charset/index.ts';
import { type MailView, placeInHeader } from '../../../wire/mail-view/index.ts';
import type { HeaderField } from '../../../wire/message/types.ts';
import { capped } from '../capped.ts';
import { draftMessage } from '../draft-message.ts';
import { rfc } from '../published-sources.ts';
import { type EncodedWord, encodedWordsOf } from './encoded-words.ts';

const yahooReport = {
  title: 'Yahoo: "Message not accepted. Invalid Subject header", in python/cpython issue 144156',
  url: 'https://github.com/python/cpython/issues/144156',
  seen: '2026-01-22',
};

export const encodedWordForm: MessageCheck = {
  id: 'headers/encoded-word-form',
  sources: [rfc('2047 §2'), rfc('2047 §5'), yahooReport],
  run: (view) => {
    const fields = view.fields.filter(({ rawValue }) => rawValue.includes('=?'));
    const drafts = fields.flatMap((field) => draftsOf(view, field));
    return drafts.length === 0 ? [draftMessage('pass', 'well-formed', 'refused')] : capped(drafts);
  },
};

function draftsOf(view: MailView, field: HeaderField): readonly MessageDraft[] {
  const words = encodedWordsOf(field.rawValue);
  const place = placeInHeader(view, field);
  const data = { header: field.name };
  const drafts: MessageDraft[] = [];
  if (words.some(isGlued(words, field.rawValue))) {
    const isRefused = field.key === 'subject';
    drafts.push(
      draftMessage('fail', 'not-apart', isRefused ? 'refused' : 'rendering', data, {
        place,
        receivers: isRefused ? ['yahoo'] : [],
      }),
    );
  }
  const strange = words.find(({ charset }) => charsetOfLabel(charset) === undefined);
  if (strange !== undefined)
    drafts.push(
      draftMessage('fail', 'charset', 'rendering', { ...data, charset: strange.charset }, { place }),
    );
  const broken = words.find(({ encoding, text }) => /\s/.test(text) || (encoding === 'b' && !isBase64(text)));
  if (broken !== undefined)
    drafts.push(
      draftMessage('fail', 'damaged', 'rendering', { ...data, text: broken.text.slice(0, 80) }, { place }),
    );
  if (words.some(({ start, end }) => end - start > 75))
    drafts.push(draftMessage('fail', 'too-long', 'information', data, { place }));
  return drafts;
}

/** RFC 2047 §5 (1): white space stands between an encoded word and what is beside it; brackets and commas may be next. */
const isGlued =
  (words: readonly EncodedWord[], value: string) =>
  ({ end }: EncodedWord, index: number): boolean =>
    words[index + 1]?.start === end || /^[A-Za-z0-9]/.test(value.slice(end, end + 1));

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.replace(/=+$/, '').length % 4 !== 1;
}
