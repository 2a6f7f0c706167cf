/**
 * UTF-16 as files carry it: a byte order mark, then text (RFC 2781 §3.2). What Windows PowerShell writes with '>' is such a
 * file. Everything here reads UTF-8, so it is turned into that first. UTF-16 without a mark is not looked for. Limit: 64 MiB.
 */

const MAX_BYTES = 64 * 1024 * 1024;

/** The charset that a byte order mark at the beginning tells; undefined where there is none. */
export function utf16Mark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** The same text in UTF-8, the mark off, where the bytes begin with a mark of UTF-16; else the bytes as they are. */
export function inUtf8(bytes: Uint8Array): Uint8Array {
  const charset = utf16Mark(bytes);
  return charset === undefined
    ? bytes
    : Buffer.from(new TextDecoder(charset).decode(bytes.subarray(0, MAX_BYTES)));
}
