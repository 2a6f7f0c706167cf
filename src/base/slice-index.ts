/**
 * A list of words that are looked up where they stand inside a longer text, without cutting them out of it first. The words are to
 * be our own data: strangers who could choose them could choose ones that fall on one place.
 */

/** One slot of four stays taken at most, so that the next free one is near. */
const SLOTS_PER_WORD = 4;

/** At each place 0, or one more than the index of the word that fell there: numbers alone, so that a package can hold them. */
export type Slots = Uint16Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** Places the words whose index `isWanted`; of equal ones the first. */
export function slotsOf(words: readonly string[], isWanted: (index: number) => boolean = () => true): Slots {
  const wanted = [...words.keys()].filter(isWanted);
  const count = 2 ** Math.ceil(Math.log2(wanted.length * SLOTS_PER_WORD + 1));
  const slots = words.length < 0x1_0000 ? new Uint16Array(count) : new Uint32Array(count);
  for (const index of wanted) {
    const word = words[index] ?? '';
    let slot = hashOf(word, 0, word.length) & (count - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (count - 1);
    slots[slot] = index + 1;
  }
  return slots;
}

/** A list of words by index, undefined beyond its end. */
interface Words {
  readonly at: (index: number) => string | undefined;
}

export class SliceIndex {
  readonly #words: Words;
  readonly #slots: Slots;
  readonly #mask: number;

  /** Words that are not a list come with their slots. */
  constructor(words: readonly string[]);
  constructor(words: Words, slots: Slots);
  constructor(words: Words, slots = slotsOf(words as readonly string[])) {
    this.#words = words;
    this.#slots = slots;
    this.#mask = slots.length - 1;
  }

  /** The index of the word that is `text` from `start` to `end`, -1 where there is none; `hash` is what `hashedWith` gives, where it is known. */
  find(text: string, start = 0, end = text.length, hash = hashOf(text, start, end)): number {
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const index = (this.#slots[slot] ?? 0) - 1;
      if (index < 0) return -1;
      const word = this.#words.at(index);
      if (word?.length === end - start && isSame(word, text, start)) return index;
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
