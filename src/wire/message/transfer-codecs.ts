/**
 * Content transfer encodings (RFC 2045 §6) as steps: each takes some raw bytes and gives some decoded ones. The same
 * steps decode a body and, replayed from an anchor, find where a decoded byte came from.
 */
import { CR, hexValue, isWsp, LF } from '../../base/bytes.ts';

/** A step moves `position` forward by at least one and appends at most MAX_STEP bytes to `out`. */
export interface DecodeState {
  readonly raw: Uint8Array;
  readonly end: number;
  position: number;
  readonly out: Uint8Array;
  /** Raw bytes before this place were seen to be literal: long runs of white space are looked through once. */
  literalUntil: number;
  length: number;
}

export type DecodeStep = (state: DecodeState) => void;

export const MAX_STEP = 256;

const EQUALS = 0x3d;

/** The step of an encoding; undefined for those that change nothing (7bit, 8bit, binary) and for unknown ones. */
export function stepOf(transferEncoding: string): DecodeStep | undefined {
  switch (transferEncoding) {
    case 'base64':
      return stepBase64;
    case 'quoted-printable':
      return stepQuotedPrintable;
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return stepUuencode;
    default:
      return undefined;
  }
}

const BASE64 = base64Table();

/** RFC 2045 §6.8: one quantum, or a run of characters to be ignored. '=' ends a quantum; another may follow. */
function stepBase64(state: DecodeState): void {
  const { raw, end, out } = state;
  if ((BASE64[raw[state.position] ?? 0] ?? -1) < 0) {
    while (state.position < end && (BASE64[raw[state.position] ?? 0] ?? -1) < 0) state.position++;
    return;
  }
  let bits = 0;
  let count = 0;
  while (state.position < end && count < 4) {
    const byte = raw[state.position] ?? 0;
    if (byte === EQUALS) break;
    state.position++;
    const value = BASE64[byte] ?? -1;
    if (value < 0) continue;
    bits = (bits << 6) | value;
    count++;
  }
  // A quantum without its padding gives what whole bytes it has.
  const missing = 4 - count;
  bits <<= 6 * missing;
  const bytes = 3 - missing;
  if (bytes > 0) out[state.length++] = (bits >> 16) & 0xff;
  if (bytes > 1) out[state.length++] = (bits >> 8) & 0xff;
  if (bytes > 2) out[state.length++] = bits & 0xff;
}

/** RFC 2045 §6.7: an escape, a soft break, white space before a line end, or a run of literal bytes, single blanks among them. */
function stepQuotedPrintable(state: DecodeState): void {
  const { raw, end, out } = state;
  const start = state.position;
  const first = raw[start] ?? 0;
  if (first === EQUALS) {
    stepEscape(state);
    return;
  }
  if (isWsp(first)) {
    stepWhiteSpace(state);
    return;
  }
  const stop = Math.min(end, start + MAX_STEP);
  let position = start;
  while (position < stop) {
    const byte = raw[position] ?? 0;
    if (byte === EQUALS || (isWsp(byte) && !isGraphic(raw[position + 1]))) break;
    out[state.length++] = byte;
    position++;
  }
  state.position = position;
}

/** A byte above the controls and the blank: what stands before it is no white space at a line's end. */
const isGraphic = (byte: number | undefined): boolean => byte !== undefined && byte > 0x20;

function stepWhiteSpace(state: DecodeState): void {
  const { raw, end, out } = state;
  const start = state.position;
  if (state.literalUntil <= start) {
    let stop = start;
    while (stop < end && isWsp(raw[stop])) stop++;
    // RFC 2045 §6.7 rule 3: white space at a line's end was added on the way.
    if (stop >= end || raw[stop] === LF || raw[stop] === CR) {
      state.position = stop;
      return;
    }
    state.literalUntil = stop;
  }
  state.position = Math.min(state.literalUntil, start + MAX_STEP);
  for (let index = start; index < state.position; index++) out[state.length++] = raw[index] ?? 0;
}

function stepEscape(state: DecodeState): void {
  const { raw, end, out } = state;
  const start = state.position;
  const low = start + 2 < end ? hexValue(raw[start + 2]) : -1;
  const high = start + 2 < end ? hexValue(raw[start + 1]) : -1;
  if (high >= 0 && low >= 0) {
    out[state.length++] = high * 16 + low;
    state.position = start + 3;
    return;
  }
  let stop = start + 1;
  while (stop < end && isWsp(raw[stop])) stop++;
  while (stop < end && raw[stop] === CR) stop++;
  const isLineEnd = stop < end && raw[stop] === LF;
  if (isLineEnd || stop >= end || raw[stop - 1] === CR) {
    state.position = isLineEnd ? stop + 1 : stop;
    return;
  }
  // RFC 2045 §6.7: a bad escape is best shown as it stands.
  out[state.length++] = EQUALS;
  state.position = start + 1;
}

/** One line of uuencode (POSIX uuencode, historical algorithm); 'begin', 'end' and what is no such line give nothing. */
function stepUuencode(state: DecodeState): void {
  const { raw, end, out } = state;
  const start = state.position;
  const found = raw.indexOf(LF, start);
  const lineEnd = found < 0 || found >= end ? end : found;
  state.position = Math.min(end, lineEnd + 1);
  let contentEnd = lineEnd;
  while (contentEnd > start && raw[contentEnd - 1] === CR) contentEnd--;
  const length = uuValue(raw[start]);
  if (length <= 0 || isUuFrame(raw, start)) return;
  const groups = Math.ceil(length / 3);
  const available = contentEnd - start - 1;
  if (available < groups * 4 - 3 || available > groups * 4 + 2) return;
  let left = length;
  for (let position = start + 1; left > 0; position += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((offset) => uuAt(raw, position + offset, contentEnd));
    const bits = ((a ?? 0) << 18) | ((b ?? 0) << 12) | ((c ?? 0) << 6) | (d ?? 0);
    for (let shift = 16; shift >= 0 && left > 0; shift -= 8, left--)
      out[state.length++] = (bits >> shift) & 0xff;
  }
}

function uuValue(byte: number | undefined): number {
  return byte === undefined || byte < 0x20 || byte > 0x60 ? -1 : (byte - 0x20) & 0x3f;
}

/** White space at the end may have been lost: it counts as zero bits. */
function uuAt(raw: Uint8Array, position: number, end: number): number {
  return position < end ? Math.max(0, uuValue(raw[position])) : 0;
}

function isUuFrame(raw: Uint8Array, start: number): boolean {
  const text = String.fromCharCode(...raw.subarray(start, start + 6));
  return text === 'begin ' || text.startsWith('end\n') || text.startsWith('end\r');
}

function base64Table(): Int8Array {
  const table = new Int8Array(256).fill(-1);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let index = 0; index < alphabet.length; index++) table[alphabet.charCodeAt(index)] = index;
  return table;
}
