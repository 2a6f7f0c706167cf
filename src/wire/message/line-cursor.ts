/**
 * Walks the lines of a message. A line ends with CRLF or a bare LF (also CR CR LF, as mail converted twice has it);
 * a bare CR ends a line only in a text that knows no LF at all.
 */
import { CR, LF } from '../../base/bytes.ts';

export class LineCursor {
  readonly bytes: Uint8Array;
  readonly limit: number;
  /** First byte of the current line. */
  start: number;
  /** The byte after the last one that is not its line end. */
  contentEnd: number;
  /** First byte of the next line. */
  next: number;
  readonly #lineEnd: number;

  /** The cursor stands before the first line of [start, limit); `advance` goes to it. */
  constructor(bytes: Uint8Array, start: number, limit: number, isCrOnly = usesOnlyCr(bytes)) {
    this.bytes = bytes;
    this.limit = limit;
    this.start = start;
    this.contentEnd = start;
    this.next = start;
    this.#lineEnd = isCrOnly ? CR : LF;
  }

  /** Goes to the next line; false at the end. */
  advance(): boolean {
    if (this.next >= this.limit) return false;
    this.start = this.next;
    const found = this.bytes.indexOf(this.#lineEnd, this.start);
    if (found < 0 || found >= this.limit) {
      this.next = this.limit;
      this.contentEnd = this.limit;
      return true;
    }
    this.next = found + 1;
    let end = found;
    while (end > this.start && this.bytes[end - 1] === CR) end--;
    this.contentEnd = end;
    return true;
  }

  /** Goes back to before the line that starts at `position`. */
  rewind(position: number): void {
    this.next = position;
    this.start = position;
    this.contentEnd = position;
  }
}

/** True for a text whose only line ends are bare CRs. */
function usesOnlyCr(bytes: Uint8Array): boolean {
  return !bytes.includes(LF) && bytes.includes(CR);
}
