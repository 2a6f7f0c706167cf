/** The boundaries that are open at a line (RFC 2046 §5.1.1): a delimiter of any of them ends what is inside. */
import { isWsp } from '../../base/bytes.ts';
import type { RawText } from './raw-text.ts';
import { TextCursor } from './text-cursor.ts';

const HYPHEN = 0x2d;

/** RFC 2046 §5.1.1 allows 70 characters; longer ones are seen. */
const MAX_LENGTH = 1_000;

export class BoundaryStack {
  /** As the bytes of the message would write them (UTF-8 for what is not ASCII), one character a byte. */
  readonly #boundaries: string[] = [];

  /** Opens a boundary; its level. */
  push(boundary: string): number {
    const text = boundary.slice(0, MAX_LENGTH);
    this.#boundaries.push(isPlain(text) ? text : Buffer.from(text, 'utf8').toString('latin1'));
    return this.#boundaries.length - 1;
  }

  /** Closes the boundary of `level` and all inside it. */
  popTo(level: number): void {
    this.#boundaries.length = level;
  }

  /** No boundary is open: nothing delimits. */
  get isEmpty(): boolean {
    return this.#boundaries.length === 0;
  }

  /** Which boundary the cursor's line delimits, the innermost first; white space at the line's end does not count. */
  match(cursor: TextCursor): { readonly level: number; readonly isClose: boolean } | undefined {
    const { text, start } = cursor;
    if (text.charCodeAt(start) !== HYPHEN || text.charCodeAt(start + 1) !== HYPHEN) return undefined;
    let end = cursor.contentEnd;
    while (end > start && isWsp(text.charCodeAt(end - 1))) end--;
    for (let level = this.#boundaries.length - 1; level >= 0; level--) {
      const boundary = this.#boundaries[level];
      if (boundary === undefined) continue;
      const extra = end - start - 2 - boundary.length;
      if (extra !== 0 && extra !== 2) continue;
      if (extra === 2 && !text.startsWith('--', end - 2)) continue;
      if (text.startsWith(boundary, start + 2)) return { level, isClose: extra === 2 };
    }
    return undefined;
  }
}

const MAX_SEARCH_LINES = 50;

/**
 * The boundary in use where the header names none or another: the first line of the body that begins with two hyphens
 * and is followed by a MIME field.
 */
export function findBoundary(raw: RawText, start: number, end: number): string | undefined {
  const cursor = new TextCursor(raw, start, end);
  const { text } = cursor;
  for (let count = 0; count < MAX_SEARCH_LINES && cursor.advance(); count++) {
    if (!text.startsWith('--', cursor.start)) continue;
    const boundary = text.slice(cursor.start + 2, Math.min(cursor.contentEnd, cursor.start + 202)).trimEnd();
    const following = text.slice(cursor.next, Math.min(end, cursor.next + 8)).toLowerCase();
    if (boundary !== '' && following === 'content-' && isPlain(boundary)) return boundary;
  }
  return undefined;
}

function isPlain(text: string): boolean {
  return text.length <= 200 && /^[!-~ ]+$/.test(text);
}
