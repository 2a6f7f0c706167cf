/** Many texts of which a run reads few: kept as the octets that a package holds, each made a string when it is first wanted. */

/** UTF-8, end to end: text i is `octets` from `from[i]` up to, not including, `from[i + 1]`. */
export interface PackedTexts {
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly from: Uint32Array<ArrayBuffer>;
}

export function packTexts(texts: readonly string[]): PackedTexts {
  const encoder = new TextEncoder();
  const encoded = texts.map((text) => encoder.encode(text));
  const from = new Uint32Array(texts.length + 1);
  encoded.forEach((text, i) => {
    from[i + 1] = (from[i] ?? 0) + text.length;
  });
  const octets = new Uint8Array(from[texts.length] ?? 0);
  encoded.forEach((text, i) => {
    octets.set(text, from[i]);
  });
  return { octets, from };
}

/** What packed texts stand for, by index: `made` turns one into a value, once. */
export class Unpacked<T> {
  readonly length: number;
  readonly #packed: PackedTexts;
  readonly #made: (text: string) => T;
  readonly #known: (T | undefined)[];

  constructor(packed: PackedTexts, made: (text: string) => T) {
    this.length = packed.from.length - 1;
    this.#packed = packed;
    this.#made = made;
    this.#known = new Array(this.length);
  }

  /** undefined where there is none. */
  at(index: number): T | undefined {
    const known = this.#known[index];
    if (known !== undefined || !(index >= 0 && index < this.length)) return known;
    const { octets, from } = this.#packed;
    const made = this.#made(utf8.decode(octets.subarray(from[index], from[index + 1])));
    this.#known[index] = made;
    return made;
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
