/** Walks the lines of a message as `LineCursor` does, over its text view. */
import type { RawText } from './raw-text.ts';

const CR = 0x0d;

export class TextCursor {
  readonly text: string;
  /** See `RawText`. */
  readonly isPlain: boolean;
  /** Offset that no line goes beyond. */
  readonly limit: number;
  /** First character of the current line. */
  start: number;
  /** The character after the last one that is not its line end. */
  contentEnd: number;
  /** First character of the next line. */
  next: number;
  /** LF, or CR in a text that knows no LF at all. */
  private readonly lineEnd: string;
  private readonly hyphenLine: string;

  /** The cursor stands before the first line of [start, limit); `advance` goes to it. */
  constructor(raw: RawText, start: number, limit: number) {
    this.text = raw.text;
    this.isPlain = raw.isPlain;
    this.limit = limit;
    this.start = start;
    this.contentEnd = start;
    this.next = start;
    const isCrOnly = !raw.text.includes('\n') && raw.text.includes('\r');
    this.lineEnd = isCrOnly ? '\r' : '\n';
    this.hyphenLine = isCrOnly ? '\r--' : '\n--';
  }

  /** Goes to the next line; false at the end. */
  advance(): boolean {
    const start = this.next;
    if (start >= this.limit) return false;
    this.start = start;
    const found = this.text.indexOf(this.lineEnd, start);
    if (found < 0 || found >= this.limit) {
      this.next = this.limit;
      this.contentEnd = this.limit;
      return true;
    }
    this.next = found + 1;
    let end = found;
    while (end > start && this.text.charCodeAt(end - 1) === CR) end--;
    this.contentEnd = end;
    return true;
  }

  /** Goes to the next line that begins with two hyphens; false, and to the end, where none does. */
  advanceToHyphens(): boolean {
    let found = this.next;
    if (!this.text.startsWith('--', found)) {
      const at = this.text.indexOf(this.hyphenLine, found);
      found = at < 0 ? this.limit : Math.min(at + 1, this.limit);
    }
    this.rewind(found);
    return this.advance();
  }

  /** Goes to the end: no line is left. */
  skipRest(): void {
    this.rewind(this.limit);
  }

  /** Goes back (or forth) to before the line that starts at `position`. */
  rewind(position: number): void {
    this.next = position;
    this.start = position;
    this.contentEnd = position;
  }
}
