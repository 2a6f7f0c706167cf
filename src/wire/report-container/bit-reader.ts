/** Bits of compressed data, lowest first (RFC 1951 §3.1.1), from bytes that come piece by piece. */

export class BitReader {
  readonly #pieces: Iterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array();
  #position = 0;
  #buffer = 0;
  #count = 0;
  #isShort = false;

  constructor(pieces: Iterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.iterator]();
  }

  /** More was asked for than there is; what was given for it is zero. */
  get isShort(): boolean {
    return this.#isShort;
  }

  /** At most 16 bits. */
  bits(count: number): number {
    this.#fill();
    if (count > this.#count) this.#isShort = true;
    const value = this.#buffer & ((1 << count) - 1);
    this.#drop(count);
    return value;
  }

  /** The next 15 bits or, before the end, as many as there are, without taking them. */
  peek(): number {
    this.#fill();
    return this.#buffer & 0x7fff;
  }

  take(count: number): void {
    if (count > this.#count) this.#isShort = true;
    this.#drop(count);
  }

  /** To the next whole byte. */
  align(): void {
    this.#drop(this.#count & 7);
  }

  /** A whole byte after `align`; undefined at the end, which is no shortage. */
  byte(): number | undefined {
    this.#fill();
    return this.#count < 8 ? undefined : this.bits(8);
  }

  #drop(count: number): void {
    const dropped = Math.min(count, this.#count);
    this.#buffer >>>= dropped;
    this.#count -= dropped;
  }

  #fill(): void {
    while (this.#count <= 16) {
      if (this.#position >= this.#piece.length && !this.#nextPiece()) return;
      this.#buffer |= (this.#piece[this.#position++] ?? 0) << this.#count;
      this.#count += 8;
    }
  }

  #nextPiece(): boolean {
    for (let next = this.#pieces.next(); next.done !== true; next = this.#pieces.next()) {
      if (next.value.length === 0) continue;
      this.#piece = next.value;
      this.#position = 0;
      return true;
    }
    return false;
  }
}
