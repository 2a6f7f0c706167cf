/** The boundaries that are open at a line (RFC 2046 §5.1.1): a delimiter of any of them ends what is inside. */
import { isWsp, latin1 } from '../../base/bytes.ts';
import { LineCursor } from './line-cursor.ts';

const HYPHEN = 0x2d;

/** RFC 2046 §5.1.1 allows 70 characters; longer ones are seen. */
const MAX_LENGTH = 1_000;

export class BoundaryStack {
  readonly #boundaries: Uint8Array[] = [];

  /** Opens a boundary; its level. */
  push(boundary: string): number {
    this.#boundaries.push(new TextEncoder().encode(boundary.slice(0, MAX_LENGTH)));
    return this.#boundaries.length - 1;
  }

  /** Closes the boundary of `level` and all inside it. */
  popTo(level: number): void {
    this.#boundaries.length = level;
  }

  /** Which boundary the cursor's line delimits, the innermost first; white space at the line's end does not count. */
  match(cursor: LineCursor): { readonly level: number; readonly isClose: boolean } | undefined {
    const { bytes, start } = cursor;
    if (bytes[start] !== HYPHEN || bytes[start + 1] !== HYPHEN) return undefined;
    let end = cursor.contentEnd;
    while (end > start && isWsp(bytes[end - 1])) end--;
    for (let level = this.#boundaries.length - 1; level >= 0; level--) {
      const boundary = this.#boundaries[level];
      if (boundary === undefined) continue;
      const extra = end - start - 2 - boundary.length;
      if (extra !== 0 && extra !== 2) continue;
      if (extra === 2 && (bytes[end - 1] !== HYPHEN || bytes[end - 2] !== HYPHEN)) continue;
      if (startsWith(bytes, start + 2, boundary)) return { level, isClose: extra === 2 };
    }
    return undefined;
  }
}

const MAX_SEARCH_LINES = 50;

/**
 * The boundary in use where the header names none or another: the first line of the body that begins with two hyphens
 * and is followed by a MIME field.
 */
export function findBoundary(bytes: Uint8Array, start: number, end: number): string | undefined {
  const cursor = new LineCursor(bytes, start, end, false);
  for (let count = 0; count < MAX_SEARCH_LINES && cursor.advance(); count++) {
    if (bytes[cursor.start] !== HYPHEN || bytes[cursor.start + 1] !== HYPHEN) continue;
    const boundary = latin1(
      bytes,
      cursor.start + 2,
      Math.min(cursor.contentEnd, cursor.start + 202),
    ).trimEnd();
    const following = latin1(bytes, cursor.next, Math.min(end, cursor.next + 8)).toLowerCase();
    if (boundary !== '' && following === 'content-' && isPlain(boundary)) return boundary;
  }
  return undefined;
}

function isPlain(text: string): boolean {
  return text.length <= 200 && /^[!-~ ]+$/.test(text);
}

function startsWith(bytes: Uint8Array, start: number, prefix: Uint8Array): boolean {
  for (let index = 0; index < prefix.length; index++)
    if (bytes[start + index] !== prefix[index]) return false;
  return true;
}
