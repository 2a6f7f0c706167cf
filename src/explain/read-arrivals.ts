/**
 * Recognises what arrived by its content, not its name: an SMTP reply, a bounce or other message, an mbox, lines of
 * a mail log, or none of these; and frees each refusal in it from the format that carried it.
 */
import { failed, ok, type Result } from '../base/result.ts';
import { isLure } from '../wire/bounce/index.ts';
import { decodeCharset, inUtf8 } from '../wire/charset/index.ts';
import { header, looksLikeMessage, type ParsedMessage, splitMbox } from '../wire/message/index.ts';
import type { Arrival } from './arrival.ts';
import { arrivalsInText, MAX_PASTED } from './arrivals-in-text.ts';
import type { ArrivalOptions } from './bounce-arrival.ts';
import { messageArrival, messageIn, parsedArrival } from './message-arrival.ts';
import { belowHead, isPastedHead, tellsRefusal } from './pasted-head.ts';
import { unescaped } from './pasted-text.ts';
import type { ReadOptions } from './read-log-text.ts';
import { readText } from './read-text.ts';

/** Log lines and pasted text are read up to this; longer logs are fed in pieces by the caller. */
export const MAX_TEXT_BYTES = 8 * 1024 * 1024;

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

/** A message, or what was pasted below lines that only look like the header of one. */
function* readMessage(bytes: Uint8Array, options: ReadOptions): Generator<Result<Arrival>> {
  const message = messageIn(bytes);
  const arrival = parsedArrival(message, options);
  const isSilent = arrival.refusals.length === 0 && arrival.notice === undefined;
  // Fields of a program's own ('Subject: …', 'Body: Your message …') are no header of a message that tells nothing.
  const cut = isSilent && arrival.isCut === true ? [...readPasted(bytes)] : [];
  const told = isSilent && cut.length === 0 && isPastedHead(message) ? [...readBelow(message, options)] : cut;
  yield* told.length > 0 ? told : [ok(arrival)];
}

/** The refusals below a header that somebody left there; what the subject alone quotes where there are none. */
function* readBelow(message: ParsedMessage, options: ReadOptions): Generator<Result<Arrival>> {
  const below = decodeCharset(belowHead(message).subarray(0, MAX_TEXT_BYTES), undefined).text;
  if (isLure(below)) return;
  let found = false;
  for (const read of readText(below, options)) {
    if (!read.ok || !tellsRefusal(read.value)) continue;
    found = true;
    yield read;
  }
  const subject = found ? '' : (header(message.root, 'subject')?.value ?? '');
  for (const read of arrivalsInText(subject)) if (read.ok && tellsRefusal(read.value)) yield read;
}

/** Refusals in a text that only looks like the header of a message. */
function* readPasted(bytes: Uint8Array): Generator<Result<Arrival>> {
  if (bytes.length > MAX_PASTED) return;
  const { text } = decodeCharset(bytes, undefined);
  if (!isLure(text)) yield* arrivalsInText(unescaped(text));
}
