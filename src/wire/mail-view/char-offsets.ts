/** From characters of a decoded text back to the bytes they were decoded from. */

/** One checkpoint a so many characters. */
const STEP = 512;

/** Octets of a UTF-16 code unit in UTF-8; a surrogate pair takes four, two for each half. */
function octetsOf(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  return unit >= 0xd800 && unit <= 0xdfff ? 2 : 3;
}

/**
 * Byte offset of a character offset in a text that was decoded from `byteLength` bytes; undefined where characters and
 * bytes do not stand in a known relation (a multi-byte charset, or bytes that were not valid).
 */
export function charToByte(
  text: string,
  byteLength: number,
  charset: string,
): ((offset: number) => number) | undefined {
  if (text.length === byteLength) return (offset) => Math.min(offset, byteLength);
  if (charset === 'utf-16le' || charset === 'utf-16be') return ofPairs(text.length, byteLength);
  if (charset !== 'utf-8') return undefined;
  const checkpoints = new Uint32Array(Math.floor(text.length / STEP) + 1);
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (at % STEP === 0) checkpoints[at / STEP] = bytes;
    bytes += octetsOf(text.charCodeAt(at));
  }
  // A byte order mark is not in the text; anything else means that bytes were not valid.
  const lead = byteLength - bytes;
  if (lead !== 0 && lead !== 3) return undefined;
  return (offset) => {
    const end = Math.max(0, Math.min(offset, text.length));
    const point = Math.floor(end / STEP);
    let found = (checkpoints[Math.min(point, checkpoints.length - 1)] ?? 0) + lead;
    for (let at = point * STEP; at < end; at += 1) found += octetsOf(text.charCodeAt(at));
    return found;
  };
}

/** UTF-16: two bytes a code unit, maybe behind a byte order mark. */
function ofPairs(length: number, byteLength: number): ((offset: number) => number) | undefined {
  const lead = byteLength - 2 * length;
  if (lead !== 0 && lead !== 2) return undefined;
  return (offset) => lead + 2 * Math.max(0, Math.min(offset, length));
}
