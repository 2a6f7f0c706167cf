/**
 * Guesses the charset of bytes that say nothing, or nothing true, about it. Modest: byte order mark, UTF-16 by its zero
 * bytes, escape sequences of ISO 2022, UTF-8 by its form, then each likely charset is tried on a sample and the text it
 * gives is scored by how frequent its characters are in that writing (tables in `frequent-characters.ts`).
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { LF } from '../../base/bytes.ts';
import { byFrequency } from './score-charset.ts';
import { countUtf8 } from './strict-utf-8.ts';
import { utf16Mark } from './utf-16.ts';

const SAMPLE_BYTES = 4_096;
const ESC = 0x1b;
const SHIFT_OUT = 0x0e;

/** The most likely charset of the bytes, lower case; 'windows-1252' when nothing speaks for another. */
export function detectCharset(bytes: Uint8Array): string {
  const byMark = charsetOfMark(bytes);
  if (byMark !== undefined) return byMark;
  const wide = utf16ByZeros(bytes.subarray(0, SAMPLE_BYTES));
  if (wide !== undefined) return wide;
  if (isAscii(bytes)) return charsetOfEscapes(bytes) ?? 'us-ascii';
  if (isUtf8(bytes)) return 'utf-8';
  const { good, bad } = countUtf8(bytes);
  // Some broken sequences in much good text: cut or damaged UTF-8, not another charset.
  if (good > bad * 4) return 'utf-8';
  return byFrequency(sampleOf(bytes));
}

function charsetOfMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return utf16Mark(bytes);
}

/** Text of Latin letters in UTF-16 has a zero in every other byte. */
function utf16ByZeros(bytes: Uint8Array): string | undefined {
  if (!bytes.includes(0)) return undefined;
  const zeros = [0, 0];
  for (let index = 0; index < bytes.length; index++)
    if (bytes[index] === 0) zeros[index & 1] = (zeros[index & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const enough = bytes.length / 4;
  if (bytes.length < 4) return undefined;
  if (odd > enough && even * 8 < odd) return 'utf-16le';
  return even > enough && odd * 8 < even ? 'utf-16be' : undefined;
}

/** ISO-2022-JP (RFC 1468, RFC 1554) and ISO-2022-KR (RFC 1557) announce themselves. */
function charsetOfEscapes(bytes: Uint8Array): string | undefined {
  for (let found = bytes.indexOf(ESC); found >= 0; found = bytes.indexOf(ESC, found + 1)) {
    const [first, second, third] = [bytes[found + 1], bytes[found + 2], bytes[found + 3]];
    if (first === 0x24 && second === 0x29 && third === 0x43) return 'iso-2022-kr';
    if (first === 0x24 && (second === 0x40 || second === 0x42 || second === 0x28)) return 'iso-2022-jp';
    if (first === 0x28 && (second === 0x4a || second === 0x49)) return 'iso-2022-jp';
  }
  return bytes.includes(SHIFT_OUT) && bytes.includes(0x0f) ? 'iso-2022-kr' : undefined;
}

/** The first lines that are not ASCII, since those tell; whole lines, so that no character is cut. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const sample = new Uint8Array(SAMPLE_BYTES);
  let length = 0;
  let end = 0;
  while (length < SAMPLE_BYTES) {
    let foreign = end;
    while (foreign < bytes.length && (bytes[foreign] ?? 0) < 0x80) foreign++;
    if (foreign === bytes.length) break;
    let start = foreign;
    while (start > end && bytes[start - 1] !== LF) start--;
    const found = bytes.indexOf(LF, foreign);
    end = found < 0 ? bytes.length : found + 1;
    const stop = Math.min(end, start + SAMPLE_BYTES - length);
    if (foreign >= stop) continue;
    sample.set(bytes.subarray(start, stop), length);
    length += stop - start;
  }
  return length === 0 ? bytes.subarray(0, SAMPLE_BYTES) : sample.subarray(0, length);
}
