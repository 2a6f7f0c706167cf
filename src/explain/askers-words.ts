/** The words of whoever asks: what of a pasted text is neither the refusal, nor a message that came back with it, nor quoted from one. */
import type { Refusal } from './arrival.ts';
import { startAround } from './pasted-around.ts';

/** Where a message begins that came back: the line before it, or a field that nobody writes by hand. */
const RETURNED =
  /^[ \t>|*]{0,8}(?:-{2,40}[^\n]{0,80}(?:original|message|header|nachricht|copy|mensaje|messaggio|mensagem|bericht|wiadomo|сообщени)|(?:received|return-path|dkim-signature|mime-version|message-id|authentication-results):)/im;
const QUOTED = /^[ \t]{0,8}>[^\n]*$/gm;
/** Of a longer text so much around the refusal is read, and so much of its beginning, where people say what they want. */
const MAX_BESIDE = 3_000;
const MAX_HEAD = 1_000;
/** Stands for the refusal, so that what stands before it and behind it stays one sentence. */
const REFUSAL = ' 550 ';

/** What stands beside a refusal, of a longer text around it and at its beginning. */
export function askersWords(text: string, refusal: Pick<Refusal, 'spans'>): string {
  const start = startAround(text, refusal, MAX_BESIDE);
  let at = start;
  let beside = start === 0 ? '' : `${text.slice(0, Math.min(start, MAX_HEAD))}\n`;
  for (const span of refusal.spans ?? []) {
    if (span.start >= start + MAX_BESIDE) break;
    if (span.start > at) beside += text.slice(at, span.start);
    if (span.end > at) beside += REFUSAL;
    at = Math.max(at, span.end);
  }
  const whole = beside + text.slice(at, Math.max(at, start + MAX_BESIDE));
  const returned = whole.search(RETURNED);
  return (returned === -1 ? whole : whole.slice(0, returned)).replaceAll(QUOTED, '');
}
