/**
 * Recognises what arrived by its content, not its name: an SMTP reply, a bounce or other message, an mbox, lines of
 * a mail log, or none of these; and frees each refusal in it from the format that carried it.
 */
import { failed, ok, type Result } from '../base/result.ts';
import { opensAsAbsence, readBounce } from '../wire/bounce/index.ts';
import { decodeCharset, inUtf8 } from '../wire/charset/index.ts';
import {
  holdsQueueJson,
  type LogEvent,
  type LogFormat,
  type QueueListing,
  readAmavisLog,
  readLog,
  readQueueListing,
  readSessionFaults,
  recogniseLog,
  softwareName,
} from '../wire/logs/index.ts';
import {
  header,
  looksLikeMessage,
  type ParsedMessage,
  parseMessage,
  splitMbox,
} from '../wire/message/index.ts';
import { isJson, readServiceEvents, type ServiceEvents } from '../wire/service-events/index.ts';
import type { Arrival, Refusal } from './arrival.ts';
import { askersWords } from './askers-words.ts';
import { type ArrivalOptions, bounceArrival } from './bounce-arrival.ts';
import { eventArrival } from './event-arrival.ts';
import { hasProgram, heardByProgram, viaProgram } from './heard-by-program.ts';
import { attemptArrival, deliveredArrival, logArrival } from './log-arrival.ts';
import { aroundAll, aroundRefusal } from './pasted-around.ts';
import { belowHead, isPastedHead, tellsRefusal } from './pasted-head.ts';
import { bodyIn, hasParts, isAllOf, isWholeBody, reportIn } from './pasted-report.ts';
import { unescaped } from './pasted-text.ts';
import { isQuotedByServer, isToldByServer, speaksOfHandingIn } from './quoted-by-server.ts';
import { replyArrival } from './reply-input.ts';
import { separateRefusals } from './separate-refusals.ts';

/** A longer message is read only so far: what a bounce has to say stands at its beginning. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
/** Log lines and pasted text are read up to this; longer logs are fed in pieces by the caller. */
export const MAX_TEXT_BYTES = 8 * 1024 * 1024;
const MAX_LOG_EVENTS = 100_000;

/** A message as bytes, whatever its kind. */
export function messageArrival(given: Uint8Array, options: ArrivalOptions = {}): Arrival {
  return arrivalOf(messageIn(given), options);
}

function messageIn(given: Uint8Array): ParsedMessage {
  const raw = inUtf8(given);
  return parseMessage(raw.length > MAX_MESSAGE_BYTES ? raw.subarray(0, MAX_MESSAGE_BYTES) : raw);
}

const arrivalOf = (message: ParsedMessage, options: ArrivalOptions): Arrival =>
  bounceArrival(message, readBounce(message), options);

/**
 * Where an mbox begins: at 'From ', after a byte order mark or blank lines; -1 where it is none. RFC 4155 appendix A: the line ends with a
 * time; where it does not, a header field follows ('From Gmail: 550 …' is prose).
 */
function mboxStart(bytes: Uint8Array): number {
  const head = Buffer.from(bytes.subarray(0, 600)).toString('latin1');
  const found =
    /^(?:\xef\xbb\xbf)?[\r\n]{0,64}(?=From [^\n]{0,300}?(?:\d:\d\d|\r?\n(?:>?From |[A-Za-z][A-Za-z0-9-]{0,70}:)))/.exec(
      head,
    );
  return found === null ? -1 : found[0].length;
}

const isBinary = (bytes: Uint8Array): boolean => {
  const head = bytes.subarray(0, 4096);
  let odd = 0;
  for (const byte of head)
    if (byte === 0 || (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27)) odd++;
  return odd > head.length / 20;
};

/** Files that hold a mail or a picture of one, and are none: by their first bytes ([MS-CFB] §2.2, ISO 32000-1 §7.5.2). */
const STRANGE: readonly (readonly [code: string, start: string, message: string])[] = [
  [
    'outlook-msg',
    '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    'This is a file of Outlook (.msg) or Office, which is not read. Open it and paste its text, or save the message as .eml.',
  ],
  ['pdf', '%PDF-', 'This is a PDF, which is not read. Open it and paste its text.'],
];

function strangeFile(given: Uint8Array): Result<Arrival> | undefined {
  const head = Buffer.from(given.subarray(0, 8)).toString('latin1');
  const found = STRANGE.find(([, start]) => head.startsWith(start));
  return found === undefined ? undefined : failed(found[0], found[2]);
}

export interface ReadOptions extends ArrivalOptions {
  /** What became of each message of a log is followed (log-fates.ts): what was delivered is told too, and attempts are read when they are told. */
  readonly forFates?: true;
}

/** Everything in `given`, in order. A problem where there is nothing that a verdict could be given on. */
export function* readArrivals(given: Uint8Array, options: ReadOptions = {}): Generator<Result<Arrival>> {
  const bytes = inUtf8(given);
  if (bytes.every((byte) => byte === 32 || (byte >= 9 && byte <= 13))) {
    yield failed(
      'empty',
      'The input is empty. Paste the text of the refusal, beginning with its three-digit code, or give a bounce message as a file.',
    );
    return;
  }
  const mbox = mboxStart(bytes);
  if (mbox !== -1) {
    const messages = bytes.subarray(mbox);
    for (const range of splitMbox(messages))
      yield ok(messageArrival(messages.subarray(range.start, range.end), options));
    return;
  }
  if (looksLikeMessage(bytes)) {
    yield* readMessage(bytes, options);
    return;
  }
  const strange = strangeFile(given);
  if (strange !== undefined) {
    yield strange;
    return;
  }
  if (isBinary(bytes)) {
    yield failed(
      'binary',
      'This is binary data, not mail. Give the bounce as a message file (.eml, mbox, maildir) or paste its text.',
    );
    return;
  }
  yield* readText(decodeCharset(bytes.subarray(0, MAX_TEXT_BYTES), undefined).text, options);
}

/** All that one file of a batch holds: one message, or what its text tells; an mbox counts as its first message. */
export function arrivalsOfFile(given: Uint8Array, options: ArrivalOptions): Result<readonly Arrival[]> {
  if (mboxStart(inUtf8(given)) !== -1) return ok([messageArrival(given, options)]);
  const arrivals: Arrival[] = [];
  let problem: Result<readonly Arrival[]> | undefined;
  for (const read of readArrivals(given, options)) {
    if (read.ok) arrivals.push(read.value);
    else problem ??= read;
  }
  return arrivals.length === 0 && problem !== undefined ? problem : ok(arrivals);
}

const MAX_PASTED_BYTES = 65_536;

/** A message, or what was pasted below lines that only look like the header of one. */
function* readMessage(bytes: Uint8Array, options: ReadOptions): Generator<Result<Arrival>> {
  const message = messageIn(bytes);
  const arrival = arrivalOf(message, options);
  const isSilent = arrival.refusals.length === 0 && arrival.notice === undefined;
  // Fields of a program's own ('Subject: …', 'Body: Your message …') are no header of a message that tells nothing.
  const cut = isSilent && arrival.isCut === true ? [...readPasted(bytes)] : [];
  const told = isSilent && cut.length === 0 && isPastedHead(message) ? [...readBelow(message, options)] : cut;
  yield* told.length > 0 ? told : [ok(arrival)];
}

/** The refusals below a header that somebody left there; what the subject alone quotes where there are none. */
function* readBelow(message: ParsedMessage, options: ReadOptions): Generator<Result<Arrival>> {
  const below = decodeCharset(belowHead(message).subarray(0, MAX_TEXT_BYTES), undefined).text;
  let found = false;
  for (const read of readText(below, options)) {
    if (!read.ok || !tellsRefusal(read.value)) continue;
    found = true;
    yield read;
  }
  const subject = found ? '' : (header(message.root, 'subject')?.value ?? '');
  for (const read of arrivalsIn(subject)) if (read.ok && tellsRefusal(read.value)) yield read;
}

/** Refusals in a text that only looks like the header of a message. */
function* readPasted(bytes: Uint8Array): Generator<Result<Arrival>> {
  if (bytes.length > MAX_PASTED_BYTES) return;
  yield* arrivalsIn(unescaped(decodeCharset(bytes, undefined).text));
}

function* readEvents({ events, rest }: ServiceEvents): Generator<Result<Arrival>> {
  let found = events.length > 0;
  for (const event of events) yield ok(eventArrival(event));
  for (const arrival of rest === '' ? [] : arrivalsIn(unescaped(rest))) {
    found = true;
    yield arrival;
  }
  if (!found)
    yield failed(
      'json',
      'These are events in JSON, but none tells of a refusal. Give those of bounces, drops and deferrals, with the answer of the receiving server.',
    );
}

/** 'The server said: the user does not exist': of what server, nobody knows. */
function* arrivalsIn(text: string): Generator<Result<Arrival>> {
  let left = text.length > MAX_PASTED_BYTES ? 0 : MAX_ASKED_ABOUT;
  for (const refusal of refusalsIn(text)) {
    left -= 1;
    yield ok({
      input: 'reply',
      kind: refusal.isHearsay === true ? 'unknown' : 'bounce',
      refusals: [refusal],
      ...(left >= 0 && aroundOf(text, refusal)),
    });
  }
}

/** Of so many refusals of one text is read what stands around: more than that nobody pastes to ask about. */
const MAX_ASKED_ABOUT = 20;

function aroundOf(text: string, refusal: Refusal): Pick<Arrival, 'beside' | 'pasted'> {
  const pasted = aroundRefusal(text, refusal);
  return { beside: askersWords(text, refusal), ...(pasted !== undefined && { pasted }) };
}

/** JSON that is no event of mail may quote a refusal: a ticket, a chat, a manual. Whom it means, nobody can tell. */
function* quotedInJson(given: string, arrivals: Iterable<Result<Arrival>>): Generator<Result<Arrival>> {
  let isQuoted: boolean | undefined;
  for (const arrival of arrivals) {
    if (arrival.ok && arrival.value.input === 'reply') isQuoted ??= isJson(given);
    const isReply = arrival.ok && arrival.value.input === 'reply';
    yield isReply && isQuoted === true ? ok({ ...arrival.value, stopsNobody: true }) : arrival;
  }
}

/** Events in JSON, log lines or replies in text. */
function* readText(given: string, options: ReadOptions): Generator<Result<Arrival>> {
  const told = holdsQueueJson(given) ? undefined : readServiceEvents(given);
  if (told === undefined) yield* quotedInJson(given, readProse(given, options));
  else yield* readEvents(told);
}

/** A pasted report, read as the message would be that it was taken from. */
function pastedReport(given: string): Arrival | undefined {
  if (given.length > MAX_PASTED_BYTES) return undefined;
  const message = hasParts(given) ? undefined : reportIn(given);
  if (message === undefined) return pastedBody(given);
  const arrival = messageArrival(Buffer.from(message));
  const isReport = arrival.refusals.length > 0 && arrival.kind !== 'not-a-bounce';
  return isReport && isAllOf(given, arrival) ? { ...arrival, beside: askersWords(given, {}) } : undefined;
}

const isOfProgram = (given: string): boolean => hasProgram(given) && !isToldByServer(given);

/** A report of which only the words for people were pasted. */
function pastedBody(given: string): Arrival | undefined {
  const message = bodyIn(given);
  if (message === undefined) return undefined;
  const read = messageArrival(Buffer.from(message));
  if (!isWholeBody(given, read)) return undefined;
  const { refusals } = read;
  const around = aroundAll(given);
  const arrival: Arrival = { ...read, ...(around !== undefined && { pasted: around }) };
  const isHandedIn = speaksOfHandingIn(given);
  // What a program or a client says that hands mail in opens as reports do; its words tell as much, but of several recipients.
  if (!isHandedIn && !isOfProgram(given))
    return { ...arrival, refusals: refusals.map((one) => quotedIn(given, one)) };
  return refusals.length < 2
    ? undefined
    : { ...arrival, refusals: refusals.map((one) => handedIn(given, one, isHandedIn)) };
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

function* readProse(given: string, options: ReadOptions): Generator<Result<Arrival>> {
  const report = pastedReport(given);
  if (report !== undefined) {
    yield ok(report);
    return;
  }
  const queue = readQueueListing(given);
  if (queue !== undefined) {
    yield* readQueue(queue, given, options);
    return;
  }
  const format = recogniseLog(given);
  yield* format === undefined ? readReplies(unescaped(given)) : readLogLines(given, format, options);
}

/** Whoever waits in a queue, and what stands around its listing. */
function* readQueue(
  { events, rest, format }: QueueListing,
  given: string,
  options: ReadOptions,
): Generator<Result<Arrival>> {
  let found = events.length > 0;
  const pasted = aroundAll(given);
  for (const event of events)
    yield ok({ ...undelivered(event, options), ...(pasted !== undefined && { pasted }) });
  const log = recogniseLog(rest);
  for (const read of log === undefined ? arrivalsIn(unescaped(rest)) : readLogLines(rest, log, options)) {
    if (!read.ok) continue;
    found = true;
    yield read;
  }
  if (!found)
    yield failed(
      'queue-without-reasons',
      'This is a list of what waits in a mail queue, without reasons. Paste what the log says of one of its messages (Exim: exim -Mvl and the id).',
      { format },
    );
}

const undelivered = (event: LogEvent, { forFates }: ReadOptions): Arrival =>
  forFates === true ? attemptArrival(event) : logArrival(event);

function* readLogLines(given: string, format: LogFormat, options: ReadOptions): Generator<Result<Arrival>> {
  let found = false;
  let isRead = false;
  const pasted = aroundAll(given);
  const around = pasted === undefined ? {} : { pasted };
  for (const event of readLog(given, MAX_LOG_EVENTS, format)) {
    isRead = true;
    if (event.outcome === 'sent') {
      if (options.forFates === true) yield ok(deliveredArrival(event));
      continue;
    }
    found = true;
    yield ok({ ...undelivered(event, options), ...around });
  }
  // What a filter swallowed its mail server has sent.
  for (const event of found || format === 'amavis' ? [] : readAmavisLog(given, MAX_LOG_EVENTS)) {
    isRead = true;
    found = true;
    yield ok({ ...logArrival(event), ...around });
  }
  const faults = isRead ? [] : readSessionFaults(given);
  for (const event of faults) yield ok({ ...logArrival(event), ...around });
  // Lines of a kind that the reader of this log does not know may still quote what a server said.
  const quoted = isRead || faults.length > 0 ? [] : arrivalsIn(unescaped(given));
  for (const arrival of quoted) {
    found = true;
    yield arrival;
  }
  if (!found && faults.length === 0) yield nothingRefused(format);
}

const nothingRefused = (format: LogFormat): Result<Arrival> =>
  failed(
    'nothing-refused',
    `These are log lines of ${softwareName(format)}, but none tells of a refusal, a deferral or a bounce. Paste the line with status=bounced, status=deferred, '**' or '=='.`,
    { format },
  );

/** Postfix and its helpers say what they did beside refusing: 'filter: RCPT from …', 'policyd-spf[9]: Pass; …'. */
const NO_REFUSAL =
  /(?:^|\s)(?:filter|warn|hold|prepend|redirect|discard|info): (?:CONNECT|HELO|EHLO|MAIL|RCPT|DATA|END-OF-MESSAGE) from |\bpolicyd-spf\[\d{1,9}\]: (?:Pass|None|Neutral);/;
/** What servers and signers note of mail that goes its way. */
const ALL_WELL =
  /\bDKIM-Signature field added\b|\b(?:Anonymous|Untrusted|Trusted|Verified) TLS connection (?:established|reused) (?:to|from) /;
const MAX_LINE = 2_000;

function* readReplies(text: string): Generator<Result<Arrival>> {
  let found = false;
  for (const arrival of arrivalsIn(text)) {
    found = true;
    yield arrival;
  }
  if (found) return;
  const head = text.slice(0, MAX_LINE);
  if (NO_REFUSAL.test(head) || ALL_WELL.test(head)) {
    yield nothingRefused('postfix');
    return;
  }
  const arrival = replyArrival(text);
  if (arrival.refusals.length === 0) {
    yield failed(
      'positive-replies',
      'Every reply here is positive (it begins with 2 or 3): the server let the conversation go on and refused nothing. Paste the reply that begins with 4 or 5, or what the program said when it gave up.',
    );
    return;
  }
  if (opensAsAbsence(text)) {
    yield ok({ ...arrival, kind: 'auto-reply', notice: 'auto-reply' });
    return;
  }
  const isProgram = hasProgram(text) && !isToldByServer(text);
  const refusals = isProgram ? arrival.refusals.map((one) => viaProgram(one, text)) : arrival.refusals;
  const pasted = aroundAll(text);
  yield ok(
    arrival.kind === 'not-a-bounce'
      ? arrival
      : {
          ...arrival,
          refusals,
          kind: 'unknown',
          beside: askersWords(text, {}),
          ...(pasted !== undefined && { pasted }),
        },
  );
}

/** The refusals of a text; a text that is short enough to be a program's error is looked at once, however many replies it holds. */
function* refusalsIn(text: string): Generator<Refusal> {
  const refusals = separateRefusals(text);
  yield* hasProgram(text) ? heardByProgram(text, [...refusals]) : refusals;
}
