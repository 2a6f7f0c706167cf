/**
 * Cuts a stream into pieces that can be read by themselves: the messages of an mbox, runs of whole lines of a log, elements of a JSON array,
 * or the whole where it is short. Memory: one piece, at most 16 MiB and what arrives with it. Log lines of one message
 * that fall into two pieces (256 KiB each) are read apart.
 */
import type { Readable } from 'node:stream';
import { arrayWithin, cutArray } from './json-array.ts';
import { MAX_MESSAGE_BYTES, MAX_TEXT_BYTES } from './read-arrivals.ts';
import { utf8Chunks } from './utf-8-chunks.ts';

export interface Piece {
  readonly bytes: Uint8Array;
  /** Bytes of the stream read when this piece was cut. */
  readonly readBytes: number;
}

const isMbox = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 5)).toString('latin1') === 'From ';
const FROM_LINE = Buffer.from('\nFrom ');

/** Where an mbox may be cut: before the last 'From ' line; -1 where there is none. */
function lastMessageStart(bytes: Buffer): number {
  const at = bytes.lastIndexOf(FROM_LINE);
  return at <= 0 ? -1 : at + 1;
}

/** A field name of mail begins with a letter; '2026-11-23T12:00:00' and '{"time":' begin a line of a log. */
const looksLikeHeaders = (bytes: Buffer): boolean =>
  /^[A-Za-z][!-9;-~]{0,59}:/.test(bytes.subarray(0, 80).toString('latin1'));

/** One JSON object over many lines: its first line is not whole by itself, as that of an object a line is. */
function looksLikeDocument(head: Buffer): boolean {
  const [first = ''] = head.toString('latin1').trimStart().split('\n', 1);
  return first.startsWith('{') && first.length < 80 && !first.trimEnd().endsWith('}');
}

/** '[{' of JSON; '[FONT=…]' and '[192.0.2.1]' are text. */
const looksLikeArray = (head: Buffer): boolean =>
  /^\s{0,80}\[\s{0,80}\{/.test(head.subarray(0, 200).toString('latin1'));

/** How a long stream is cut, seen from its beginning. */
type Manner = 'mbox' | 'message' | 'array' | 'document' | 'lines';

function mannerOf(head: Buffer): Manner {
  if (isMbox(head)) return 'mbox';
  if (looksLikeHeaders(head)) return 'message';
  if (looksLikeArray(head)) return 'array';
  return looksLikeDocument(head) ? 'document' : 'lines';
}

/** Longest element of an array that is waited for. */
const MAX_ELEMENT = 1024 * 1024;
/** What is gathered before a piece is cut. */
const limits: Readonly<Record<Manner, number>> = {
  mbox: MAX_MESSAGE_BYTES / 4,
  message: MAX_MESSAGE_BYTES,
  array: 256 * 1024,
  document: MAX_ELEMENT,
  lines: 256 * 1024,
};
/** Enough to see what it is. */
const HEAD_BYTES = 4096;

function cutAt(buffer: Buffer, manner: Manner): number {
  if (manner === 'mbox') return lastMessageStart(buffer);
  let end = buffer.lastIndexOf(0x0a);
  for (let lines = 0; lines < MAX_REPLY_LINES; lines++) {
    const start = buffer.lastIndexOf(0x0a, end - 1);
    if (start <= 0 || !isContinued(buffer.subarray(start + 1, start + 40))) break;
    end = start;
  }
  return end + 1 || -1;
}

/** RFC 5321 §4.2.1: '550-…' has more lines; a reply is not cut in two. */
const isContinued = (line: Buffer): boolean => /^[ \t>]{0,20}[2-5]\d\d-/.test(line.toString('latin1'));
const MAX_REPLY_LINES = 100;

/** Pieces in order. A single message longer than the limit is cut there: what a bounce says stands at its beginning. */
export async function* splitStream(stream: Readable): AsyncGenerator<Piece> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let readBytes = 0;
  let manner: Manner | undefined;
  let isSkipping = false;
  let isCutArray = false;
  for await (const { bytes, readBytes: read } of utf8Chunks(stream)) {
    readBytes = read;
    held.push(bytes);
    heldBytes += bytes.length;
    if (manner === undefined && heldBytes >= HEAD_BYTES) manner = mannerOf(Buffer.concat(held));
    if (manner === undefined || heldBytes < limits[manner]) continue;
    let whole: Buffer = Buffer.concat(held);
    if (manner === 'document') {
      // An object too long to be read whole: its list of events is.
      const within = arrayWithin(whole);
      if (within === -1 && heldBytes < MAX_TEXT_BYTES) continue;
      manner = within === -1 ? 'lines' : 'array';
      whole = whole.subarray(Math.max(0, within));
    }
    if (manner === 'array') {
      const { pieces, rest } = cutArray(whole, limits.array);
      for (const piece of pieces) yield { bytes: piece, readBytes };
      isCutArray ||= pieces.length > 0;
      // An element that does not end is no JSON.
      if (rest.length >= MAX_ELEMENT) manner = 'lines';
      held = [Buffer.from(rest)];
      heldBytes = rest.length;
      if (manner === 'array') continue;
      whole = rest;
      isCutArray = false;
    }
    if (manner === 'message') {
      yield { bytes: whole, readBytes };
      stream.destroy();
      return;
    }
    if (isSkipping) {
      const next = whole.indexOf(FROM_LINE);
      isSkipping = next === -1;
      held = [Buffer.from(isSkipping ? whole.subarray(-FROM_LINE.length) : whole.subarray(next + 1))];
      heldBytes = held[0]?.length ?? 0;
      continue;
    }
    const cut = cutAt(whole, manner);
    // One message of an mbox may be longer than a piece; a line may not.
    if (cut === -1 && manner === 'mbox' && heldBytes < MAX_MESSAGE_BYTES) continue;
    const end = cut === -1 ? whole.length : cut;
    yield { bytes: whole.subarray(0, end), readBytes };
    // What is left of an over-long message is passed over, up to the next one.
    isSkipping = cut === -1 && manner === 'mbox';
    held = [Buffer.from(whole.subarray(isSkipping ? -FROM_LINE.length : end))];
    heldBytes = held[0]?.length ?? 0;
  }
  const rest = Buffer.concat(held);
  if (isCutArray) {
    for (const piece of cutArray(rest, limits.array, true).pieces) yield { bytes: piece, readBytes };
    return;
  }
  const start = isSkipping ? rest.indexOf(FROM_LINE) + 1 : 0;
  if (isSkipping && start === 0) return;
  if (heldBytes > 0 || readBytes === 0) yield { bytes: rest.subarray(start), readBytes };
}
