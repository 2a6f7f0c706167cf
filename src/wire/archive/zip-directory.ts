/**
 * The list of files in a ZIP archive, from its central directory (PKWARE APPNOTE §4.3.12, §4.3.16): nothing is unpacked.
 * Linear; at most 2,000 entries are read.
 */
import { withoutMarks } from '../../base/marks.ts';

export interface ZipEntry {
  /** With its folders, as written; UTF-8 or one character a byte. */
  readonly name: string;
  /** General purpose bit 0. */
  readonly isEncrypted: boolean;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_LENGTH = 22;
/** The comment behind the directory has at most 65,535 octets. */
const MAX_TAIL = END_LENGTH + 65_535;
const MAX_ENTRIES = 2_000;

/** The entries in order; undefined where the bytes are no archive with a directory that can be read. */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(data);
  if (end < 0) return undefined;
  const count = data.readUInt16LE(end + 10);
  const size = data.readUInt32LE(end + 12);
  // What stands before the archive (a stub that unpacks itself) moves everything: the directory is counted from its end.
  let at = end - size;
  if (at < 0) return undefined;
  const entries: ZipEntry[] = [];
  while (entries.length < Math.min(count, MAX_ENTRIES) && at + 46 <= end) {
    if (data.readUInt32LE(at) !== DIRECTORY_ENTRY) break;
    const flags = data.readUInt16LE(at + 8);
    const nameLength = data.readUInt16LE(at + 28);
    const following = data.readUInt16LE(at + 30) + data.readUInt16LE(at + 32);
    const name = data.subarray(at + 46, Math.min(end, at + 46 + nameLength));
    entries.push({
      name: withoutMarks(name.toString((flags & 0x800) === 0 ? 'latin1' : 'utf8')),
      isEncrypted: (flags & 1) === 1,
    });
    at += 46 + nameLength + following;
  }
  return entries.length > 0 || count === 0 ? entries : undefined;
}

/** Where the end record begins, or -1. Looked for from the end: a comment may hold the same mark. */
function endOfDirectory(data: Buffer): number {
  const lowest = Math.max(0, data.length - MAX_TAIL);
  for (let at = data.length - END_LENGTH; at >= lowest; at--) {
    if (data[at] !== 0x50 || data.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    return at;
  }
  return -1;
}
