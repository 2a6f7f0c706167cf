/** Texts that are kept: each once, in memory of its own, and not more than a limit in all. */
import { ownCopy } from '../../base/own-copy.ts';

/** Different texts that are remembered; later ones are kept each time they come. */
const MAX_REMEMBERED = 20_000;

/** A report repeats a few domains and selectors in thousands of records. */
export class TextStore {
  readonly #texts = new Map<string, string>();
  readonly #maxCharacters: number;
  #characters = 0;

  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  get isFull(): boolean {
    return this.#characters > this.#maxCharacters;
  }

  keep(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const copy = ownCopy(text);
    this.#characters += copy.length;
    if (this.#texts.size < MAX_REMEMBERED) this.#texts.set(copy, copy);
    return copy;
  }

  /** A text of its own already, that seldom comes again. */
  count(text: string): string {
    this.#characters += text.length;
    return text;
  }
}
