/**
 * DKIM-Signature fields of a message (RFC 6376 §3.5): who signed, with which selector. Works on a message, or on its
 * headers alone, as bounces return them. Limits: 256 kB of header, ten signatures.
 */
import type { ByteRange } from '../../base/byte-range.ts';
import { parseTagList, tagValue } from './tag-list.ts';

export interface DkimSignatureField {
  /** d=, lower case. */
  readonly domain: string;
  /** s=, as written. */
  readonly selector: string;
  readonly algorithm: string;
  /** i=, as written. */
  readonly identity?: string;
  /** h=, lower case. */
  readonly signedFields: readonly string[];
  /** x= in seconds since 1970. */
  readonly expiresAt?: number;
  /** l= is there: a part of the body is not covered. */
  readonly hasLengthLimit: boolean;
  readonly range: ByteRange;
}

const maxHeaderBytes = 262_144;
const maxSignatures = 10;

/** Signatures in the order they stand; those without d= or s= are left out. */
export function findDkimSignatures(raw: Uint8Array): readonly DkimSignatureField[] {
  const found: DkimSignatureField[] = [];
  for (const field of headerFields(raw)) {
    if (found.length >= maxSignatures) break;
    if (field.name !== 'dkim-signature') continue;
    const signature = readSignature(field.value, field.range);
    if (signature !== undefined) found.push(signature);
  }
  return found;
}

function readSignature(value: string, range: ByteRange): DkimSignatureField | undefined {
  const list = parseTagList(value);
  const domain = tagValue(list, 'd')?.toLowerCase();
  const selector = tagValue(list, 's');
  if (domain === undefined || domain === '' || selector === undefined || selector === '') return undefined;
  const identity = tagValue(list, 'i');
  const expiresAt = Number(tagValue(list, 'x') ?? Number.NaN);
  return {
    domain,
    selector,
    algorithm: (tagValue(list, 'a') ?? '').toLowerCase(),
    ...(identity === undefined ? {} : { identity }),
    signedFields: (tagValue(list, 'h') ?? '').split(':').map((name) => name.trim().toLowerCase()),
    ...(Number.isSafeInteger(expiresAt) ? { expiresAt } : {}),
    hasLengthLimit: tagValue(list, 'l') !== undefined,
    range,
  };
}

/** A header field as it is signed. */
export interface RawField {
  /** Lower case. */
  readonly name: string;
  /** Unfolded, as Latin-1. */
  readonly value: string;
  readonly range: ByteRange;
}

/** Header fields up to the empty line (RFC 5322 §2.2), folded lines joined; lines without a colon are passed over. At most 256 kB. */
export function* headerFields(raw: Uint8Array): Generator<RawField> {
  const head = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, maxHeaderBytes)).toString(
    'latin1',
  );
  let start = 0;
  while (start < head.length) {
    const end = endOfField(head, start);
    const field = head.slice(start, end);
    if (field.trim() === '') return;
    const colon = field.indexOf(':');
    if (colon > 0) {
      const name = field.slice(0, colon).trim().toLowerCase();
      yield { name, value: field.slice(colon + 1).trim(), range: { start, end } };
    }
    start = end;
  }
}

/** After the line end that no white space follows (RFC 5322 §2.2.3). */
function endOfField(head: string, start: number): number {
  let from = start;
  for (;;) {
    const newline = head.indexOf('\n', from);
    if (newline < 0) return head.length;
    const next = head[newline + 1];
    if (next !== ' ' && next !== '\t') return newline + 1;
    // Only the field's first line can be blank: the lines that continue it are not looked at again.
    if (from === start && head.slice(start, newline).trim() === '') return newline + 1;
    from = newline + 1;
  }
}
