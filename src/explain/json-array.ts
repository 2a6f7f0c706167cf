/**
 * A long JSON document, cut between its objects, so that each piece is an array of them by itself: the elements of an array, of an array
 * within an object, of several, the members of an object. What is no object or array beside them is left out. Linear in the bytes.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Longest element that is waited for; of a longer one its own elements are taken. */
export const MAX_ELEMENT = 1024 * 1024;
/** Deepest level that elements are looked for; objects within more levels are not read either. */
const MAX_LEVEL = 12;

/** An object or array within the bytes; half-open. */
interface Element {
  readonly start: number;
  readonly end: number;
  /** Objects and arrays around it. */
  readonly depth: number;
}

/** Whole elements of an array, and what is left of the bytes. */
export interface Cut {
  readonly pieces: readonly Uint8Array[];
  /** Goes on behind the last piece: it is given again, with what follows it. */
  readonly rest: Buffer;
}

const OPEN = Buffer.from('[');
const CLOSE = Buffer.from(']');
const BETWEEN = Buffer.from(',');

function asArray(bytes: Buffer, elements: readonly Element[]): Uint8Array {
  const parts = elements.flatMap(({ start, end }, at) => [
    at === 0 ? OPEN : BETWEEN,
    bytes.subarray(start, end),
  ]);
  return Buffer.concat([...parts, CLOSE]);
}

/** Cuts one document, or several one behind the other. */
export class JsonCutter {
  /** Objects and arrays open where the rest begins. */
  #depth = 0;
  /** What has more than so many around it is no element by itself. */
  #level = 1;

  /** Pieces of about `size` bytes. `isEnd`: nothing follows, so that what is left is a piece, too. */
  cut(bytes: Buffer, size: number, isEnd = false): Cut {
    for (;;) {
      const cut = this.#cutAtLevel(bytes, size, isEnd);
      const isStuck = cut.pieces.length === 0 && bytes.length >= MAX_ELEMENT;
      if (!isStuck || this.#level >= MAX_LEVEL) return cut;
      this.#level += 1;
    }
  }

  #cutAtLevel(bytes: Buffer, size: number, isEnd: boolean): Cut {
    const pieces: Uint8Array[] = [];
    /** Where what is open begins; -1: before the last piece ended, so that it is not whole. */
    const starts: number[] = new Array<number>(MAX_LEVEL + 1).fill(-1);
    let whole: Element[] = [];
    let depth = this.#depth;
    let from = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) at = endOfString(bytes, at);
      else if (byte === 0x7b || byte === 0x5b) {
        if (depth <= MAX_LEVEL) starts[depth] = at;
        depth += 1;
      } else if (byte === 0x7d || byte === 0x5d) {
        depth = Math.max(0, depth - 1);
        const start = starts[depth] ?? -1;
        if (depth > this.#level || start === -1) continue;
        starts[depth] = -1;
        while ((whole.at(-1)?.start ?? -1) > start) whole.pop();
        whole.push({ start, end: at + 1, depth });
        if (at + 1 - from < size) continue;
        const taken = outermost(whole);
        const last = whole[taken - 1];
        if (last === undefined) continue;
        pieces.push(asArray(bytes, whole.slice(0, taken)));
        whole = whole.slice(taken);
        from = last.end;
        this.#depth = last.depth;
        for (let open = 0; open <= MAX_LEVEL; open += 1) if ((starts[open] ?? -1) < from) starts[open] = -1;
      }
    }
    if (isEnd && whole.length > 0) pieces.push(asArray(bytes, whole));
    return { pieces, rest: bytes.subarray(from) };
  }
}

/** How many of the elements end with the last that has the fewest around it: behind it an outer one may not be whole yet. */
function outermost(whole: readonly Element[]): number {
  const depth = whole.reduce((least, one) => Math.min(least, one.depth), Number.POSITIVE_INFINITY);
  return whole.findLastIndex((one) => one.depth === depth) + 1;
}

/** The place of the closing quote; the end of the bytes where there is none. */
function endOfString(bytes: Buffer, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

/** Where the first object or array of the bytes ends; -1 where it does not. */
export function firstValueEnd(bytes: Buffer): number {
  let depth = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === QUOTE) at = endOfString(bytes, at);
    else if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
      if (depth <= 0) return at + 1;
    }
  }
  return -1;
}
