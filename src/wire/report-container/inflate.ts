/**
 * What lies inside gzip (RFC 1952) and inside an entry of a zip archive, piece by piece, so that a small file that would become a
 * large one is stopped on the way. Line ends after a gzip (a mailer's) are passed over.
 */
import { crc32 } from 'node:zlib';
import { failed, type Problem } from '../../base/result.ts';
import { BitReader } from './bit-reader.ts';
import type { Budget } from './budget.ts';
import type { Pieces } from './byte-source.ts';
import { Inflater } from './inflater.ts';

type Format = 'zip' | 'gzip';

/** The inflated bytes of an entry of a zip archive; size and checksum by its directory. */
export function inflatePieces(
  compressed: Iterable<Uint8Array>,
  budget: Budget,
  declared: { readonly bytes: number; readonly checksum: number },
): Pieces {
  const inflation = new Inflation('zip', compressed, budget);
  return {
    pieces: inflation.entry(declared.checksum),
    problem: () => inflation.problem,
    declaredBytes: declared.bytes,
  };
}

/** The inflated bytes of a gzip file of one or several members; `whole` is the file where it lies in memory. */
export function gunzipPieces(
  compressed: Iterable<Uint8Array>,
  budget: Budget,
  whole: Uint8Array | undefined,
): Pieces {
  const inflation = new Inflation('gzip', compressed, budget);
  return { pieces: inflation.members(), problem: () => inflation.problem, declaredBytes: sizeTold(whole) };
}

class Inflation {
  readonly #format: Format;
  readonly #budget: Budget;
  readonly #reader: BitReader;
  readonly #inflater: Inflater;
  #bytes = 0;
  #checksum = 0;
  #problem: Problem | undefined;

  constructor(format: Format, compressed: Iterable<Uint8Array>, budget: Budget) {
    this.#format = format;
    this.#budget = budget;
    this.#reader = new BitReader(compressed);
    this.#inflater = new Inflater(this.#reader);
  }

  get problem(): Problem | undefined {
    return this.#problem;
  }

  *entry(checksum: number): Generator<Uint8Array> {
    yield* this.#stream();
    if (this.#problem === undefined && this.#checksum !== checksum) this.#problem = this.#changed();
  }

  /** RFC 1952 §2.2: members follow each other; whatever else follows is not ours. */
  *members(): Generator<Uint8Array> {
    for (let isFirst = true; ; isFirst = false) {
      const header = this.#passHeader();
      if (header !== 'complete') {
        if (isFirst) this.#problem = this.#ended(header);
        return;
      }
      yield* this.#stream();
      if (this.#problem !== undefined) return;
      this.#reader.align();
      const checksum = this.#reader.bits(16) + this.#reader.bits(16) * 0x1_00_00;
      this.#reader.bits(16);
      this.#reader.bits(16);
      if (this.#reader.isShort) this.#problem = this.#ended('truncated');
      else if (checksum !== this.#checksum) this.#problem = this.#changed();
      if (this.#problem !== undefined) return;
    }
  }

  *#stream(): Generator<Uint8Array> {
    this.#checksum = 0;
    for (const piece of this.#inflater.pieces()) {
      this.#bytes += piece.length;
      this.#problem = this.#budget.takeInflated(piece.length);
      if (this.#problem !== undefined) return;
      this.#checksum = crc32(piece, this.#checksum);
      yield piece;
    }
    const { end } = this.#inflater;
    if (end !== 'complete') this.#problem = this.#ended(end);
  }

  /** RFC 1952 §2.3. */
  #passHeader(): 'complete' | 'truncated' | 'damaged' {
    const byte = (): number => this.#reader.byte() ?? -1;
    for (const expected of [0x1f, 0x8b, 8]) {
      const found = byte();
      if (found !== expected) return found < 0 ? 'truncated' : 'damaged';
    }
    const flags = byte();
    for (let passed = 0; passed < 6; passed++) byte();
    if ((flags & 4) !== 0)
      for (let left = byte() + byte() * 256; left > 0; left--) if (byte() < 0) return 'truncated';
    // Name and comment end with a zero byte.
    for (const flag of [8, 16])
      if ((flags & flag) !== 0)
        for (let found = byte(); found !== 0; found = byte()) if (found < 0) return 'truncated';
    if ((flags & 2) !== 0) this.#reader.bits(16);
    return flags < 0 || this.#reader.isShort ? 'truncated' : 'complete';
  }

  #ended(end: 'truncated' | 'damaged'): Problem {
    const how = end === 'truncated' ? 'ends too early' : 'is damaged';
    return failed(
      `${this.#format}-${end}`,
      `The ${this.#format} data ${how}, after ${this.#bytes} inflated bytes. Fetch the file again.`,
    ).problem;
  }

  #changed(): Problem {
    return failed(
      'checksum-differs',
      `The checksum of the ${this.#format} data differs: it was changed on the way. Fetch the file again.`,
    ).problem;
  }
}

/** RFC 1952 §2.3.1: the last four bytes of a member, its size modulo 2^32. */
function sizeTold(whole: Uint8Array | undefined): number {
  if (whole === undefined || whole.length < 4) return 0;
  return new DataView(whole.buffer, whole.byteOffset, whole.length).getUint32(whole.length - 4, true);
}
