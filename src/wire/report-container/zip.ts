/**
 * The entries of a zip archive (PKWARE APPNOTE 6.3.10), by its central directory, with 64-bit sizes and with bytes before the
 * archive. What local headers say besides is not believed.
 */
import { latin1 } from '../../base/bytes.ts';
import { failed, ok, type Problem, type Result } from '../../base/result.ts';

export interface ZipEntry {
  /** As written in the archive; only for people. */
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly compressed: Uint8Array;
  /** Uncompressed size and CRC-32 by the directory. */
  readonly declared: { readonly bytes: number; readonly checksum: number };
}

/** An entry, or why it cannot be opened. */
export interface ZipItem {
  readonly name: string;
  readonly entry: Result<ZipEntry>;
}

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT = 65_535;
/** Line ends that a mailer left behind the archive. */
const MAX_TRAILER = 1_024;
const IN_64_BITS = 0xff_ff_ff_ff;
const MAX_NAME = 200;

/** The entries in the order of the directory, folders left out; the problem 'zip-damaged' where there is no directory. */
export function readZip(bytes: Uint8Array): Result<Iterable<ZipItem>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end < 0)
    return { ok: false, problem: damaged('its directory is missing, so its end was probably cut off') };
  return ok(entriesOf(bytes, view, end));
}

function findEnd(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  const first = Math.max(0, last - MAX_COMMENT - MAX_TRAILER);
  for (let position = last; position >= first; position--)
    if (view.getUint32(position, true) === END_SIGNATURE) return position;
  return -1;
}

function* entriesOf(bytes: Uint8Array, view: DataView, end: number): Generator<ZipItem> {
  const size = view.getUint32(end + 12, true);
  const offset = view.getUint32(end + 16, true);
  const is64 = size === IN_64_BITS || offset === IN_64_BITS;
  // The directory ends where its end record begins; in 64-bit archives that is not so, but there its offset can be followed.
  const start = is64 ? startOf64(view, end) : end - size;
  const shift = is64 ? 0 : start - offset;
  let position = start;
  while (position >= 0 && position + CENTRAL_BYTES <= end) {
    if (view.getUint32(position, true) !== CENTRAL_SIGNATURE) return;
    const nameBytes = view.getUint16(position + 28, true);
    const extraBytes = view.getUint16(position + 30, true);
    const nameStart = position + CENTRAL_BYTES;
    const next = nameStart + nameBytes + extraBytes + view.getUint16(position + 32, true);
    const name = latin1(bytes, nameStart, Math.min(nameStart + nameBytes, nameStart + MAX_NAME, end));
    if (!name.endsWith('/') && nameBytes > 0)
      yield {
        name,
        entry: openEntry(bytes, view, { position, shift, name, extraStart: nameStart + nameBytes, end }),
      };
    position = next;
  }
}

/** APPNOTE 4.3.15 and 4.3.14: the locator before the end record, and the directory's offset in the record it points to. */
function startOf64(view: DataView, end: number): number {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) return -1;
  const record = Number(view.getBigUint64(locator + 8, true));
  if (record + 56 > view.byteLength || view.getUint32(record, true) !== 0x06064b50) return -1;
  return Number(view.getBigUint64(record + 48, true));
}

interface Place {
  readonly position: number;
  readonly shift: number;
  readonly name: string;
  readonly extraStart: number;
  readonly end: number;
}

function openEntry(bytes: Uint8Array, view: DataView, place: Place): Result<ZipEntry> {
  const { position, name } = place;
  const flags = view.getUint16(position + 8, true);
  const method = view.getUint16(position + 10, true);
  if ((flags & 1) !== 0) return failed('zip-encrypted', `'${name}' in the archive is encrypted.`);
  if (method !== 0 && method !== 8)
    return failed(
      'zip-method',
      `'${name}' is compressed by method ${method}; stored and deflated entries can be read.`,
    );
  const { size, offset } = sizesOf(view, place);
  const local = offset + place.shift;
  if (local < 0 || local + LOCAL_BYTES > view.byteLength || view.getUint32(local, true) !== LOCAL_SIGNATURE)
    return { ok: false, problem: damaged(`'${name}' is not where the directory says`) };
  const start = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + size > view.byteLength)
    return { ok: false, problem: damaged(`'${name}' reaches over its end`) };
  const declared = {
    bytes: view.getUint32(position + 24, true),
    checksum: view.getUint32(position + 16, true),
  };
  return ok({ name, method, compressed: bytes.subarray(start, start + size), declared });
}

/** APPNOTE 4.5.3: what does not fit 32 bits stands in an extra field: uncompressed size, compressed size, offset. */
function sizesOf(view: DataView, place: Place): { readonly size: number; readonly offset: number } {
  const { position, extraStart, end } = place;
  let size = view.getUint32(position + 20, true);
  let offset = view.getUint32(position + 42, true);
  if (size !== IN_64_BITS && offset !== IN_64_BITS) return { size, offset };
  const extraEnd = Math.min(end, extraStart + view.getUint16(position + 30, true));
  for (let at = extraStart; at + 4 <= extraEnd; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let field = at + 4 + (view.getUint32(position + 24, true) === IN_64_BITS ? 8 : 0);
    if (size === IN_64_BITS && field + 8 <= extraEnd) {
      size = Number(view.getBigUint64(field, true));
      field += 8;
    }
    if (offset === IN_64_BITS && field + 8 <= extraEnd) offset = Number(view.getBigUint64(field, true));
    break;
  }
  return { size, offset };
}

function damaged(what: string): Problem {
  return failed('zip-damaged', `The zip archive is damaged: ${what}. Fetch the file again.`).problem;
}
