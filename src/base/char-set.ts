/** Which characters count, asked of many characters one after the other: a table answers faster than a search in a string. */

export class CharSet {
  /** 1 for each ASCII character that belongs to it. */
  readonly #ascii = new Uint8Array(0x80);
  readonly #others: ReadonlySet<number>;

  /** Each UTF-16 code unit of `characters` belongs to it. */
  constructor(characters: string) {
    const others = new Set<number>();
    for (let at = 0; at < characters.length; at += 1) {
      const unit = characters.charCodeAt(at);
      if (unit < 0x80) this.#ascii[unit] = 1;
      else others.add(unit);
    }
    this.#others = others;
  }

  /** Where the first of its characters stands in the text from `from` on; the length of the text where none does. */
  indexIn(text: string, from = 0): number {
    let at = from;
    while (at < text.length && !this.has(text.charCodeAt(at))) at += 1;
    return at;
  }

  /** Does the code unit belong to it? What `charCodeAt` gives beyond a text (NaN) does not. */
  has(unit: number): boolean {
    return unit < 0x80 ? this.#ascii[unit] === 1 : this.#others.size > 0 && this.#others.has(unit);
  }
}
