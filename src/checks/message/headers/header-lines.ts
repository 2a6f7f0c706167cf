/**
 * The header as it stands in the raw bytes: how many octets, where names end. Read apart from the MIME reader, which takes
 * no name of more than 256 characters and keeps 1 MiB of header.
 */
import type { ByteRange } from '../../../base/byte-range.ts';
import { CR, isWsp, LF, latin1 } from '../../../base/bytes.ts';
import type { MailView } from '../../../wire/mail-view/index.ts';

const COLON = 0x3a;

export interface RawField {
  /** The name, before the colon. */
  readonly name: ByteRange;
  /** After the colon, up to the line end of its last line. */
  readonly value: ByteRange;
}

export interface RawHeader {
  /** At most 20,000: nobody takes that many. */
  readonly fields: readonly RawField[];
  /** Of all, those that are not kept too. */
  readonly count: number;
  /** Without the empty line. */
  readonly range: ByteRange;
}

const MAX_KEPT = 20_000;
const known = new WeakMap<MailView, RawHeader>();

/** Reads to the first empty line; a line that is neither a field nor folded is passed over. Read once a view. */
export function rawHeaderOf(view: MailView): RawHeader {
  const before = known.get(view);
  if (before !== undefined) return before;
  const { start } = view.message.root.headerRange;
  const fields: RawField[] = [];
  let count = 0;
  const walk = walkRawFields(view);
  let step = walk.next();
  for (; step.done !== true; step = walk.next()) {
    count++;
    if (fields.length < MAX_KEPT) fields.push(step.value);
  }
  const header = { fields, count, range: { start, end: step.value } };
  known.set(view, header);
  return header;
}

/** Every field, one after the other; returns where the header ends. */
export function* walkRawFields({ raw, message }: MailView): Generator<RawField, number, void> {
  let position = message.root.headerRange.start;
  let open: RawField | undefined;
  while (position < raw.length) {
    const found = raw.indexOf(LF, position);
    const next = found < 0 ? raw.length : found + 1;
    let end = found < 0 ? raw.length : found;
    while (end > position && raw[end - 1] === CR) end--;
    if (end === position) break;
    if (isWsp(raw[position]) && open !== undefined) {
      open = { name: open.name, value: { start: open.value.start, end } };
    } else {
      const colon = colonIn(raw, position, end);
      if (colon > position) {
        if (open !== undefined) yield open;
        open = { name: { start: position, end: colon }, value: { start: colon + 1, end } };
      }
    }
    position = next;
  }
  if (open !== undefined) yield open;
  return position;
}

/** The first colon of a line, or -1: looked for in the line alone, since the next one may stand far away. */
function colonIn(raw: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at++) if (raw[at] === COLON) return at;
  return -1;
}

/** The name as text, at most 200 characters of it. */
export function nameOf({ raw, message }: MailView, { name }: RawField): string {
  const end = Math.min(name.end, name.start + 200);
  return (message.rawText?.text.slice(name.start, end) ?? latin1(raw, name.start, end)).trim();
}
