/** A long list of words as it stands in a source, a set once the first is looked up: most runs look up none. */
export class WordList {
  readonly #text: string;
  readonly #form: (text: string) => string;
  #words: ReadonlySet<string> | undefined;

  /** Words with a space or the end of a line between them; `form` brings them into the form that they are looked up in. */
  constructor(text: string, form = (words: string): string => words) {
    this.#text = text;
    this.#form = form;
  }

  has(word: string): boolean {
    this.#words ??= new Set(this.#form(this.#text).replaceAll('\n', ' ').split(' '));
    return this.#words.has(word) && word !== '';
  }
}
