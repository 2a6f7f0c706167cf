/** A long JSON array, cut between its elements, so that each piece is an array by itself. Linear in the bytes. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/** Where the last whole object or array ends that is an element of the array in `bytes`; they may begin with the comma behind an element. 0 where none ends. */
export function lastElementEnd(bytes: Uint8Array): number {
  let depth = bytes[0] === COMMA ? 1 : 0;
  let isInString = false;
  let end = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (isInString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isInString = false;
    } else if (byte === QUOTE) isInString = true;
    else if (byte === 0x7b || byte === 0x5b) depth += 1;
    else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
      if (depth === 1) end = at + 1;
    }
  }
  return end;
}

/** A piece that was cut so, as an array: the bracket before it and, but for the last piece, behind it. */
export function asArray(piece: Uint8Array, isLast: boolean): Uint8Array {
  const isFirst = piece[0] !== COMMA;
  return Buffer.concat([
    Buffer.from(isFirst ? '' : '['),
    isFirst ? piece : piece.subarray(1),
    Buffer.from(isLast ? '' : ']'),
  ]);
}
