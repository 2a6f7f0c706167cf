/** Does a subject say 'Re:' or 'Fwd:' where nothing is answered or forwarded? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import { type MailView, placeInHeader } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { rspamd } from '../engine-rules.ts';
import { googleGuidelines, rfc, rspamdRules } from '../published-sources.ts';
import { firstField } from './fields.ts';
import { replyKindOf } from './reply-words.ts';

export const replyPrefix: MessageCheck = {
  id: 'headers/reply-prefix',
  sources: [googleGuidelines, rfc('5322 §3.6.5'), rspamdRules],
  run: (view, { profile }) => {
    const field = firstField(view, 'subject');
    const kind = replyKindOf(field?.value ?? '');
    if (field === undefined || kind === undefined)
      return [draftMessage('not-applicable', 'no-prefix', 'policy')];
    if (hasThread(view) || (kind === 'forward' && holdsForwarded(view)))
      return [draftMessage('pass', 'thread', 'policy')];
    const isRspamd = /^re:/i.test(field.value);
    // People forward by hand, and then no thread is named.
    const isLenient = profile === 'personal';
    return [
      draftMessage(
        'fail',
        kind,
        isLenient ? (isRspamd ? 'score' : 'information') : 'policy',
        { subject: field.value.slice(0, 100) },
        {
          place: placeInHeader(view, field),
          receivers: isLenient ? [] : ['google'],
          engineRules: isRspamd ? [rspamd('FAKE_REPLY', 1)] : [],
        },
      ),
    ];
  },
};

const hasThread = (view: MailView): boolean =>
  ['in-reply-to', 'references'].some((key) => (firstField(view, key)?.rawValue ?? '') !== '');

/** An attached message, or one quoted below a line that says so. */
function holdsForwarded({ message, texts }: MailView): boolean {
  const isAttached = message.root.children.some(({ contentType }) => contentType.type === 'message/rfc822');
  return (
    isAttached ||
    texts.some(({ text }) => /^\s*-{2,10} ?[\p{L} ]{3,60} ?-{2,10}/mu.test(text.slice(0, 20_000)))
  );
}
