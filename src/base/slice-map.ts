/**
 * A map whose keys are looked up where they stand inside a longer text, without cutting them out of it first. Its keys are
 * to be our own data: strangers who could choose them could choose ones that fall on one place.
 */

/** One slot of four stays taken at most, so that the next free one is near. */
const SLOTS_PER_KEY = 4;

export class SliceMap<T> {
  readonly #mask: number;
  /** 0, or one more than the index of the entry whose key fell there. */
  readonly #slots: Uint32Array;
  readonly #keys: readonly string[];
  readonly #values: readonly T[];

  /** Of equal keys the first one counts. */
  constructor(entries: readonly (readonly [key: string, value: T])[]) {
    const count = 2 ** Math.ceil(Math.log2(entries.length * SLOTS_PER_KEY + 1));
    this.#mask = count - 1;
    this.#slots = new Uint32Array(count);
    this.#keys = entries.map(([key]) => key);
    this.#values = entries.map(([, value]) => value);
    this.#keys.forEach((key, index) => {
      let slot = hashOf(key, 0, key.length) & this.#mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#slots[slot] = index + 1;
    });
  }

  /** The value of the key that is `text` from `start` to `end`; `hash` is what `hashedWith` gives, where it is known. */
  get(text: string, start = 0, end = text.length, hash = hashOf(text, start, end)): T | undefined {
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const index = (this.#slots[slot] ?? 0) - 1;
      if (index < 0) return undefined;
      const key = this.#keys[index];
      if (key?.length === end - start && isSame(key, text, start)) return this.#values[index];
    }
  }
}

/** The hash of a text before its first character. */
export const NO_HASH = 0;

/** The hash of a text that goes on with one more code unit. */
export const hashedWith = (hash: number, unit: number): number => {
  const next = Math.imul(hash ^ unit, 0x01000193);
  return next ^ (next >>> 15);
};

/** The hash of `text` from `start` to `end`, as `hashedWith` gives it unit by unit. */
function hashOf(text: string, start: number, end: number): number {
  let hash = NO_HASH;
  for (let at = start; at < end; at += 1) hash = hashedWith(hash, text.charCodeAt(at));
  return hash;
}

function isSame(key: string, text: string, start: number): boolean {
  for (let at = 0; at < key.length; at += 1)
    if (key.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  return true;
}
