/** Small things about bytes that every reader needs. */

const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
const SPACE = 0x20;

/** True for SP and HTAB, the white space of mail headers (RFC 5234 WSP). */
export function isWsp(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

/** True when [start, end) holds nothing but white space. */
export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let position = start; position < end; position++) if (!isWsp(bytes[position])) return false;
  return true;
}

/** The bytes of [start, end) as text, one character a byte (ISO 8859-1). */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', start, end);
}

/** True for a text without characters beyond ASCII. */
export function isAsciiText(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** The text as bytes, one byte a character; characters above U+00FF lose their high bits. */
export function fromLatin1(text: string): Uint8Array {
  const buffer = Buffer.from(text, 'latin1');
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** The value of a hexadecimal digit given as its byte, or -1. */
export function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
