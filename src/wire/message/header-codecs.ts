/** The encodings used inside header values: B and Q (RFC 2047 §4) and percent (RFC 2231 §4). */
import { fromLatin1, hexValue, isAsciiText } from '../../base/bytes.ts';

/** Decodes base64 text; characters outside the alphabet are skipped. */
export function decodeBase64Text(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}

/** Decodes the Q encoding: '_' is a space, '=XX' a byte; anything else stays. */
export function decodeQText(text: string): Uint8Array {
  return decodeEscapes(text.includes('_') ? text.replaceAll('_', ' ') : text, 0x3d);
}

/** Decodes '%XX' (RFC 2231 §4); a bad escape stays as it is. */
export function decodePercent(text: string): Uint8Array {
  return decodeEscapes(text, 0x25);
}

function decodeEscapes(text: string, escapeByte: number): Uint8Array {
  // Only ASCII may be taken byte for byte: 8-bit header text was already decoded once.
  const source = isAsciiText(text) ? fromLatin1(text) : new TextEncoder().encode(text);
  const out = new Uint8Array(source.length);
  let length = 0;
  for (let index = 0; index < source.length; index++) {
    const byte = source[index] ?? 0;
    const high = byte === escapeByte ? hexValue(source[index + 1]) : -1;
    const low = high < 0 ? -1 : hexValue(source[index + 2]);
    if (low >= 0) {
      out[length++] = high * 16 + low;
      index += 2;
    } else out[length++] = byte;
  }
  return out.subarray(0, length);
}
