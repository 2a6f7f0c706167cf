/**
 * Names in a compound file (MS-CFB §2: .doc, .xls, .ppt, .msg, and encrypted .docx): its directory is walked, no stream is read.
 * At most 2,000 entries and 1,000 sectors; linear.
 */
import { withoutMarks } from '../../base/marks.ts';

const MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const HEADER_LENGTH = 512;
const ENTRY_LENGTH = 128;
/** FAT sectors that the header itself names (MS-CFB §2.2). */
const HEADER_FAT_SECTORS = 109;
const MAX_SECTORS = 1_000;
const MAX_ENTRIES = 2_000;
/** Highest number of a sector that is one (MS-CFB §2.1). */
const MAX_REGULAR = 0xfffffffa;

/** The names of its storages and streams in order; undefined where the bytes are none, or its directory cannot be followed. */
export function readCompoundNames(bytes: Uint8Array): readonly string[] | undefined {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (data.length < HEADER_LENGTH || !data.subarray(0, 8).equals(MAGIC)) return undefined;
  const shift = data.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return undefined;
  const size = 1 << shift;
  const names: string[] = [];
  let sector = data.readUInt32LE(48);
  for (let step = 0; sector <= MAX_REGULAR; step += 1) {
    const start = (sector + 1) * size;
    if (step >= MAX_SECTORS || start + size > data.length) return undefined;
    for (let at = start; at < start + size && names.length < MAX_ENTRIES; at += ENTRY_LENGTH) {
      const name = nameAt(data, at);
      if (name !== '') names.push(name);
    }
    const next = nextSector(data, sector, size);
    if (next === undefined) return undefined;
    sector = next;
  }
  return names;
}

/** '' for an entry that is not used. */
function nameAt(data: Buffer, at: number): string {
  const length = data.readUInt16LE(at + 64);
  const isUsed = data[at + 66] !== 0 && length >= 2 && length <= 64;
  return isUsed ? withoutMarks(data.toString('utf16le', at, at + length - 2)) : '';
}

/** What the FAT says behind a sector; undefined where that part of it is not named in the header, or not there. */
function nextSector(data: Buffer, sector: number, size: number): number | undefined {
  const perSector = size / 4;
  const index = Math.floor(sector / perSector);
  if (index >= HEADER_FAT_SECTORS) return undefined;
  const fat = data.readUInt32LE(76 + index * 4);
  const at = (fat + 1) * size + (sector % perSector) * 4;
  return fat > MAX_REGULAR || at + 4 > data.length ? undefined : data.readUInt32LE(at);
}
