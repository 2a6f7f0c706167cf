/**
 * Cuts a stream into pieces that can be read by themselves: the messages of an mbox, runs of whole lines of a log, elements of a JSON document,
 * or the whole where it is short. Memory: one piece, at most 16 MiB and what arrives with it. Log lines of one message
 * that fall into two pieces (256 KiB each) are read apart.
 */
import type { Readable } from 'node:stream';
import { cutterFor, type PieceCutter } from './piece-cutters.ts';
import { utf8Chunks } from './utf-8-chunks.ts';

/** A piece of a stream that can be read by itself. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** Bytes of the stream read when this piece was cut. */
  readonly readBytes: number;
}

/** Enough to see what it is. */
const HEAD_BYTES = 4096;

/** What was read and is in no piece yet. */
class Held {
  #chunks: Buffer[] = [];
  length = 0;

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.length += chunk.length;
  }

  whole(): Buffer {
    if (this.#chunks.length !== 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] ?? Buffer.alloc(0);
  }

  /** Only `rest`, the end of the whole, is held on; copied, as it would keep the whole with it. */
  keep(rest: Buffer): void {
    if (rest.length < this.length) this.#chunks = [Buffer.from(rest)];
    this.length = rest.length;
  }
}

/** Pieces in order. A single message longer than the limit is cut there: what a bounce says stands at its beginning. */
export async function* splitStream(stream: Readable): AsyncGenerator<Piece> {
  const held = new Held();
  let readBytes = 0;
  let cutter: PieceCutter | undefined;
  for await (const { bytes, readBytes: read } of utf8Chunks(stream)) {
    readBytes = read;
    held.add(bytes);
    if (held.length >= HEAD_BYTES) cutter ??= cutterFor(held.whole());
    if (cutter === undefined || held.length < cutter.least) continue;
    const { pieces, rest, next, isEnd } = cutter.cut(held.whole());
    for (const piece of pieces) yield { bytes: piece, readBytes };
    if (isEnd === true) {
      stream.destroy();
      return;
    }
    held.keep(rest);
    cutter = next ?? cutter;
  }
  const rest = held.whole();
  // Nothing at all is a piece, too.
  const left = cutter?.end(rest) ?? (rest.length > 0 || readBytes === 0 ? [rest] : []);
  for (const piece of left) yield { bytes: piece, readBytes };
}
