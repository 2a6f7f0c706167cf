/**
 * Takes an mbox file apart (RFC 4155 and its elder kinds mboxo, mboxrd, mboxcl, mboxcl2). '>From ' lines in bodies stay
 * as they are: a reader that shows byte ranges changes no bytes.
 */
import type { ByteRange } from '../../base/byte-range.ts';
import { latin1 } from '../../base/bytes.ts';
import { LineCursor } from './line-cursor.ts';

/**
 * The messages of a file in order, each with its 'From ' line (which `parseMessage` passes over). A separator is a line
 * 'From …' at the start or after an empty line, with a header field on the next line. Content-Length is believed where
 * it leads exactly to a separator or to the end (mboxcl2 does not quote). A file without separators is one message.
 */
export function* splitMbox(bytes: Uint8Array): Generator<ByteRange> {
  const cursor = new LineCursor(bytes, 0, bytes.length);
  let start = -1;
  let isAfterEmpty = true;
  let contentLength = -1;
  let isInHeader = false;
  while (cursor.advance()) {
    const isEmpty = cursor.contentEnd === cursor.start;
    if (isAfterEmpty && isSeparator(bytes, cursor)) {
      if (start >= 0) yield { start, end: cursor.start };
      start = cursor.start;
      isInHeader = true;
      contentLength = -1;
    } else if (start < 0 && !isEmpty) {
      start = cursor.start;
    } else if (isInHeader && isEmpty) {
      isInHeader = false;
      const end = cursor.next + contentLength;
      if (contentLength > 0 && leadsToSeparator(bytes, end)) {
        cursor.rewind(end);
        isAfterEmpty = true;
        continue;
      }
    } else if (isInHeader) contentLength = readContentLength(bytes, cursor) ?? contentLength;
    isAfterEmpty = isEmpty;
  }
  if (start >= 0) yield { start, end: bytes.length };
}

function isSeparator(bytes: Uint8Array, cursor: LineCursor): boolean {
  return latin1(bytes, cursor.start, cursor.start + 5) === 'From ' && isField(bytes, cursor.next);
}

/** A field, or the '>From ' line that some writers leave before the fields. */
function isField(bytes: Uint8Array, start: number): boolean {
  const line = latin1(bytes, start, start + 64);
  return /^[A-Za-z][A-Za-z0-9-]{0,60}:/.test(line) || line.startsWith('>From ');
}

function readContentLength(bytes: Uint8Array, cursor: LineCursor): number | undefined {
  const line = latin1(bytes, cursor.start, Math.min(cursor.contentEnd, cursor.start + 40));
  const digits = /^content-length:[ \t]*([0-9]{1,12})[ \t]*$/i.exec(line)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** Does the position stand at the file's end or at a separator, with at most the empty line between? */
function leadsToSeparator(bytes: Uint8Array, position: number): boolean {
  if (position > bytes.length) return false;
  const rest = latin1(bytes, position, position + 9);
  return (
    /^(?:\r?\n){0,2}(?:From |$)/.test(rest) &&
    (rest.includes('From ') || position + rest.length >= bytes.length)
  );
}
