/**
 * Lines of a decoded text, walked one after the other. They end at CRLF, LF, CR or CR CR LF; a line end at the very end begins
 * no further line. A stranger may send millions of lines: what needs them all at once keeps one number for every few dozen.
 */
import { CR } from '../../base/bytes.ts';

/** Walks over the lines of a text from a place where one begins. */
export class LineWalker {
  readonly #text: string;
  /** Half-open, line end left out; of the line that `advance` went to. */
  start = 0;
  end = 0;
  /** Where the next line begins. */
  next: number;
  /** The LF at or behind `next`, or the length of the text. */
  #lf = -1;
  /** Where the characters before that LF end that are no part of its line end. */
  #contentEnd = 0;
  /** The next CR, looked for once, not once a line: it may stand far away. Behind the text where there is none. */
  #cr: number;

  constructor(text: string, from = 0) {
    this.#text = text;
    this.next = from;
    this.#cr = this.#crFrom(from);
  }

  /** Goes to the next line; false at the end. */
  advance(): boolean {
    if (this.next >= this.#text.length) return false;
    if (this.next > this.#lf) this.#findLf();
    if (this.#cr < this.next) this.#cr = this.#crFrom(this.next);
    this.start = this.next;
    const isCr = this.#cr < this.#contentEnd;
    this.end = isCr ? this.#cr : this.#contentEnd;
    this.next = (isCr ? this.#cr : this.#lf) + 1;
    return true;
  }

  #crFrom(from: number): number {
    const found = this.#text.indexOf('\r', from);
    return found < 0 ? this.#text.length : found;
  }

  #findLf(): void {
    const found = this.#text.indexOf('\n', this.next);
    this.#lf = found < 0 ? this.#text.length : found;
    this.#contentEnd = this.#lf;
    // CR LF and CR CR LF are one line end.
    for (let crs = 0; found >= 0 && crs < 2 && this.#contentEnd > this.next; crs++) {
      if (this.#text.charCodeAt(this.#contentEnd - 1) !== CR) return;
      this.#contentEnd--;
    }
  }
}

/** Lines between two that are remembered. */
const STEP = 64;

/** Finds the line of an offset and the span of a line. */
export class LineIndex {
  readonly #text: string;
  /** Where every 64th line begins. */
  readonly #starts: Uint32Array;
  readonly count: number;

  constructor(text: string) {
    this.#text = text;
    let starts = new Uint32Array(64);
    const lines = new LineWalker(text);
    let count = 0;
    for (; lines.advance(); count++) {
      if (count % STEP !== 0) continue;
      if (count / STEP === starts.length) starts = doubled(starts);
      starts[count / STEP] = lines.start;
    }
    this.#starts = starts.subarray(0, Math.ceil(count / STEP));
    this.count = count;
  }

  /** Index of the last line that begins at or before the offset; 0 in an empty text. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    const lines = new LineWalker(this.#text, this.#starts[low] ?? 0);
    let line = low * STEP;
    for (lines.advance(); lines.next <= offset && lines.next < this.#text.length; lines.advance()) line++;
    return line;
  }

  /** The line's span, its line end left out. */
  spanOf(line: number): { readonly start: number; readonly end: number } {
    const step = Math.floor(line / STEP);
    const lines = new LineWalker(this.#text, this.#starts[step] ?? 0);
    for (let at = step * STEP; at <= line; at++) lines.advance();
    return { start: lines.start, end: lines.end };
  }
}

function doubled(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
