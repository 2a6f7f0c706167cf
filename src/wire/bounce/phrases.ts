/**
 * Many fixed phrases looked for in one walk over a text. Each position is tested against a table of the phrases' first three
 * units, so the time is that of the text, not of the number of phrases.
 */

const TABLE_BITS = 14;
const MASK = (1 << TABLE_BITS) - 1;

/** A fixed set of phrases; they and the searched text are compared as they are (give both in lower case). */
export class PhraseSet {
  readonly #table = new Uint8Array(1 << TABLE_BITS);
  readonly #byKey = new Map<number, string[]>();
  /** Phrases of one or two units. */
  readonly #short: string[] = [];

  constructor(phrases: readonly string[]) {
    for (const phrase of phrases) {
      if (phrase.length < 3) {
        this.#short.push(phrase);
        continue;
      }
      const key = keyAt(phrase, 0);
      this.#table[key] = 1;
      const known = this.#byKey.get(key);
      if (known) known.push(phrase);
      else this.#byKey.set(key, [phrase]);
    }
  }

  /** True when one of the phrases stands anywhere in the text. */
  isIn(text: string): boolean {
    const table = this.#table;
    let first = text.charCodeAt(0);
    let second = text.charCodeAt(1);
    for (let at = 2; at < text.length; at += 1) {
      const third = text.charCodeAt(at);
      const key = (first * 961 + second * 31 + third) & MASK;
      if (table[key] === 1 && this.#longAt(text, at - 2) > 0) return true;
      first = second;
      second = third;
    }
    return this.#short.some((phrase) => text.includes(phrase));
  }

  /** Length of the longest phrase that stands at `at`; 0 when none does. */
  lengthAt(text: string, at: number): number {
    const long = at + 2 < text.length && this.#table[keyAt(text, at)] === 1 ? this.#longAt(text, at) : 0;
    if (long > 0) return long;
    return this.#short.find((phrase) => text.startsWith(phrase, at))?.length ?? 0;
  }

  #longAt(text: string, at: number): number {
    let length = 0;
    for (const phrase of this.#byKey.get(keyAt(text, at)) ?? []) {
      if (phrase.length > length && text.startsWith(phrase, at)) length = phrase.length;
    }
    return length;
  }
}

function keyAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 961 + text.charCodeAt(at + 1) * 31 + text.charCodeAt(at + 2)) & MASK;
}
