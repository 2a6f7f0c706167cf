/** UTF-7 (RFC 2152) and nothing of its IMAP variant: what old mailers send and TextDecoder refuses. */
import { latin1 } from '../../base/bytes.ts';

const PLUS = 0x2b;
const MINUS = 0x2d;

/** Decodes UTF-7; what is not well formed stays as it stands, bytes above 0x7F read as ISO 8859-1. */
export function decodeUtf7(bytes: Uint8Array): string {
  const pieces: string[] = [];
  let position = 0;
  while (position < bytes.length) {
    const plus = bytes.indexOf(PLUS, position);
    if (plus < 0) break;
    pieces.push(latin1(bytes, position, plus));
    let end = plus + 1;
    while (end < bytes.length && isBase64Byte(bytes[end] ?? 0)) end++;
    const isClosed = bytes[end] === MINUS;
    // RFC 2152: '+-' is a plus sign.
    if (end === plus + 1) pieces.push('+');
    else pieces.push(decodeShifted(latin1(bytes, plus + 1, end)));
    position = isClosed ? end + 1 : end;
  }
  pieces.push(latin1(bytes, position));
  return pieces.join('');
}

function decodeShifted(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  let text = '';
  for (let index = 0; index + 1 < bytes.length; index += 2)
    text += String.fromCharCode(bytes.readUInt16BE(index));
  return text;
}

function isBase64Byte(byte: number): boolean {
  return (
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === PLUS ||
    byte === 0x2f
  );
}
