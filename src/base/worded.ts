/**
 * Expressions that match only where one of a few words stands. They are asked where one does: V8 compiles an expression when it is first
 * used, which takes a start of the program up to a millisecond for each, and a word is found sooner (docs/decisions/0010).
 */

/** An expression, which disregards case or not, and words in lower case of which every match of it holds one. */
export class Worded {
  readonly #words: readonly string[];
  readonly #pattern: RegExp;

  constructor(words: readonly string[], pattern: RegExp) {
    this.#words = words;
    this.#pattern = pattern;
  }

  /** `lower`: the text in lower case, from whoever asks several of them. */
  test(text: string, lower = text.toLowerCase()): boolean {
    return this.#words.some((word) => lower.includes(word)) && this.#pattern.test(text);
  }
}
