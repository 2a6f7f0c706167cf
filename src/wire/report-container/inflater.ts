/**
 * DEFLATE (RFC 1951), undone piece by piece in a fixed buffer: what a small file would become is seen while it grows, and memory
 * stays the same whatever it is. Linear in input and output.
 */
import type { BitReader } from './bit-reader.ts';
import { HuffmanCode } from './huffman-code.ts';

/** How far back a copy may reach. */
const WINDOW = 32_768;
const CAPACITY = 4 * WINDOW;
const LONGEST_COPY = 258;

const END_OF_BLOCK = 256;
const LENGTH_BASES = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195,
  227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1_025, 1_537, 2_049, 3_073,
  4_097, 6_145, 8_193, 12_289, 16_385, 24_577,
];
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** How a stream ended. */
export type InflateEnd = 'complete' | 'truncated' | 'damaged';

export class Inflater {
  readonly #reader: BitReader;
  readonly #out = new Uint8Array(CAPACITY);
  readonly #literals = new HuffmanCode(288);
  readonly #distances = new HuffmanCode(32);
  readonly #lengths = new HuffmanCode(19);
  /** Everything before it was given. */
  #given = 0;
  #position = 0;
  #total = 0;
  #end: InflateEnd = 'complete';

  constructor(reader: BitReader) {
    this.#reader = reader;
  }

  get end(): InflateEnd {
    return this.#end;
  }

  /** One stream. A piece is good until the next is asked for: the buffer is used again. */
  *pieces(): Generator<Uint8Array> {
    this.#end = 'complete';
    this.#given = 0;
    this.#position = 0;
    this.#total = 0;
    let isLast = false;
    while (!isLast && this.#end === 'complete') {
      isLast = this.#reader.bits(1) === 1;
      const type = this.#reader.bits(2);
      if (this.#reader.isShort) this.#end = 'truncated';
      else if (type === 0) yield* this.#stored();
      else if ((type === 1 && this.#useFixedCodes()) || (type === 2 && this.#readCodes()))
        yield* this.#compressed();
      else this.#fail();
    }
    yield* this.#give();
  }

  #fail(): void {
    this.#end = this.#reader.isShort ? 'truncated' : 'damaged';
  }

  /** RFC 1951 §3.2.4. */
  *#stored(): Generator<Uint8Array> {
    this.#reader.align();
    const length = this.#reader.bits(16);
    const complement = this.#reader.bits(16);
    if (this.#reader.isShort || (length ^ complement) !== 0xffff) {
      this.#fail();
      return;
    }
    for (let left = length; left > 0; left--) {
      const byte = this.#reader.byte();
      if (byte === undefined) {
        this.#end = 'truncated';
        return;
      }
      if (this.#position === CAPACITY) yield* this.#makeRoom();
      this.#out[this.#position++] = byte;
      this.#total++;
    }
  }

  /** RFC 1951 §3.2.3 and §3.2.5. */
  *#compressed(): Generator<Uint8Array> {
    const reader = this.#reader;
    for (;;) {
      if (this.#position > CAPACITY - LONGEST_COPY) yield* this.#makeRoom();
      const symbol = this.#literals.read(reader);
      if (symbol < 0 || reader.isShort) break;
      if (symbol < END_OF_BLOCK) {
        this.#out[this.#position++] = symbol;
        this.#total++;
      } else if (symbol === END_OF_BLOCK) return;
      else if (!this.#copy(symbol - END_OF_BLOCK - 1)) break;
    }
    this.#fail();
  }

  #copy(lengthCode: number): boolean {
    const reader = this.#reader;
    const base = LENGTH_BASES[lengthCode];
    if (base === undefined) return false;
    const length = base + reader.bits(LENGTH_BITS[lengthCode] ?? 0);
    const distanceCode = this.#distances.read(reader);
    const from = DISTANCE_BASES[distanceCode];
    if (from === undefined) return false;
    const distance = from + reader.bits(distanceCode < 4 ? 0 : (distanceCode >> 1) - 1);
    if (reader.isShort || distance > this.#total) return false;
    const out = this.#out;
    let position = this.#position;
    // A copy may overlap itself: byte by byte.
    for (const end = position + length; position < end; position++)
      out[position] = out[position - distance] ?? 0;
    this.#position = position;
    this.#total += length;
    return true;
  }

  *#makeRoom(): Generator<Uint8Array> {
    yield* this.#give();
    this.#out.copyWithin(0, this.#position - WINDOW, this.#position);
    this.#position = WINDOW;
    this.#given = WINDOW;
  }

  *#give(): Generator<Uint8Array> {
    if (this.#position > this.#given) yield this.#out.subarray(this.#given, this.#position);
    this.#given = this.#position;
  }

  /** RFC 1951 §3.2.6. */
  #useFixedCodes(): boolean {
    const lengths = new Uint8Array(288).fill(8);
    lengths.fill(9, 144, 256);
    lengths.fill(7, 256, 280);
    return this.#literals.set(lengths) && this.#distances.set(new Uint8Array(32).fill(5));
  }

  /** RFC 1951 §3.2.7: the codes of a block, themselves coded. */
  #readCodes(): boolean {
    const reader = this.#reader;
    const literals = reader.bits(5) + 257;
    const distances = reader.bits(5) + 1;
    const count = reader.bits(4) + 4;
    const ordered = new Uint8Array(19);
    for (const place of LENGTH_ORDER.slice(0, count)) ordered[place] = reader.bits(3);
    if (reader.isShort || !this.#lengths.set(ordered)) return false;
    const all = new Uint8Array(literals + distances);
    for (let index = 0; index < all.length; ) {
      const symbol = this.#lengths.read(reader);
      if (symbol < 0 || reader.isShort) return false;
      if (symbol < 16) {
        all[index++] = symbol;
        continue;
      }
      if (symbol === 16 && index === 0) return false;
      const value = symbol === 16 ? (all[index - 1] ?? 0) : 0;
      const times =
        symbol === 16 ? 3 + reader.bits(2) : symbol === 17 ? 3 + reader.bits(3) : 11 + reader.bits(7);
      if (index + times > all.length) return false;
      all.fill(value, index, index + times);
      index += times;
    }
    return this.#literals.set(all.subarray(0, literals)) && this.#distances.set(all.subarray(literals));
  }
}
