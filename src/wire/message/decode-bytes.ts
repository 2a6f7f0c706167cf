/** A part's body without its transfer encoding (RFC 2045 §6), and the way back from decoded bytes to raw ones. */
import type { ByteRange } from '../../base/byte-range.ts';
import { type DecodeState, type DecodeStep, MAX_STEP, stepOf } from './transfer-codecs.ts';
import type { DecodedBytes, MimePart, ParsedMessage } from './types.ts';

/** One anchor a so many decoded bytes: 8 bytes of memory each. */
const ANCHOR_DISTANCE = 64;

/**
 * Decodes a part's body, at most `maxBytes` of it. Tolerant: illegal base64 characters are skipped, missing padding is
 * allowed, bad '=XX' is kept as it stands, an unknown encoding counts as binary. For a multipart: its raw body.
 */
export function decodeBytes(
  message: Pick<ParsedMessage, 'raw'>,
  part: MimePart,
  maxBytes = Infinity,
): DecodedBytes {
  return decodeRange(message.raw, part.bodyRange, part.transferEncoding, maxBytes);
}

/** The same for any range of raw bytes. */
export function decodeRange(
  raw: Uint8Array,
  range: ByteRange,
  transferEncoding: string,
  maxBytes = Infinity,
): DecodedBytes {
  const step = stepOf(transferEncoding);
  if (step === undefined) return decodeIdentity(raw, range, maxBytes);
  const anchors = new Anchors();
  const capacity = Math.min(range.end - range.start, maxBytes);
  const out = new Uint8Array(capacity + MAX_STEP);
  const state: DecodeState = { raw, end: range.end, position: range.start, out, length: 0, literalUntil: 0 };
  while (state.position < state.end && state.length < capacity) {
    anchors.offer(state.length, state.position);
    step(state);
  }
  const length = Math.min(state.length, capacity);
  const locator = new Locator(raw, range.end, step, anchors);
  return {
    bytes: out.subarray(0, length),
    isCut: state.position < state.end || state.length > length,
    rawRangeOf: (start, end) => locator.rangeOf(Math.min(start, length), Math.min(end, length)),
  };
}

function decodeIdentity(raw: Uint8Array, range: ByteRange, maxBytes: number): DecodedBytes {
  const length = Math.min(range.end - range.start, maxBytes);
  const clamp = (offset: number): number => range.start + Math.max(0, Math.min(offset, length));
  return {
    bytes: raw.subarray(range.start, range.start + length),
    isCut: length < range.end - range.start,
    rawRangeOf: (start, end) => ({ start: clamp(start), end: Math.max(clamp(start), clamp(end)) }),
  };
}

/** Pairs (decoded offset, raw offset) at starts of steps, in order. */
class Anchors {
  #decoded = new Uint32Array(64);
  #raw = new Uint32Array(64);
  #count = 0;

  /** Keeps the pair when it is far enough from the last one. */
  offer(decoded: number, raw: number): void {
    const last = this.#count - 1;
    if (last >= 0 && decoded - (this.#decoded[last] ?? 0) < ANCHOR_DISTANCE) return;
    if (this.#count === this.#decoded.length) {
      this.#decoded = grown(this.#decoded);
      this.#raw = grown(this.#raw);
    }
    this.#decoded[this.#count] = decoded;
    this.#raw[this.#count] = raw;
    this.#count++;
  }

  /** The last pair at or before the decoded offset. */
  before(decoded: number): { readonly decoded: number; readonly raw: number } {
    let low = 0;
    let high = this.#count;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#decoded[middle] ?? 0) <= decoded) low = middle;
      else high = middle;
    }
    return { decoded: this.#decoded[low] ?? 0, raw: this.#raw[low] ?? 0 };
  }
}

function grown(array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** One step that gave bytes: decoded [start, start+length) came from raw [rawStart, rawEnd). */
interface Origin {
  readonly decodedStart: number;
  readonly length: number;
  readonly rawStart: number;
  readonly rawEnd: number;
}

class Locator {
  readonly #raw: Uint8Array;
  readonly #end: number;
  readonly #step: DecodeStep;
  readonly #anchors: Anchors;
  readonly #scratch = new Uint8Array(MAX_STEP);
  #last: Origin | undefined;

  constructor(raw: Uint8Array, end: number, step: DecodeStep, anchors: Anchors) {
    this.#raw = raw;
    this.#end = end;
    this.#step = step;
    this.#anchors = anchors;
  }

  rangeOf(start: number, end: number): ByteRange {
    if (end <= start) {
      const place = start === 0 ? this.#startOf(0) : this.#endOf(start - 1);
      return { start: place, end: place };
    }
    return { start: this.#startOf(start), end: this.#endOf(end - 1) };
  }

  #startOf(decoded: number): number {
    const origin = this.#originOf(decoded);
    return isLiteral(origin) ? origin.rawStart + (decoded - origin.decodedStart) : origin.rawStart;
  }

  #endOf(decoded: number): number {
    const origin = this.#originOf(decoded);
    return isLiteral(origin) ? origin.rawStart + (decoded - origin.decodedStart) + 1 : origin.rawEnd;
  }

  /** Replays the steps from the nearest anchor, or from the last answer when that is nearer. */
  #originOf(decoded: number): Origin {
    const last = this.#last;
    if (last !== undefined && decoded >= last.decodedStart && decoded < last.decodedStart + last.length)
      return last;
    const anchor = this.#anchors.before(decoded);
    const isAfterLast =
      last !== undefined && decoded >= last.decodedStart && last.decodedStart >= anchor.decoded;
    let offset = isAfterLast ? last.decodedStart : anchor.decoded;
    const state: DecodeState = {
      raw: this.#raw,
      end: this.#end,
      position: isAfterLast ? last.rawStart : anchor.raw,
      out: this.#scratch,
      length: 0,
      literalUntil: 0,
    };
    while (state.position < state.end) {
      const rawStart = state.position;
      state.length = 0;
      this.#step(state);
      if (decoded < offset + state.length) {
        this.#last = { decodedStart: offset, length: state.length, rawStart, rawEnd: state.position };
        return this.#last;
      }
      offset += state.length;
    }
    return { decodedStart: decoded, length: 0, rawStart: this.#end, rawEnd: this.#end };
  }
}

function isLiteral(origin: Origin): boolean {
  return origin.rawEnd - origin.rawStart === origin.length;
}
