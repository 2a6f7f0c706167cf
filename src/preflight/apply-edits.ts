/** Makes edits of raw bytes. */
import type { MessageEdit } from '../findings/fix.ts';

/** Edits that overlap an earlier one are left out; the same edit given twice is made once. */
export function applyEdits(raw: Uint8Array, edits: readonly MessageEdit[]): Uint8Array {
  const ordered = edits.toSorted((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const pieces: Uint8Array[] = [];
  let at = 0;
  let last: MessageEdit | undefined;
  for (const next of ordered) {
    const { range, bytes } = next;
    if (range.start < at || (last !== undefined && isSame(last, next))) continue;
    pieces.push(raw.subarray(at, range.start), Buffer.from(bytes, 'latin1'));
    at = range.end;
    last = next;
  }
  pieces.push(raw.subarray(at));
  return Buffer.concat(pieces);
}

const isSame = (one: MessageEdit, other: MessageEdit): boolean =>
  one.range.start === other.range.start && one.range.end === other.range.end && one.bytes === other.bytes;
