/**
 * Cuts a stream into pieces that can be read by themselves: the messages of an mbox, runs of whole lines of a log, elements of a JSON document,
 * or the whole where it is short. Memory: one piece, at most 16 MiB and what arrives with it. Log lines of one message
 * that fall into two pieces (256 KiB each) are read apart.
 */
import type { Readable } from 'node:stream';
import { firstValueEnd, JsonCutter } from './json-array.ts';
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

/** How a long stream is cut, seen from its beginning. */
type Manner = 'mbox' | 'message' | 'array' | 'document' | 'lines';

function mannerOf(head: Buffer): Manner {
  if (isMbox(head)) return 'mbox';
  if (looksLikeHeaders(head)) return 'message';
  if (looksLikeArray(head)) return 'array';
  return startsObject(head) && !isObjectALine(head) ? 'document' : 'lines';
}

/** A document that is longer is cut, and so long an element is waited for. */
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
  const json = new JsonCutter();
  let isCutJson = false;
  /** So many bytes are held before an element that did not end is looked for again. */
  let patience = 0;
  for await (const { bytes, readBytes: read } of utf8Chunks(stream)) {
    readBytes = read;
    held.push(bytes);
    heldBytes += bytes.length;
    if (manner === undefined && heldBytes >= HEAD_BYTES) manner = mannerOf(Buffer.concat(held));
    if (manner === undefined || heldBytes < Math.max(limits[manner], patience)) continue;
    let whole: Buffer = Buffer.concat(held);
    if (manner === 'document' && !isCutJson && isObjectALine(whole)) manner = 'lines';
    if (manner === 'array' || manner === 'document') {
      const { pieces, rest } = json.cut(whole, limits.array);
      for (const piece of pieces) yield { bytes: piece, readBytes };
      isCutJson ||= pieces.length > 0;
      if (isCutJson) manner = 'array';
      // An element that does not end is no JSON; a document without one is read whole, if it may be.
      patience = pieces.length > 0 ? 0 : heldBytes * 2;
      if (rest.length >= (manner === 'array' ? MAX_ELEMENT : MAX_TEXT_BYTES)) manner = 'lines';
      held = [Buffer.from(rest)];
      heldBytes = rest.length;
      if (manner !== 'lines') continue;
      whole = rest;
      isCutJson = false;
      patience = 0;
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
  if (isCutJson) {
    for (const piece of json.cut(rest, limits.array, true).pieces) yield { bytes: piece, readBytes };
    return;
  }
  const start = isSkipping ? rest.indexOf(FROM_LINE) + 1 : 0;
  if (isSkipping && start === 0) return;
  if (heldBytes > 0 || readBytes === 0) yield { bytes: rest.subarray(start), readBytes };
}
