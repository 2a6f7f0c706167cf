/** Bytes that come piece by piece, with a look at the first of them before anything is decided. */
import { failed, ok, type Problem, type Result } from '../../base/result.ts';

/** A piece may be good only until the next is asked for. `problem` is known when the pieces have ended: what kept them from being complete. */
export interface Pieces {
  readonly pieces: Iterable<Uint8Array>;
  readonly problem: () => Problem | undefined;
  /** What they come to by their own account; believed only against them. */
  readonly declaredBytes?: number;
  /** All of them, where they lie in memory. */
  readonly bytes?: Uint8Array;
}

/** Enough to see what it is. */
const HEAD_BYTES = 4_096;

/** Bytes that lie in memory. */
export function wholePieces(bytes: Uint8Array): Pieces {
  return { pieces: [bytes], problem: () => undefined, bytes };
}

export class ByteSource {
  readonly #rest: Iterator<Uint8Array>;
  readonly #from: Pieces;
  #head: Uint8Array = new Uint8Array();
  #isEnded = false;

  constructor(from: Pieces) {
    this.#from = from;
    this.#rest = from.pieces[Symbol.iterator]();
    this.#head = this.#join(HEAD_BYTES, HEAD_BYTES) ?? new Uint8Array();
  }

  /** The first bytes, at least 4 kB where there are so many. */
  get head(): Uint8Array {
    return this.#head;
  }

  get problem(): Problem | undefined {
    return this.#from.problem();
  }

  /** All bytes where they lie in memory. */
  get bytes(): Uint8Array | undefined {
    return this.#from.bytes;
  }

  get declaredBytes(): number {
    return this.#from.declaredBytes ?? 0;
  }

  /** All bytes in order; may be left early and asked for once. */
  *pieces(): Generator<Uint8Array> {
    const head = this.#head;
    this.#head = new Uint8Array();
    if (head.length > 0) yield head;
    for (let next = this.#next(); next !== undefined; next = this.#next()) yield next;
  }

  /** All bytes at once; the problem 'too-large' where there are more, or what kept them from being complete. */
  whole(maxBytes: number): Result<Uint8Array> {
    const bytes = this.#join(Number.POSITIVE_INFINITY, maxBytes);
    if (bytes === undefined)
      return failed('too-large', `It holds more than ${maxBytes} bytes and has to be read whole.`);
    const { problem } = this;
    return problem === undefined ? ok(bytes) : { ok: false, problem };
  }

  /** Pieces put together until `enough` bytes; undefined where they are over the limit. One piece is not copied. */
  #join(enough: number, maxBytes: number): Uint8Array | undefined {
    const parts = this.#head.length === 0 ? [] : [this.#head];
    let length = parts[0]?.length ?? 0;
    const isOver = (): boolean => enough > maxBytes && length > maxBytes;
    while (length < enough && !isOver()) {
      const next = this.#next();
      if (next === undefined) break;
      parts.push(this.#from.bytes === undefined ? next.slice() : next);
      length += next.length;
    }
    if (isOver()) return undefined;
    return parts.length === 1 ? parts[0] : Buffer.concat(parts, length);
  }

  #next(): Uint8Array | undefined {
    if (this.#isEnded) return undefined;
    const next = this.#rest.next();
    if (next.done !== true) return next.value;
    this.#isEnded = true;
    return undefined;
  }
}
