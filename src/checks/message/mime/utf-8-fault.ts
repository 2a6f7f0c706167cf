/** Where bytes stop being UTF-8 (RFC 3629 §4). */
import { isUtf8 } from 'node:buffer';

/** Offset of the first byte that begins no character, or -1. `isCut`: the last character may be cut off. Linear. */
export function firstInvalidUtf8(bytes: Uint8Array, isCut = false): number {
  if (isUtf8(bytes)) return -1;
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const length =
      lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    if (length === 0) return at;
    if (at + length > bytes.length) return isCut ? -1 : at;
    if (!isSecond(lead, bytes[at + 1] ?? 0)) return at;
    for (let next = at + 2; next < at + length; next++) if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return at;
    at += length;
  }
  return -1;
}

/** No overlong forms, no surrogates, nothing above U+10FFFF. */
function isSecond(lead: number, byte: number): boolean {
  if ((byte & 0xc0) !== 0x80) return false;
  if (lead === 0xe0) return byte >= 0xa0;
  if (lead === 0xed) return byte < 0xa0;
  if (lead === 0xf0) return byte >= 0x90;
  return lead !== 0xf4 || byte < 0x90;
}
