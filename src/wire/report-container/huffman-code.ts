/** Huffman codes as DEFLATE describes them: by their lengths (RFC 1951 §3.2.2). */
import type { BitReader } from './bit-reader.ts';

const MAX_BITS = 15;
/** Codes up to this length are looked up at once; a larger table would cost too much in a stream of many small blocks. */
const TABLE_BITS = 10;

export class HuffmanCode {
  /** By the next bits: symbol × 16 + length; 0 where the code is longer or there is none. */
  readonly #table = new Uint16Array(1 << TABLE_BITS);
  /** Codes of each length. */
  readonly #counts = new Uint16Array(MAX_BITS + 1);
  /** Symbols in order of their codes. */
  readonly #symbols: Uint16Array;

  constructor(symbols: number) {
    this.#symbols = new Uint16Array(symbols);
  }

  /** Takes the lengths of the symbols from 0 on, 0 for an unused one; false where they describe no code. */
  set(lengths: Uint8Array): boolean {
    this.#counts.fill(0);
    for (const length of lengths) this.#counts[length] = (this.#counts[length] ?? 0) + 1;
    this.#counts[0] = 0;
    const firstCodes: number[] = [];
    const offsets: number[] = [];
    let code = 0;
    let offset = 0;
    for (let length = 1; length <= MAX_BITS; length++) {
      code = (code + (this.#counts[length - 1] ?? 0)) << 1;
      firstCodes[length] = code;
      offsets[length] = offset;
      offset += this.#counts[length] ?? 0;
      if (code + (this.#counts[length] ?? 0) > 1 << length) return false;
    }
    this.#table.fill(0);
    for (const [symbol, length] of lengths.entries()) {
      if (length === 0) continue;
      const place = offsets[length] ?? 0;
      this.#symbols[place] = symbol;
      offsets[length] = place + 1;
      const own = firstCodes[length] ?? 0;
      firstCodes[length] = own + 1;
      if (length > TABLE_BITS) continue;
      for (let at = reversed(own, length); at < this.#table.length; at += 1 << length)
        this.#table[at] = (symbol << 4) | length;
    }
    return true;
  }

  /** The next symbol, or -1 where the bits are no code. */
  read(reader: BitReader): number {
    const bits = reader.peek();
    const entry = this.#table[bits & ((1 << TABLE_BITS) - 1)] ?? 0;
    if (entry === 0) return this.#readLong(reader, bits);
    reader.take(entry & 15);
    return entry >> 4;
  }

  /** Bit by bit: codes of one length follow each other, and those of the next length begin behind them. */
  #readLong(reader: BitReader, bits: number): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= MAX_BITS; length++) {
      code |= (bits >> (length - 1)) & 1;
      const count = this.#counts[length] ?? 0;
      if (code - first < count) {
        reader.take(length);
        return this.#symbols[index + code - first] ?? -1;
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return -1;
  }
}

/** Codes are packed with their highest bit first (RFC 1951 §3.1.1). */
function reversed(code: number, length: number): number {
  let result = 0;
  for (let bit = 0; bit < length; bit++) result |= ((code >> bit) & 1) << (length - 1 - bit);
  return result;
}
