/**
 * The bytes of a message as one string, one character a byte (ISO 8859-1), so that offsets are the same in both.
 * Searching and slicing a string is several times cheaper than doing so with a byte array, and a slice copies nothing.
 */
import { isAscii } from 'node:buffer';

export interface RawText {
  readonly text: string;
  /** No byte above 0x7F, no ESC, SO or NUL: every charset of mail but UTF-7 and UTF-16 reads it as it stands. */
  readonly isPlain: boolean;
}

/** Makes the view of all of `bytes`. */
export function rawTextOf(bytes: Uint8Array): RawText {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return { text, isPlain: isAscii(bytes) && isWithoutShifts(text) };
}

/** True when none of the characters stands in the text by which ASCII bytes say that they are something else. */
export function isWithoutShifts(text: string): boolean {
  return !text.includes('\x1b') && !text.includes('\x0e') && !text.includes('\0');
}
