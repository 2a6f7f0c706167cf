/** A long JSON array, cut between its elements, so that each piece is an array by itself. Linear in the bytes. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/** Where the last whole object or array ends that is an element of the array in `bytes`; they may begin with the comma behind an element. 0 where none ends. */
function lastElementEnd(bytes: Uint8Array): number {
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

/** Such a piece, up to the end of an element, as an array. */
function asArray(piece: Uint8Array): Uint8Array {
  const isFirst = piece[0] !== COMMA;
  return Buffer.concat([
    Buffer.from(isFirst ? '' : '['),
    isFirst ? piece : piece.subarray(1),
    Buffer.from(']'),
  ]);
}

/** What stands behind an element, from its comma on. */
function fromComma(bytes: Buffer): Buffer {
  const blank = /^\s*(?=,)/.exec(bytes.toString('latin1', 0, 80));
  return blank === null ? bytes : bytes.subarray(blank[0].length);
}

/**
 * Cuts pieces of about `size` bytes off an array, each an array by itself; `rest` goes on behind the last, from its comma. Where fewer
 * bytes are left than `size`, or no element ends, they are the rest; `isEnd`: nothing follows, so that these are a piece, too.
 */
export function cutArray(bytes: Buffer, size: number, isEnd = false): { pieces: Uint8Array[]; rest: Buffer } {
  const pieces: Uint8Array[] = [];
  let rest = bytes;
  while (rest.length >= size || isEnd) {
    const end = lastElementEnd(rest.subarray(0, size)) || lastElementEnd(rest);
    if (end === 0) break;
    pieces.push(asArray(rest.subarray(0, end)));
    rest = fromComma(rest.subarray(end));
  }
  return { pieces, rest };
}

/** Where the first array of objects begins in an object ('{"TotalCount":2,"Bounces":[{'); -1 where none does in the first 64 KiB. */
export function arrayWithin(bytes: Buffer): number {
  return bytes.toString('latin1', 0, 65_536).search(/\[\s{0,80}\{/);
}
