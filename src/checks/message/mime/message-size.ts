/** Does the message fit: as it is sent, with its attachments encoded and lines that end with CR LF? */
import type { MessageCheck } from '../../../findings/message-check.ts';
import type { MailView } from '../../../wire/mail-view/index.ts';
import { draftMessage } from '../draft-message.ts';
import { lineEndOf } from '../message-edits.ts';
import { googleReceivingLimits, googleReplies, rfc } from '../published-sources.ts';

const MEGABYTE = 1024 * 1024;

/** Largest first: who refuses more is told once, with the reply of the strictest that publishes one. */
const limits = [
  { receiver: 'google', message: 'over-google', bytes: 50 * MEGABYTE },
  { receiver: 'apple', message: 'over-apple', bytes: 20 * MEGABYTE },
] as const;

const apple = {
  title: 'Apple: Mailbox size and message sending limits in iCloud',
  url: 'https://support.apple.com/102198',
  seen: '2026-11-26',
};

export const messageSize: MessageCheck = {
  id: 'mime/message-size',
  sources: [googleReceivingLimits, googleReplies, apple, rfc('1870 §6')],
  run: (view) => {
    const bytes = wireSize(view);
    const over = limits.filter((limit) => bytes > limit.bytes);
    if (over.length === 0) return [draftMessage('pass', 'fits', 'refused', { bytes })];
    return over.map(({ receiver, message, bytes: maxBytes }) =>
      draftMessage('fail', message, 'refused', { bytes, maxBytes }, { receivers: [receiver] }),
    );
  },
};

/** In a file whose lines end with LF every line grows by one octet. */
function wireSize(view: MailView): number {
  const { raw } = view;
  if (lineEndOf(view) === '\r\n') return raw.length;
  let lines = 0;
  for (let at = raw.indexOf(0x0a); at >= 0; at = raw.indexOf(0x0a, at + 1)) lines++;
  return raw.length + lines;
}
