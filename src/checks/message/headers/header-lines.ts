/**
 * The header as it stands in the raw bytes: how many octets, where names end. Read apart from the MIME reader, which takes
 * no name of more than 256 characters and keeps 1 MiB of header.
 */
import type { ByteRange } from '../../../base/byte-range.ts';
import { CR, isWsp, LF, latin1 } from '../../../base/bytes.ts';
import type { MailView } from '../../../wire/mail-view/index.ts';

export interface RawField {
  /** The name, before the colon. */
  readonly name: ByteRange;
  /** After the colon, up to the line end of its last line. */
  readonly value: ByteRange;
}

export interface RawHeader {
  readonly fields: readonly RawField[];
  /** Without the empty line. */
  readonly range: ByteRange;
}

/** Reads to the first empty line; a line that is neither a field nor folded is passed over. */
export function rawHeaderOf({ raw, message }: MailView): RawHeader {
  const start = message.root.headerRange.start;
  const fields: RawField[] = [];
  let position = start;
  while (position < raw.length) {
    const found = raw.indexOf(LF, position);
    const next = found < 0 ? raw.length : found + 1;
    let end = found < 0 ? raw.length : found;
    while (end > position && raw[end - 1] === CR) end--;
    if (end === position) break;
    const last = fields.at(-1);
    if (isWsp(raw[position]) && last !== undefined) {
      fields[fields.length - 1] = { name: last.name, value: { start: last.value.start, end } };
    } else {
      const colon = raw.indexOf(0x3a, position);
      if (colon > position && colon < end)
        fields.push({ name: { start: position, end: colon }, value: { start: colon + 1, end } });
    }
    position = next;
  }
  return { fields, range: { start, end: position } };
}

/** The name as text, at most 200 characters of it. */
export function nameOf({ raw }: MailView, { name }: RawField): string {
  return latin1(raw, name.start, Math.min(name.end, name.start + 200)).trim();
}
