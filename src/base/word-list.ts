/** A long list of words as it stands in a source, a set once the first is looked up: most runs look up none. */
export class WordList {
  readonly #text: string;
  #words: ReadonlySet<string> | undefined;

  /** Words with a space or the end of a line between them. */
  constructor(text: string) {
    this.#text = text;
  }

  has(word: string): boolean {
    this.#words ??= new Set(this.#text.replaceAll('\n', ' ').split(' '));
    return this.#words.has(word) && word !== '';
  }
}
