/** Mail and files of mail: ordinary mail and HTML of which mail is made are checked, everything else is explained. */
import { readArrivals } from '../explain/read-arrivals.ts';
import { looksLikeHtml } from '../preflight/recognise-mail.ts';
import { looksLikeMessage } from '../wire/message/index.ts';

export type MailVerb = 'check' | 'explain';

/** So much is looked into. */
export const MAX_BYTES = 16 * 1024 * 1024;
/** Enough to see whether it is mail at all. */
export const HEAD = 4096;
/** Messages of an mbox. */
const MAX_MESSAGES = 100;

/** By its first bytes. */
export const mayBeMail = (bytes: Buffer): boolean =>
  /^(?:\u00ef\u00bb\u00bf)?\s{0,64}From /.test(bytes.toString('latin1', 0, 80)) ||
  looksLikeMessage(bytes) ||
  looksLikeHtml(bytes);

/** Mail of which some reports a failure is explained. An HTML page in which no refusal stands is a template. */
export function verbOf(bytes: Uint8Array): MailVerb {
  let messages = 0;
  for (const arrival of readArrivals(bytes)) {
    if (!arrival.ok) return 'explain';
    const { input, kind } = arrival.value;
    const isOrdinary =
      input === 'message' ? kind === 'not-a-bounce' : kind !== 'bounce' && looksLikeHtml(bytes);
    if (!isOrdinary) return 'explain';
    messages += 1;
    if (messages >= MAX_MESSAGES) break;
  }
  return messages === 0 ? 'explain' : 'check';
}
