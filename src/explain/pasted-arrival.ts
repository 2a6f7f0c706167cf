/** A report that somebody pasted without its header, or only its words for people, read as the message that it was taken from. */
import type { Arrival, Refusal } from './arrival.ts';
import { MAX_PASTED } from './arrivals-in-text.ts';
import { askersWords } from './askers-words.ts';
import { isOfProgram, viaProgram } from './heard-by-program.ts';
import { messageArrival } from './message-arrival.ts';
import { mailboxSignsIn, reportedByGmail } from './own-mailbox.ts';
import { aroundAll } from './pasted-around.ts';
import { bodyIn, hasParts, isAllOf, isWholeBody, reportIn } from './pasted-report.ts';
import { isQuotedByServer, speaksOfHandingIn } from './quoted-by-server.ts';
import { withToldDelay } from './told-delay.ts';

/** A pasted report, read as the message would be that it was taken from. */
export function pastedReport(given: string): Arrival | undefined {
  if (given.length > MAX_PASTED) return undefined;
  const message = hasParts(given) ? undefined : reportIn(given);
  if (message === undefined) return pastedBody(given);
  const arrival = messageArrival(Buffer.from(message));
  const isReport = arrival.refusals.length > 0 && arrival.kind !== 'not-a-bounce';
  return isReport && isAllOf(given, arrival)
    ? { ...arrival, ...signsIn(given), beside: askersWords(given, {}) }
    : undefined;
}

const signsIn = (given: string): Pick<Arrival, 'mailbox'> => {
  const mailbox = mailboxSignsIn(given);
  return mailbox === undefined ? {} : { mailbox };
};

/** A report of which only the words for people were pasted. */
function pastedBody(given: string): Arrival | undefined {
  const message = bodyIn(given);
  if (message === undefined) return undefined;
  const read = messageArrival(Buffer.from(message));
  if (!isWholeBody(given, read)) return undefined;
  const signs = signsIn(given);
  const refusals = read.refusals.map((one) => ({
    ...one,
    facts: reportedByGmail(one.facts, signs.mailbox),
  }));
  const around = aroundAll(given);
  const arrival: Arrival = {
    ...read,
    refusals,
    ...signs,
    ...(around !== undefined && { pasted: around }),
  };
  const isHandedIn = speaksOfHandingIn(given);
  // What a program or a client says that hands mail in opens as reports do; its words tell as much, but of several recipients.
  if (!isHandedIn && !isOfProgram(given))
    return toldLate(given, { ...arrival, refusals: refusals.map((one) => quotedIn(given, one)) });
  return refusals.length < 2
    ? undefined
    : { ...arrival, refusals: refusals.map((one) => handedIn(given, one, isHandedIn)) };
}

/** A notice of delay whose subject, which would tell it, was not pasted. */
function toldLate(given: string, arrival: Arrival): Arrival {
  const [only, ...others] = arrival.refusals;
  if (only === undefined || others.length > 0) return arrival;
  const { fate: _, ...facts } = only.facts;
  const late = withToldDelay(facts, given);
  return late.fate === undefined
    ? arrival
    : { ...arrival, kind: 'delay', notice: 'delayed', refusals: [{ ...only, facts: late }] };
}

/** As a program or client heard it that hands mail in. */
function handedIn(given: string, refusal: Refusal, isHandedIn: boolean): Refusal {
  const heard = isOfProgram(given) ? viaProgram(refusal, given) : refusal;
  return isHandedIn ? { ...heard, facts: { ...heard.facts, isOfHandingIn: true } } : heard;
}

/** So much of a reply's beginning finds it in the text. */
const HEAD_OF_REPLY = 12;

/** Do the words before a reply tell that another server gave it? */
function quotedIn(given: string, refusal: Refusal): Refusal {
  const { facts } = refusal;
  const at = facts.replyCode === undefined ? -1 : given.indexOf(facts.text.slice(0, HEAD_OF_REPLY));
  return at > 0 && isQuotedByServer(given.slice(0, at))
    ? { ...refusal, facts: { ...facts, isHeardByServer: true } }
    : refusal;
}
