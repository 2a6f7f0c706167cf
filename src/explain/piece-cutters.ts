/** How a long stream is cut, by what it is seen to be: an mbox, one message, JSON, lines. Each is given what is held and leaves what is not whole yet. */
import { lastQueueEntry } from '../wire/logs/index.ts';
import { firstValueEnd, JsonCutter, MAX_ELEMENT } from './json-array.ts';
import { MAX_MESSAGE_BYTES } from './message-arrival.ts';
import { MAX_TEXT_BYTES } from './read-arrivals.ts';

/** What is made of the bytes held. */
interface CutPieces {
  readonly pieces: readonly Uint8Array[];
  /** The last of the bytes, held on. */
  readonly rest: Buffer;
  /** Who cuts what follows, where it turned out to be something else. */
  readonly next?: PieceCutter;
  /** Nothing more is read. */
  readonly isEnd?: true;
}

/** Cuts a stream into pieces that can be read by themselves. */
export interface PieceCutter {
  /** So many bytes are gathered before it cuts. */
  readonly least: number;
  readonly cut: (held: Buffer) => CutPieces;
  /** What is left when the stream ends. */
  readonly end: (rest: Buffer) => readonly Uint8Array[];
}

/** The cutter for a stream that begins so. */
export function cutterFor(head: Buffer): PieceCutter {
  if (isMbox(head)) return new MboxCutter();
  if (looksLikeHeaders(head)) return oneMessage;
  if (looksLikeArray(head)) return new ElementCutter(true);
  if (startsObject(head) && !isObjectALine(head)) return new ElementCutter(false);
  return lastQueueEntry(head.toString('latin1')) === -1 ? lines : queueEntries;
}

const isMbox = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString('latin1') === 'From ';

/** A field name of mail begins with a letter; '2026-11-23T12:00:00' and '{"time":' begin a line of a log. */
const looksLikeHeaders = (bytes: Buffer): boolean =>
  /^[A-Za-z][!-9;-~]{0,59}:/.test(bytes.subarray(0, 80).toString('latin1'));

const startsObject = (bytes: Buffer): boolean =>
  /^\s{0,80}\{/.test(bytes.subarray(0, 100).toString('latin1'));

/** An object a line: the first is whole on its line. One that goes on over lines, or on one line beyond `bytes`, is a document. */
function isObjectALine(bytes: Buffer): boolean {
  const end = firstValueEnd(bytes);
  return end !== -1 && !bytes.subarray(bytes.indexOf(0x7b), end).includes(0x0a);
}

/** '[{' or '[[{' of JSON; '[FONT=…]' and '[192.0.2.1]' are text. */
const looksLikeArray = (head: Buffer): boolean =>
  /^\s{0,80}\[\s{0,80}(?:\[\s{0,80}){0,8}\{/.test(head.subarray(0, 200).toString('latin1'));

/** What a run of lines, or of elements, is gathered to. */
const RUN_BYTES = 256 * 1024;

const whatIsLeft = (rest: Buffer): readonly Uint8Array[] => (rest.length > 0 ? [rest] : []);

/** A single message longer than the limit is cut there: what a bounce says stands at its beginning. */
const oneMessage: PieceCutter = {
  least: MAX_MESSAGE_BYTES,
  cut: (held) => ({ pieces: [held], rest: held.subarray(held.length), isEnd: true }),
  end: whatIsLeft,
};

/** Runs of whole lines; a line that is longer than a piece is cut. */
const lines: PieceCutter = {
  least: RUN_BYTES,
  cut: (held) => {
    const end = lastLineEnd(held) || held.length;
    return { pieces: [held.subarray(0, end)], rest: held.subarray(end) };
  },
  end: whatIsLeft,
};

/** Messages of a queue's listing, each with its reasons and recipients; one that is longer than a piece is cut as lines are. */
const queueEntries: PieceCutter = {
  least: RUN_BYTES,
  cut: (held) => {
    const start = lastQueueEntry(held.toString('latin1'));
    return start > 0 ? { pieces: [held.subarray(0, start)], rest: held.subarray(start) } : lines.cut(held);
  },
  end: whatIsLeft,
};

/** Behind the last line that ends, and before the reply that it belongs to; 0 where there is none. */
function lastLineEnd(held: Buffer): number {
  let end = held.lastIndexOf(0x0a);
  for (let count = 0; count < MAX_REPLY_LINES; count++) {
    const start = held.lastIndexOf(0x0a, end - 1);
    if (start <= 0 || !isContinued(held.subarray(start + 1, start + 40))) break;
    end = start;
  }
  return end + 1;
}

/** RFC 5321 §4.2.1: '550-…' has more lines; a reply is not cut in two. */
const isContinued = (line: Buffer): boolean => /^[ \t>]{0,20}[2-5]\d\d-/.test(line.toString('latin1'));
const MAX_REPLY_LINES = 100;

const FROM_LINE = Buffer.from('\nFrom ');

/** Messages of an mbox. What is left of one that is longer than a message may be is passed over, up to the next. */
class MboxCutter implements PieceCutter {
  readonly least = MAX_MESSAGE_BYTES / 4;
  #isSkipping = false;

  cut(held: Buffer): CutPieces {
    if (this.#isSkipping) {
      const next = held.indexOf(FROM_LINE);
      this.#isSkipping = next === -1;
      return { pieces: [], rest: next === -1 ? held.subarray(-FROM_LINE.length) : held.subarray(next + 1) };
    }
    const last = held.lastIndexOf(FROM_LINE);
    if (last > 0) return { pieces: [held.subarray(0, last + 1)], rest: held.subarray(last + 1) };
    // One message may be longer than a piece.
    if (held.length < MAX_MESSAGE_BYTES) return { pieces: [], rest: held };
    this.#isSkipping = true;
    return { pieces: [held], rest: held.subarray(-FROM_LINE.length) };
  }

  end(rest: Buffer): readonly Uint8Array[] {
    if (!this.#isSkipping) return whatIsLeft(rest);
    const next = rest.indexOf(FROM_LINE);
    return next === -1 ? [] : [rest.subarray(next + 1)];
  }
}

/** Elements of JSON, as arrays of them, until one does not end: then it is none, and what is left is lines. */
class ElementCutter implements PieceCutter {
  least: number;
  readonly #json = new JsonCutter();
  #isArray: boolean;
  #isCut = false;

  /** An array is cut from its beginning; of a document nobody knows yet whether it has elements. */
  constructor(isArray: boolean) {
    this.#isArray = isArray;
    this.least = isArray ? RUN_BYTES : MAX_ELEMENT;
  }

  cut(held: Buffer): CutPieces {
    if (!this.#isArray && isObjectALine(held)) return { ...lines.cut(held), next: lines };
    const { pieces, rest } = this.#json.cut(held, RUN_BYTES);
    this.#isCut ||= pieces.length > 0;
    this.#isArray ||= this.#isCut;
    // So many are held before an element that did not end is looked for again.
    this.least = Math.max(this.#isArray ? RUN_BYTES : MAX_ELEMENT, pieces.length > 0 ? 0 : held.length * 2);
    // An element that does not end is no JSON; a document without one is read whole, if it may be.
    if (rest.length < (this.#isArray ? MAX_ELEMENT : MAX_TEXT_BYTES)) return { pieces, rest };
    const asLines = lines.cut(rest);
    return { pieces: [...pieces, ...asLines.pieces], rest: asLines.rest, next: lines };
  }

  end(rest: Buffer): readonly Uint8Array[] {
    return this.#isCut ? this.#json.cut(rest, RUN_BYTES, true).pieces : whatIsLeft(rest);
  }
}
