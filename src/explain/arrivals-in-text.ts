/** The refusals of a text that somebody pasted, each an arrival of its own with what stands around it. */
import { ok, type Result } from '../base/result.ts';
import type { Arrival, Refusal } from './arrival.ts';
import { askersWords } from './askers-words.ts';
import { hasProgram, heardByProgram } from './heard-by-program.ts';
import { type MailboxSigns, mailboxSignsIn, reportedByGmail } from './own-mailbox.ts';
import { aroundRefusal } from './pasted-around.ts';
import { separateRefusals } from './separate-refusals.ts';
import { withoutSpokenAbout } from './spoken-about.ts';

/** What is longer, in bytes or UTF-16 code units, nobody pasted to ask about. */
export const MAX_PASTED = 65_536;

/** Every refusal of a text. 'The server said: the user does not exist': of what server, nobody knows. */
export function* arrivalsInText(text: string): Generator<Result<Arrival>> {
  let left = text.length > MAX_PASTED ? 0 : MAX_ASKED_ABOUT;
  const mailbox = left === 0 ? undefined : mailboxSignsIn(text);
  for (const refusal of refusalsIn(text)) {
    left -= 1;
    yield ok({
      input: 'reply',
      kind: refusal.isHearsay === true ? 'unknown' : 'bounce',
      refusals: [{ ...refusal, facts: reportedByGmail(refusal.facts, mailbox) }],
      ...(left >= 0 && aroundOf(text, refusal, mailbox)),
    });
  }
}

/** Of so many refusals of one text is read what stands around: more than that nobody pastes to ask about. */
const MAX_ASKED_ABOUT = 20;

function aroundOf(
  text: string,
  refusal: Refusal,
  mailbox: MailboxSigns | undefined,
): Pick<Arrival, 'beside' | 'pasted' | 'mailbox'> {
  const pasted = aroundRefusal(text, refusal);
  return {
    beside: askersWords(text, refusal),
    ...(pasted !== undefined && { pasted }),
    ...(mailbox !== undefined && { mailbox }),
  };
}

/** The refusals of a text; a text that is short enough to be a program's error is looked at once, however many replies it holds. */
function* refusalsIn(text: string): Generator<Refusal> {
  const refusals = separateRefusals(text);
  if (text.length > MAX_PASTED) {
    yield* refusals;
    return;
  }
  const own = withoutSpokenAbout(text, [...refusals]);
  yield* hasProgram(text) ? heardByProgram(text, own) : own;
}
