/** UTF-8 or not (RFC 3629). */

import { isUtf8 } from 'node:buffer';
import { withoutMarks } from '../../base/marks.ts';

const BYTE_ORDER_MARK = 0xfeff;

/** The text when the bytes are well-formed UTF-8; a leading byte order mark is dropped, and marks of ours are replaced. */
export function decodeStrictUtf8(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  const text = withoutMarks(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}

export interface Utf8Count {
  /** Well-formed sequences of two to four bytes. */
  readonly good: number;
  /** Bytes above 0x7F that belong to none. */
  readonly bad: number;
}

/** Counts well-formed sequences; how damaged UTF-8 is told from another charset. */
export function countUtf8(bytes: Uint8Array): Utf8Count {
  let good = 0;
  let bad = 0;
  const { length: end } = bytes;
  for (let index = 0; index < end; index++) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) continue;
    const length =
      lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    let seen = 1;
    while (seen < length && ((bytes[index + seen] ?? 0) & 0xc0) === 0x80) seen++;
    if (length > 0 && seen === length) {
      good++;
      index += length - 1;
    } else bad++;
  }
  return { good, bad };
}
